import type { INodeParameters } from 'n8n-workflow';
import type { EngineOptions } from '../harness';
import { APPLICATION, startWorld, type World } from '../world';
import { bodiesTo, listBlocks, operate, sentTo } from './operate';

const GET = ['application', 'get'] as const;

describe('Application · Get', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const get = async (
		applicationId: string,
		options: INodeParameters = {},
		more: Partial<EngineOptions> = {},
	) =>
		await operate(world, GET, { lookupBy: 'applicationId', applicationId }, { options, ...more });

	/** An application that WeChat is still working on. */
	const fresh = (generation = {}, freshUnknownTimes = 0) => {
		world.simulator.set({ generation, freshUnknownTimes });
		return operate(world, ['application', 'create'], {
			codeCount: '10000',
			isvApplicationId: 'fresh',
		}).then(({ rows }) => {
			world.simulator.journal.length = 0;
			return String(rows[0].application_id);
		});
	};

	it('gives WeChat’s fields, finished, and the sum of the blocks', async () => {
		const { rows } = await get(String(APPLICATION));
		expect(rows[0]).toMatchObject({
			application_id: APPLICATION,
			isv_application_id: `isv-${APPLICATION}`,
			status: 'FINISH',
			create_time: expect.any(Number) as number,
			update_time: expect.any(Number) as number,
			finished: true,
			code_count: 200_000,
		});
		expect(rows[0].code_generate_list).toHaveLength(4);
		expect(rows[0]).not.toHaveProperty('errcode');
		expect(bodiesTo(world, 'applycodequery')).toEqual([{ application_id: APPLICATION }]);
	});

	it('names the application also when WeChat’s answer does not', async () => {
		world.simulator.set({ applicationFields: 'example' });
		const { rows } = await get(String(APPLICATION));
		expect(rows[0]).toMatchObject({ application_id: APPLICATION, finished: true });
	});

	it('looks up by one’s own number, sending that alone', async () => {
		const isvApplicationId = `isv-${APPLICATION}`;
		const parameters = { lookupBy: 'isvApplicationId', isvApplicationId, applicationId: '1' };
		const { rows } = await operate(world, GET, parameters);
		expect(rows[0]).toMatchObject({ application_id: APPLICATION, code_count: 200_000 });
		expect(bodiesTo(world, 'applycodequery')).toEqual([{ isv_application_id: isvApplicationId }]);
	});

	it('keeps every digit of an application id beyond 2^53', async () => {
		world.simulator.addApplication({ applicationId: '18446744073709551615', codeCount: 10 });
		const { rows } = await get('18446744073709551615');
		expect(rows[0].application_id).toBe('18446744073709551615');
	});

	it.each(['absent', 'empty', 'listed'] as const)(
		'unfinished with %s blocks: finished false, no error',
		async (blocksBeforeFinish) => {
			world.simulator.set({ blocksBeforeFinish });
			const { rows, error } = await get(await fresh());
			expect(error).toBeUndefined();
			expect(rows[0]).toMatchObject({
				status: 'INIT',
				finished: false,
				code_count: blocksBeforeFinish === 'listed' ? 10_000 : 0,
			});
		},
	);

	it('passes unknown statuses on', async () => {
		listBlocks(world, [], 'FAIL');
		const { rows } = await get(String(APPLICATION));
		expect(rows[0]).toMatchObject({ status: 'FAIL', finished: false, code_count: 0 });
	});

	it('80300 is an error that says which application', async () => {
		const { error } = await get('42');
		expect(error?.message).toContain('no application 42');
		expect(error?.context).toMatchObject({ errcode: 80300 });
		expect(sentTo(world, 'applycodequery')).toHaveLength(1);
	});

	describe('with Wait Until Finished', () => {
		const wait = { waitUntilFinished: true };

		it('asks again, each time later, until the application is finished', async () => {
			const id = await fresh({ initMs: 60_000, processingMs: 600_000 });
			const before = world.slept();
			const { rows } = await get(id, wait);
			expect(rows[0]).toMatchObject({ status: 'FINISH', finished: true, code_count: 10_000 });
			const at = sentTo(world, 'applycodequery').map((entry) => entry.at);
			const gaps = at.slice(1).map((time, i) => Math.round((time - at[i]) / 1000));
			expect(gaps.slice(0, 3)).toEqual([10, 15, 23]);
			expect(Math.max(...gaps)).toBeLessThanOrEqual(300);
			expect(world.slept() - before).toBeLessThan(15 * 60_000 + 1_000);
		});

		it('is over after 15 minutes: finished false, no error', async () => {
			const { error, rows } = await get(await fresh({ processingMs: null }), wait);
			expect(error).toBeUndefined();
			expect(rows[0]).toMatchObject({ status: 'PROCESSING', finished: false });
			expect(world.slept()).toBeGreaterThanOrEqual(15 * 60_000 - 1_000);
			expect(world.slept()).toBeLessThanOrEqual(15 * 60_000 + 1_000);
		});

		it('keeps to Max Wait Minutes, also to 0', async () => {
			const id = await fresh({ processingMs: null });
			await get(id, { ...wait, maxWaitMinutes: 2 });
			expect(world.slept()).toBeLessThanOrEqual(121_000);
			const before = world.slept();
			const { rows } = await get(id, { ...wait, maxWaitMinutes: 0 });
			expect(rows[0].finished).toBe(false);
			expect(world.slept()).toBe(before);
		});

		it('bears 80300 of a fresh application', async () => {
			const { error, rows } = await get(await fresh({}, 5), wait);
			expect(error).toBeUndefined();
			expect(rows[0].finished).toBe(true);
		});

		it('gives up after five minutes on an application that stays unknown', async () => {
			const { error } = await get('42', wait);
			expect(error?.context).toMatchObject({ errcode: 80300 });
			expect(world.slept()).toBeGreaterThan(290_000);
			expect(world.slept()).toBeLessThan(301_000);
		});

		it('gives up earlier where Max Wait Minutes says so', async () => {
			const { error } = await get('42', { ...wait, maxWaitMinutes: 2 });
			expect(error?.context).toMatchObject({ errcode: 80300 });
			expect(world.slept()).toBe(120_000);
		});

		it('waits on an unknown status and passes it on at the end', async () => {
			for (let i = 0; i < 99; i++) listBlocks(world, [], 'PAUSED');
			const { rows } = await get(String(APPLICATION), { ...wait, maxWaitMinutes: 1 });
			expect(rows[0]).toMatchObject({ status: 'PAUSED', finished: false });
			expect(sentTo(world, 'applycodequery').length).toBeGreaterThan(2);
		});

		it('does not wait on a refusal', async () => {
			world.simulator.addApplication({ applicationId: 7, codeCount: 10, owner: 'wxother' });
			const { error } = await get('7', wait);
			expect(error?.context).toMatchObject({ errcode: 80301 });
			expect(sentTo(world, 'applycodequery')).toHaveLength(1);
		});

		it('a cancelled execution asks no more', async () => {
			const id = await fresh({ processingMs: null });
			let cancel = (): void => undefined;
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				after: 1,
				when: () => {
					cancel();
					return false;
				},
				do: 'html',
			});
			await get(id, { ...wait, maxWaitMinutes: 600 }, { onStart: (stop) => (cancel = stop) });
			expect(sentTo(world, 'applycodequery').length).toBeLessThanOrEqual(3);
		});

		it('Stop Workflow: nobody goes on waiting once another item has failed', async () => {
			const id = await fresh({ processingMs: null });
			const rows = [{ id: String(APPLICATION) }, { id }, { id: '43' }];
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				when: ({ bodyText }) => bodyText.includes('43}'),
				do: { errcode: 80301 },
			});
			const run = await get('={{ $json.id }}', { ...wait, maxWaitMinutes: 600 }, { rows });
			expect(run.error?.context).toMatchObject({ errcode: 80301, itemIndex: 2 });
			expect(world.slept()).toBeLessThan(60_000);
		});
	});

	it('several items: each its own application, in order and paired', async () => {
		const ids = Array.from({ length: 12 }, (_, i) => 1000 + i);
		for (const id of ids) {
			world.simulator.addApplication({ applicationId: id, codeCount: 10 * (id - 999) });
		}
		const run = await get('={{ $json.id }}', {}, { rows: ids.map((id) => ({ id })) });
		expect(run.rows.map(({ code_count }) => code_count)).toEqual(ids.map((id) => 10 * (id - 999)));
		expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			ids.map((_, item) => ({ item })),
		);
	});

	it.each(['', 'abc', '1.5', '-3', '5.8E+08x'])(
		'"%s" is no application id: no call',
		async (id) => {
			const run = await get('={{ $json.id }}', {}, { rows: [{ id }] });
			expect(run.error?.message).toMatch(/nothing was sent\. Application ID: /);
			expect(world.simulator.count()).toBe(0);
		},
	);
});
