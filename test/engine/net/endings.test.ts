import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { time } from '../../../nodes/WechatMarketingCode/api/time';
import { startWorld, statuses, type World } from '../world';
import { mapped, row, sentRanges } from './sheet';

const HOUR = 3_600_000;
const tens = (count: number) => Array.from({ length: count }, (_, i) => row(i * 10, i * 10 + 9));
const placeOf = (position: unknown): number => Math.floor((position as number) / 10);

describe('how rows end', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (rows: IDataObject[], options: INodeParameters = {}) =>
		await world.run({
			rows,
			parameters: mapped,
			options: { parallelRequests: 1, ...options },
			onError: 'continueRegularOutput',
		});
	/** Something happens to every request about every n-th row. */
	const every = (nth: number, endpoint: string, action: 'reset-before' | { errcode: number }) =>
		world.simulator.faults.add({
			endpoint,
			times: Infinity,
			when: ({ body }) => {
				const { code_start, code_index } = body as IDataObject;
				return placeOf(code_start ?? code_index) % nth === 1;
			},
			do: action,
		});

	it('rows without an answer that do not follow one another stop nothing, however many', async () => {
		every(2, 'codeactive', 'reset-before');
		every(2, 'codeactivequery', 'reset-before');
		const result = await run(tens(16));
		expect(statuses(result)).toEqual(
			tens(16).map((_, i) => (i % 2 === 1 ? 'unknown' : 'activated')),
		);
	});

	it('rows refused for an unlisted reason that do not follow one another stop nothing, however many', async () => {
		every(2, 'codeactive', { errcode: 77_777 });
		const result = await run(tens(60));
		expect(statuses(result)).toEqual(
			tens(60).map((_, i) => (i % 2 === 1 ? 'failed' : 'activated')),
		);
	});

	it('rows refused for two unlisted reasons in turn stop nothing, however many', async () => {
		every(2, 'codeactive', { errcode: 77_777 });
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			do: { errcode: 77_778 },
		});
		expect(new Set(statuses(await run(tens(50))))).toEqual(new Set(['failed']));
	});

	it('20 rows in a row refused for one unlisted reason stop the run', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			do: { errcode: 77_777 },
		});
		const result = await run(tens(30));
		expect(statuses(result)).toEqual(tens(30).map((_, i) => (i < 20 ? 'failed' : 'not_attempted')));
	});

	it('a fault of our own costs the row that it met, and is told', async () => {
		const { now } = time;
		world.simulator.faults.add({
			endpoint: 'codeactive',
			where: { code_start: 10 },
			when: () => {
				time.now = () => {
					time.now = now;
					throw new TypeError('a fault of our own');
				};
				return false;
			},
			do: 'empty',
		});
		const result = await run(tens(3));
		expect(result.error).toBeUndefined();
		expect(statuses(result)).toEqual(['activated', 'unknown', 'activated']);
		expect(result.rows[1].activation_message).toContain('a fault of our own');
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('a dry run is good under Stop Workflow', async () => {
		const options = { dryRun: true };
		const result = await world.run({ rows: tens(2), parameters: mapped, options });
		expect(result.error).toBeUndefined();
		expect(statuses(result)).toEqual(['dry_run', 'dry_run']);
	});

	it('a barcode under review is good under Stop Workflow, and is due a day later', async () => {
		world.simulator.set({ unregisteredBarcodes: ['6941873400136'] });
		const result = await world.run({ rows: tens(1), parameters: mapped });
		expect(result.error).toBeUndefined();
		const [{ activation_status, activation_time, activation_retry_after }] = result.rows;
		expect(activation_status).toBe('pending_review');
		expect(Date.parse(String(activation_retry_after)) - Date.parse(String(activation_time))).toBe(
			24 * HOUR,
		);
		expect(result.rows[0].activation_message).toContain(activation_retry_after as string);
	});

	it('a second try sends a row again that asks for other codes by then', async () => {
		const rows = tens(2);
		world.simulator.faults.add({
			endpoint: 'codeactive',
			where: { code_start: 10 },
			when: () => {
				Object.assign(rows[0], { start: 100, end: 109 });
				return true;
			},
			do: { errcode: 80306 },
		});
		const options = { parallelRequests: 1 };
		const result = await world.run({ rows, parameters: mapped, options, retryOnFail: 2 });
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(sentRanges(world)).toEqual(['0-9', '10-19', '100-109', '10-19']);
	});

	it('a second try does not send what the first one activated', async () => {
		const rows = tens(2);
		world.simulator.set({ overlap: 'overwrite' });
		world.simulator.faults.add({
			endpoint: 'codeactive',
			where: { code_start: 10 },
			do: { errcode: 80306 },
		});
		const options = { parallelRequests: 1 };
		const result = await world.run({ rows, parameters: mapped, options, retryOnFail: 2 });
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(sentRanges(world)).toEqual(['0-9', '10-19', '10-19']);
	});

	it('the hint counts requests to WeChat, and no login among them', async () => {
		expect((await run(tens(2))).hints[0]).toContain('2 activated, in 2 requests');
		const store = world.credential({ appSecret: 'wrong' });
		const failed = await world.run({
			rows: tens(2),
			store,
			onError: 'continueRegularOutput',
		});
		expect(world.simulator.count('stable_token')).toBe(2);
		expect(failed.hints[0]).toContain('in 0 requests');
	});

	it('a page in place of an answer is quoted, but no more than its first 200 characters', async () => {
		const page = `${'b'.repeat(150)}${'e'.repeat(5_000)}`;
		world.simulator.faults.add({
			times: Infinity,
			endpoint: ['codeactive', 'codeactivequery'],
			do: { httpStatus: 200, body: page },
		});
		const [{ activation_message }] = (await run(tens(1))).rows;
		expect(activation_message).toContain('b'.repeat(150));
		expect(activation_message).not.toContain('e'.repeat(51));
	});
});
