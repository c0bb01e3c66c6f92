import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { EngineOptions } from '../harness';
import { startWorld, type World } from '../world';
import { bodiesTo, operate, sentTo } from './operate';

const CREATE = ['application', 'create'] as const;
const own = 'order-2026-001';

describe('Application · Create', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const create = async (
		codeCount: string,
		options: INodeParameters = {},
		more: Partial<EngineOptions> = {},
	) => await operate(world, CREATE, { codeCount, isvApplicationId: own }, { options, ...more });

	it('applies once and gives the application in the shape of Get', async () => {
		const { rows, hints } = await create('100000');
		expect(rows).toEqual([
			{
				application_id: expect.any(Number) as number,
				isv_application_id: own,
				status: 'INIT',
				create_time: expect.any(Number) as number,
				update_time: expect.any(Number) as number,
				finished: false,
				code_count: 0,
			},
		]);
		expect(hints).toEqual(['1 applied for, in 2 requests']);
		expect(bodiesTo(world, 'applycode')).toEqual([
			{ code_count: 100_000, isv_application_id: own },
		]);
		expect(sentTo(world, 'applycodequery')).toHaveLength(1);
	});

	it('who does not wait gets one at once that WeChat does not know yet', async () => {
		world.simulator.set({ freshUnknownTimes: 9 });
		const { rows } = await create('100000');
		expect(rows).toEqual([
			{
				application_id: expect.any(Number) as number,
				isv_application_id: own,
				finished: false,
				code_count: 0,
			},
		]);
		expect([sentTo(world, 'applycodequery').length, world.slept()]).toEqual([1, 0]);
	});

	it('the same number of one’s own is the same application', async () => {
		const first = await create('100000');
		const second = await create('100000');
		expect(second.rows[0].application_id).toBe(first.rows[0].application_id);
	});

	it('a lost answer is asked for again, which applies only once', async () => {
		world.simulator.faults.add({ endpoint: 'applycode', do: 'reset-after' });
		const lost = await create('100000');
		const again = await create('100000');
		expect(lost.rows[0].application_id).toBe(again.rows[0].application_id);
	});

	describe('80307: exists already', () => {
		it('is answered by a look-up by one’s own number', async () => {
			const first = await create('100000');
			world.simulator.set({ repeatedApply: '80307' });
			world.simulator.finish(first.rows[0].application_id as number);
			const second = await create('100000');
			expect(second.error).toBeUndefined();
			expect(second.rows[0]).toMatchObject({
				application_id: first.rows[0].application_id,
				isv_application_id: own,
				status: 'FINISH',
				finished: true,
				code_count: 100_000,
			});
			expect(bodiesTo(world, 'applycodequery').at(-1)).toEqual({ isv_application_id: own });
		});

		it('with another count shows the application as it is, not as asked for', async () => {
			const first = await create('100000');
			world.simulator.finish(first.rows[0].application_id as number);
			const second = await create('20000');
			expect(second.rows[0]).toMatchObject({
				application_id: first.rows[0].application_id,
				code_count: 100_000,
			});
		});

		it('an application so fresh that the look-up does not find it (80300) is asked for again', async () => {
			world.simulator.set({ repeatedApply: '80307', freshUnknownTimes: 2 });
			const first = await create('10000');
			const second = await create('10000');
			expect(second.error).toBeUndefined();
			expect(second.rows[0].application_id).toBe(first.rows[0].application_id);
			expect(world.slept()).toBeLessThanOrEqual(60_000);
			// Once it is found, nobody waits for its codes.
			expect([second.rows[0].finished, world.slept()]).toEqual([false, 10_000]);
		});

		it('that stays unknown is an error within a minute', async () => {
			world.simulator.set({ repeatedApply: '80307', freshUnknownTimes: 99 });
			await create('10000');
			const { error } = await create('10000');
			expect(error?.context).toMatchObject({ errcode: 80300 });
			expect(world.slept()).toBeLessThanOrEqual(60_001);
		});

		it('waits for the found application too', async () => {
			world.simulator.set({ repeatedApply: '80307' });
			await create('10000');
			const { rows } = await create('10000', { waitUntilFinished: true });
			expect(rows[0]).toMatchObject({ finished: true, code_count: 10_000 });
		});
	});

	describe('with Wait Until Finished', () => {
		it('comes out finished, with its blocks', async () => {
			const { rows } = await create('100000', { waitUntilFinished: true });
			expect(rows[0]).toMatchObject({
				status: 'FINISH',
				finished: true,
				isv_application_id: own,
				code_count: 100_000,
				code_generate_list: [
					{ code_start: 0, code_end: 49_999 },
					{ code_start: 50_000, code_end: 99_999 },
				],
			});
			expect(rows[0]).not.toHaveProperty('note');
			expect(world.slept()).toBeGreaterThanOrEqual(30_000);
		});

		it('asks by the new application id alone', async () => {
			const { rows } = await create('10000', { waitUntilFinished: true });
			const { application_id } = rows[0];
			for (const body of bodiesTo(world, 'applycodequery')) {
				expect(body).toEqual({ application_id });
			}
		});

		it('bears 80300 of a fresh application', async () => {
			world.simulator.set({ freshUnknownTimes: 4 });
			const { error, rows } = await create('10000', { waitUntilFinished: true });
			expect(error).toBeUndefined();
			expect(rows[0]).toMatchObject({ finished: true });
		});

		it('keeps the application id when WeChat does not find it before the time is over', async () => {
			world.simulator.set({ freshUnknownTimes: 999 });
			const options = { waitUntilFinished: true, maxWaitMinutes: 3 };
			const { error, rows } = await create('10000', options);
			expect(error).toBeUndefined();
			expect(rows[0]).toMatchObject({
				application_id: expect.any(Number) as number,
				isv_application_id: own,
				finished: false,
			});
			expect(world.slept()).toBeGreaterThanOrEqual(179_000);
			expect(world.slept()).toBeLessThanOrEqual(181_000);
		});

		it('looks for one that it applied for itself through the whole time', async () => {
			world.simulator.set({ freshUnknownTimes: 999 });
			const { rows } = await create('10000', { waitUntilFinished: true });
			expect(rows[0].finished).toBe(false);
			expect(world.slept()).toBe(15 * 60_000);
		});

		it('comes out unfinished, without an error, when the time is over', async () => {
			world.simulator.set({ generation: { processingMs: null } });
			const options = { waitUntilFinished: true, maxWaitMinutes: 2 };
			const { error, rows } = await create('10000', options);
			expect(error).toBeUndefined();
			expect(rows[0]).toMatchObject({ status: 'PROCESSING', finished: false });
		});
	});

	describe('refuses before any call', () => {
		it.each([
			['less than 10,000', '9999', 'at least 10,000, not 9999'],
			['zero', '0', 'at least 10,000, not 0'],
			['no multiple of 10,000', '10001', 'a multiple of 10,000, not 10001'],
			['more than any page allows', '200010000', 'more than WeChat gives out'],
			['a fraction', '10000.5', 'Code Count'],
			['a word', 'many', 'Code Count'],
			['nothing', '={{ $json.none }}', 'Code Count: is empty'],
		])('%s', async (_, codeCount, words) => {
			const { error } = await create(codeCount);
			expect(error?.message).toContain(words);
			expect(world.simulator.count()).toBe(0);
		});

		it('a number of one’s own that is empty or has over 128 characters', async () => {
			const parameters = { codeCount: '10000', isvApplicationId: '={{ $json.own }}' };
			const rows = [{ own: '' }, { own: 'x'.repeat(129) }, { own: 'x'.repeat(128) }];
			const run = await operate(world, CREATE, parameters, { rows });
			expect(run.error?.message).toContain('2 rows are wrong');
			expect(run.error?.message).toContain('Row 1, Your Own Number: is empty');
			expect(run.error?.description).toContain('129 characters; WeChat takes 128');
			expect(world.simulator.count()).toBe(0);
		});
	});

	it('takes 10,000 and 20,000,000, as number, text or with separators', async () => {
		const rows = [{ n: 10_000 }, { n: '20,000,000' }, { n: ' 30000 ' }];
		const run = await operate(
			world,
			CREATE,
			{ codeCount: '={{ $json.n }}', isvApplicationId: '=batch-{{ $json.n }}' },
			{ rows },
		);
		expect(bodiesTo(world, 'applycode').map((body) => (body as IDataObject).code_count)).toEqual([
			10_000, 20_000_000, 30_000,
		]);
		expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
	});

	it.each(['20010000', '200000000'])(
		'WeChat’s refusal of %s codes is told in its own text',
		async (codeCount) => {
			const { error } = await create(codeCount);
			expect(error?.context).toMatchObject({
				errcode: 40097,
				endpoint: '/intp/marketcode/applycode',
			});
		},
	);
});
