import { sheetRow } from './harness';
import { APP_ID, startWorld, statuses, type World } from './world';

const rows = (count: number) =>
	Array.from({ length: count }, (_, i) => sheetRow(i * 10, i * 10 + 9));

/** Every code after which no other call can succeed. */
const accountWide = [
	45009, 40164, 61004, 45035, 48001, 48004, 50002, 50004, 40013, 40125, 41002, 41004, 40243, 48017,
	61003, 61005, 61006, 61007, 61011, 61023, 61024, 89503,
];

describe('pace and stop', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (count: number, options = {}) =>
		await world.run({ rows: rows(count), options, onError: 'continueRegularOutput' });

	it.each(accountWide)('%i on the first answer: one call, not one per row', async (errcode) => {
		world.simulator.faults.add({ endpoint: 'codeactive', times: Infinity, do: { errcode } });
		const result = await run(20, { parallelRequests: 10 });
		expect(statuses(result)).toEqual(['failed', ...Array<string>(19).fill('not_attempted')]);
		expect(world.simulator.count('codeactive')).toBe(1);
		expect(result.rows[0].activation_errcode).toBe(errcode);
		expect(result.rows[19].activation_message).toMatch(/^Not attempted: /);
	});

	it('the rows that were not attempted read which account it is, and what WeChat said', async () => {
		const told = async (errcode: number, errmsg: string) => {
			world.simulator.faults.add({ endpoint: 'codeactive', do: { errcode, errmsg } });
			return String((await run(2)).rows[1].activation_message);
		};
		expect(await told(48001, 'api unauthorized')).toContain(APP_ID);
		expect(await told(40164, 'invalid ip 203.0.113.7')).toContain('203.0.113.7');
	});

	it('an account-wide refusal in the middle lets what is under way finish', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			after: 10,
			times: Infinity,
			do: { errcode: 45009 },
		});
		const result = await run(50, { parallelRequests: 5 });
		const counts = statuses(result).reduce<Record<string, number>>(
			(all, status) => ({ ...all, [String(status)]: (all[String(status)] ?? 0) + 1 }),
			{},
		);
		expect(counts.activated).toBe(10);
		expect(counts.failed).toBeLessThanOrEqual(5);
		expect(counts.activated + counts.failed + counts.not_attempted).toBe(50);
	});

	it('45011 pauses all calls for a minute, then every row is activated', async () => {
		world.simulator.set({ limits: { perMinute: 30 } });
		const result = await run(100, { parallelRequests: 10 });
		expect(new Set(statuses(result))).toEqual(new Set(['activated']));
		// 30 calls a minute: 100 rows are through in the fourth.
		expect(world.slept()).toBe(3 * 60_000);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('gives up after ten pauses', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', times: Infinity, do: { errcode: 45011 } });
		const result = await run(3);
		expect(statuses(result)).toEqual(['failed', 'not_attempted', 'not_attempted']);
		expect(world.simulator.count('codeactive')).toBe(11);
		expect(world.slept()).toBe(10 * 60_000);
	});

	it('keeps to Requests per Minute', async () => {
		await run(10, { requestsPerMinute: 60, parallelRequests: 10 });
		expect(world.slept()).toBe(9_000);
		const at = world.simulator.journal
			.filter(({ endpoint }) => endpoint === 'codeactive')
			.map((entry) => entry.at - world.simulator.journal[0].at);
		expect(at).toEqual(Array.from({ length: 10 }, (_, call) => call * 1_000));
	});

	it('nobody answers: five calls, then rows that surely never left are not attempted', async () => {
		await world.simulator.stop();
		const result = await run(30);
		expect(new Set(statuses(result))).toEqual(new Set(['not_attempted']));
		expect(result.rows[29].activation_message).toContain('5 calls in a row got no answer');
	});

	it('nobody answers after the connection was made: those rows are unknown, the rest not attempted', async () => {
		world.simulator.faults.add({
			endpoint: ['codeactive', 'codeactivequery'],
			times: Infinity,
			do: 'reset-before',
		});
		const result = await run(30, { parallelRequests: 1 });
		expect(statuses(result).filter((status) => status === 'unknown')).toHaveLength(5);
		expect(statuses(result).filter((status) => status === 'not_attempted')).toHaveLength(25);
	});

	it('a row whose second send is refused got an answer, and does not count as one without', async () => {
		for (let at = 0; at < 7; at++) {
			const where = { code_start: at * 10 };
			world.simulator.faults.add(
				{ endpoint: 'codeactive', where, do: 'reset-before' },
				{ endpoint: 'codeactive', where, do: { errcode: 40097, errmsg: 'invalid' } },
			);
		}
		const result = await run(8, { parallelRequests: 1 });
		expect(statuses(result)).toEqual([...Array(7).fill('failed'), 'activated']);
	});

	it('a few rows without a connection are failed, and say that nothing was sent', async () => {
		await world.simulator.stop();
		const result = await run(2);
		expect(statuses(result)).toEqual(['failed', 'failed']);
		expect(result.rows[0].activation_message).toContain('nothing was sent');
	});

	it('twenty equal refusals with an unlisted code stop the run', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			do: { errcode: 77777, errmsg: '未知' },
		});
		const result = await run(100, { parallelRequests: 1 });
		expect(world.simulator.count('codeactive')).toBe(20);
		expect(statuses(result).filter((status) => status === 'not_attempted')).toHaveLength(80);
	});

	it('a cancelled execution starts no new call', async () => {
		let cancel = (): void => undefined;
		world.simulator.faults.add({
			endpoint: 'codeactive',
			after: 3,
			when: () => {
				cancel();
				return false;
			},
			do: 'html',
		});
		const calls = new Promise<number>((resolve) => {
			void world
				.run({
					rows: rows(50),
					options: { parallelRequests: 1 },
					onError: 'continueRegularOutput',
					onStart: (stop) => (cancel = stop),
				})
				.finally(() => resolve(world.simulator.count('codeactive')));
		});
		expect(await calls).toBeLessThan(6);
	});

	it('a call that was under way when the execution was cancelled was not looked up, and its row says so', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'hold-after' });
		let cancel = (): void => undefined;
		const running = world.run({
			rows: rows(2),
			options: { parallelRequests: 1 },
			onError: 'continueRegularOutput',
			onStart: (stop) => (cancel = stop),
		});
		await world.simulator.arrived(1, 'codeactive');
		cancel();
		const result = await running;
		world.simulator.faults.release();
		expect(statuses(result)).toEqual(['unknown', 'not_attempted']);
		expect(result.rows[0].activation_message).toMatch(
			/^WeChat's reply was lost, and no look-up was made\. Run this row again/,
		);
		expect(world.simulator.count('codeactivequery')).toBe(0);
	});
});
