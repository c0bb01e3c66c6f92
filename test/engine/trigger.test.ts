import type { INodeParameters } from 'n8n-workflow';
import { bodiesTo, sentTo } from './operations/operate';
import { Poller } from './operations/poller';
import { startWorld, type World } from './world';

describe('the trigger', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({
			applications: [
				{ applicationId: 101, isvApplicationId: 'one', codeCount: 60_000, status: 'PROCESSING' },
				{ applicationId: 102, isvApplicationId: 'two', codeCount: 10_000, status: 'PROCESSING' },
				{ applicationId: 103, isvApplicationId: 'three', codeCount: 10_000, status: 'INIT' },
			],
		});
	});
	afterEach(async () => await world.end());

	const watch = (applications: string, more: INodeParameters = {}, store = world.store) =>
		new Poller(store, {
			event: 'applicationFinished',
			lookupBy: 'applicationId',
			applications,
			...more,
		});
	const idsOf = (items: Awaited<ReturnType<Poller['poll']>>) =>
		items?.map(({ application_id }) => application_id) ?? null;

	it('emits nothing before the application is finished, then once', async () => {
		const poller = watch('101');
		expect(await poller.poll()).toBeNull();
		world.simulator.finish(101);
		expect(idsOf(await poller.poll())).toEqual([101]);
		expect(await poller.poll()).toBeNull();
		expect(await poller.poll()).toBeNull();
	});

	it('emits the shape of Application · Get', async () => {
		world.simulator.finish(101);
		expect(await watch('101').poll()).toEqual([
			{
				application_id: 101,
				isv_application_id: 'one',
				status: 'FINISH',
				code_generate_list: [
					{ code_start: 0, code_end: 49_999 },
					{ code_start: 50_000, code_end: 59_999 },
				],
				create_time: expect.any(Number) as number,
				update_time: expect.any(Number) as number,
				finished: true,
				code_count: 60_000,
			},
		]);
	});

	it.each([
		['commas', '101, 102,103'],
		['full-width commas', '101，102，103'],
		['lines', '101\n102\n103'],
		['lines of Windows, blank ones and a comma at the end', ' 101 \r\n\r\n102,\n103,'],
		['one given twice', '101,102,101,103'],
	])('several applications by %s', async (_, applications) => {
		const poller = watch(applications);
		expect(await poller.poll()).toBeNull();
		expect(bodiesTo(world, 'applycodequery')).toEqual(
			[101, 102, 103].map((application_id) => ({ application_id })),
		);
		[101, 103].forEach((id) => world.simulator.finish(id));
		expect(idsOf(await poller.poll())).toEqual([101, 103]);
		world.simulator.finish(102);
		expect(idsOf(await poller.poll())).toEqual([102]);
		expect(await poller.poll()).toBeNull();
	});

	it('by numbers of one’s own', async () => {
		const poller = watch('one\ntwo', { lookupBy: 'isvApplicationId' });
		world.simulator.finish(102);
		expect(idsOf(await poller.poll())).toEqual([102]);
		expect(bodiesTo(world, 'applycodequery')).toEqual([
			{ isv_application_id: 'one' },
			{ isv_application_id: 'two' },
		]);
	});

	it('a Look Up By that means nothing is an error, never the default', async () => {
		await expect(watch('101', { lookupBy: 'maybe' }).poll()).rejects.toThrow(
			'Look Up By is set to "maybe"',
		);
		expect(world.simulator.count()).toBe(0);
	});

	it('asks no more for what was emitted', async () => {
		world.simulator.finish(101);
		const poller = watch('101');
		await poller.poll();
		await poller.poll();
		expect(sentTo(world, 'applycodequery')).toHaveLength(1);
	});

	describe('exactly once', () => {
		it('across a restart and across deactivate and activate', async () => {
			const poller = watch('101,102,103');
			world.simulator.finish(101);
			expect(idsOf(await poller.poll())).toEqual([101]);
			poller.restart();
			expect(await poller.poll('trigger', 'init')).toBeNull();
			world.simulator.finish(102);
			expect(idsOf(await poller.poll())).toEqual([102]);
			poller.restart();
			world.simulator.finish(103);
			expect(idsOf(await poller.poll('trigger', 'activate'))).toEqual([103]);
			poller.restart();
			expect(await poller.poll('trigger', 'activate')).toBeNull();
		});

		it('when a second poll starts before the first one ended', async () => {
			world.simulator.finish(101);
			const poller = watch('101');
			const results = await Promise.all([poller.poll(), poller.poll()]);
			expect(results.filter((items) => items !== null)).toHaveLength(1);
		});

		it('an application taken from the list and put back is not emitted again', async () => {
			world.simulator.finish(101);
			const first = watch('101');
			await first.poll();
			const second = watch('102');
			second.saved = first.saved;
			second.restart();
			world.simulator.finish(102);
			await second.poll();
			const third = watch('101,102');
			third.saved = second.saved;
			third.restart();
			expect(await third.poll()).toBeNull();
		});
	});

	it('writes its state only in a poll that emits', async () => {
		const poller = watch('101,102');
		await poller.poll();
		await poller.poll();
		expect([poller.saves, poller.saved]).toEqual([0, {}]);
		world.simulator.finish(101);
		await poller.poll();
		expect(poller.saves).toBe(1);
		expect(poller.state).toEqual({ emitted: { 'wx1234567890abcdef 101': true } });
		await poller.poll();
		expect(poller.saves).toBe(1);
		world.simulator.finish(102);
		await poller.poll();
		expect(poller.saves).toBe(2);
		expect(poller.state).toEqual({
			emitted: { 'wx1234567890abcdef 101': true, 'wx1234567890abcdef 102': true },
		});
	});

	it('what was emitted but not saved (a kill) is emitted again', async () => {
		world.simulator.finish(101);
		const poller = watch('101');
		await poller.poll();
		poller.saved = {};
		poller.restart();
		expect(idsOf(await poller.poll())).toEqual([101]);
	});

	describe('errors', () => {
		it('of one application do not lose the events of the others', async () => {
			const poller = watch('999,101,102');
			expect(await poller.poll()).toBeNull();
			world.simulator.finish(101);
			expect(idsOf(await poller.poll())).toEqual([101]);
			world.simulator.finish(102);
			expect(idsOf(await poller.poll())).toEqual([102]);
		});

		it('are thrown when there is nothing left that can be watched for an hour', async () => {
			world.simulator.finish(101);
			const poller = watch('999,101,998');
			await poller.poll();
			expect(await poller.poll()).toBeNull();
			world.pass(3_600_000);
			await expect(poller.poll()).rejects.toMatchObject({
				message: expect.stringContaining(
					'Application 999: WeChat knows no application 999',
				) as string,
				description: expect.stringMatching(/errcode 80300, rid .*<br>\n.*998/) as string,
				context: { errcode: 80300, endpoint: '/intp/marketcode/applycodequery' },
			});
			expect(poller.saves).toBe(1);
		});

		it('that pass leave the event for a later poll', async () => {
			world.simulator.finish(101);
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				do: { httpStatus: 502, body: 'bad gateway' },
			});
			const poller = watch('101');
			await expect(poller.poll()).rejects.toThrow('HTTP 502');
			expect(idsOf(await poller.poll())).toEqual([101]);
		});

		it('of the account end the poll after one call', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: { errcode: 48001 },
			});
			await expect(watch('101,102,103').poll()).rejects.toMatchObject({
				message: expect.stringContaining('may not use one item one code') as string,
				description: expect.not.stringContaining('102') as string,
			});
			expect(sentTo(world, 'applycodequery')).toHaveLength(1);
		});

		it('do not count together: each application is asked for once, whoever does not answer', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: 'reset-before',
			});
			const many = Array.from({ length: 40 }, (_, i) => 500 + i).join(',');
			await expect(watch(many).poll()).rejects.toThrow('Application 500');
			expect(sentTo(world, 'applycodequery')).toHaveLength(40);
		});

		it('never show the token', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: 'reset-before',
			});
			const error: unknown = await watch('101')
				.poll()
				.catch((thrown: unknown) => thrown);
			const token = sentTo(world, 'applycodequery')[0].query.access_token;
			expect(token).toBeTruthy();
			expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(token);
		});
	});

	describe('a wrong setting is a clear error without a call', () => {
		it.each([
			['nothing', '', 'No application is given'],
			['commas only', ' ,\n, ', 'No application is given'],
			['an expression typed in Fixed mode', '{{ $json.id }}', 'typed in Fixed mode'],
			['a word', '101, abc', '"abc" is not the number of an application'],
			['a fraction', '1.5', '"1.5" is not the number of an application'],
		])('%s', async (_, applications, words) => {
			await expect(watch(applications).poll()).rejects.toThrow(words);
			expect(world.simulator.count()).toBe(0);
		});

		it('an own number that was typed as an expression in Fixed mode', async () => {
			const poller = watch('{{ $json.order }}', { lookupBy: 'isvApplicationId' });
			await expect(poller.poll()).rejects.toThrow(
				/Applications: .* Switch this field to Expression/,
			);
			expect(world.simulator.count()).toBe(0);
		});

		it('what a failed expression left in an own number', async () => {
			const poller = watch('={{ "order-" + undefined }}', { lookupBy: 'isvApplicationId' });
			await expect(poller.poll()).rejects.toThrow('"order-undefined" is not the number');
			expect(world.simulator.count()).toBe(0);
		});

		it('an incomplete credential', async () => {
			const store = world.credential({ appSecret: '' });
			await expect(watch('101', {}, store).poll()).rejects.toThrow('lacks: App Secret');
		});
	});

	describe('a manual test', () => {
		it('shows the current state, finished or not', async () => {
			world.simulator.finish(102);
			const items = await watch('101,102').poll('manual', 'manual');
			expect(items).toMatchObject([
				{ application_id: 101, status: 'PROCESSING', finished: false, code_count: 0 },
				{ application_id: 102, status: 'FINISH', finished: true, code_count: 10_000 },
			]);
		});

		it('shows what was emitted before, and takes no event away', async () => {
			world.simulator.finish(101);
			const poller = watch('101,102');
			await poller.poll();
			expect(idsOf(await poller.poll('manual', 'manual'))).toEqual([101, 102]);
			world.simulator.finish(102);
			await poller.poll('manual', 'manual');
			expect(idsOf(await poller.poll())).toEqual([102]);
		});

		it('throws when it can show nothing', async () => {
			await expect(watch('999').poll('manual', 'manual')).rejects.toThrow('no application 999');
		});
	});
});
