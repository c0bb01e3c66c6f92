/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { inOrder, type Steps } from '../../scripts/steps';

/** A step that goes on until it is told to end. */
function held<T>() {
	let end!: (value: T) => void;
	let fail!: (error: Error) => void;
	const promise = new Promise<T>((resolve, reject) => {
		end = resolve;
		fail = reject;
	});
	return { promise, end, fail };
}

/** Steps that write down when they began, and stay under way until told to end. */
function stepsUnderWay() {
	const begun: string[] = [];
	const table = held<boolean>();
	const host = held<string>();
	const tarball = held<string>();
	const begin = async <T>(name: string, until: Promise<T>): Promise<T> => {
		begun.push(name);
		return await until;
	};
	const steps: Steps<string, string> = {
		table: async () => await begin('table', table.promise),
		host: async () => await begin('host', host.promise),
		tarball: async () => await begin('tarball', tarball.promise),
		open: async (...given) => await begin(`open ${given.join(' ')}`, Promise.resolve(0)),
	};
	return { begun, table, host, tarball, steps };
}

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

describe('the steps of npm start', () => {
	it('bring nothing of the whole n8n before the table is there, then all at once, and open it last', async () => {
		const { begun, table, host, tarball, steps } = stepsUnderWay();
		const code = inOrder(steps, { once: false, whole: false });
		await settled();
		expect(begun).toEqual(['table']);
		table.end(true);
		await settled();
		expect(begun).toEqual(['table', 'host', 'tarball']);
		host.end('n8n');
		await settled();
		expect(begun).toHaveLength(3);
		tarball.end('package');
		expect(await code).toBe(0);
		expect(begun.at(-1)).toBe('open n8n package true');
	});

	it.each([
		[true, 0],
		[false, 1],
	])('end after the table with --once (good: %s, exit code %i)', async (isGood, code) => {
		const { begun, table, steps } = stepsUnderWay();
		table.end(isGood);
		expect(await inOrder(steps, { once: true, whole: false })).toBe(code);
		expect(begun).toEqual(['table']);
	});

	it('leave the table out with --n8n: the example runs in the whole n8n', async () => {
		const { begun, host, tarball, steps } = stepsUnderWay();
		host.end('n8n');
		tarball.end('package');
		await inOrder(steps, { once: true, whole: true });
		expect(begun).toEqual(['host', 'tarball', 'open n8n package false']);
	});

	it('wait for what is under way when another step fails, so that it can tidy up', async () => {
		const { table, host, tarball, steps } = stepsUnderWay();
		table.end(true);
		let isOver = false;
		const code = inOrder(steps, { once: false, whole: false }).finally(() => (isOver = true));
		code.catch(() => {});
		host.fail(new Error('no compiler'));
		await settled();
		expect(isOver).toBe(false);
		tarball.end('package');
		await expect(code).rejects.toThrow('no compiler');
	});
});
