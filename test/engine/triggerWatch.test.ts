import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { APP_ID, startWorld, type World } from './world';
import { bodiesTo } from './operations/operate';
import { Poller } from './operations/poller';

const OTHER = 'wxother00000000000';
const HOUR = 3_600_000;

describe('the trigger: whose application, which, and how often', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({
			accounts: [APP_ID, OTHER].map((appId) => ({ appId, appSecret: `secret of ${appId}` })),
			applications: [
				{ applicationId: 101, isvApplicationId: 'one', codeCount: 10_000, status: 'PROCESSING' },
				{ applicationId: 102, isvApplicationId: 'a,b', codeCount: 10_000, status: 'PROCESSING' },
				{ applicationId: 103, isvApplicationId: 'c', codeCount: 10_000, status: 'PROCESSING' },
				{ applicationId: 201, isvApplicationId: 'one', codeCount: 10_000, owner: OTHER },
			],
		});
	});
	afterEach(async () => await world.end());

	const credential = (appId = APP_ID) =>
		world.credential({ appId, appSecret: `secret of ${appId}` });
	const watch = (applications: unknown, more: INodeParameters = {}) =>
		new Poller(credential(), {
			event: 'applicationFinished',
			lookupBy: 'applicationId',
			applications: applications as string,
			...more,
		});
	const own = { lookupBy: 'isvApplicationId' };
	const idsOf = (items: IDataObject[] | null) => items?.map((item) => item.application_id) ?? null;
	/** The numbers that were asked for since the last time. */
	const asked = () => {
		const numbers = bodiesTo(world, 'applycodequery').flatMap((body) =>
			Object.values(body as IDataObject),
		);
		world.simulator.journal.length = 0;
		return numbers;
	};
	/** The same node later, with what n8n saved. */
	const after = (earlier: Poller, later: Poller) => {
		later.saved = earlier.saved;
		later.restart();
		return later;
	};
	const hangs = (times = Infinity, text = '') =>
		world.simulator.faults.add({
			endpoint: 'applycodequery',
			times,
			when: ({ bodyText }) => bodyText.includes(text),
			do: 'hang-before',
		});

	describe('report 30: emitted is remembered by account and WeChat’s number', () => {
		it('the credential of another account emits its own, under the same own number', async () => {
			const poller = watch('one', own);
			world.simulator.finish(101);
			expect(idsOf(await poller.poll())).toEqual([101]);
			poller.store = credential(OTHER);
			expect(idsOf(await poller.poll())).toEqual([201]);
			poller.store = credential();
			expect(await poller.poll()).toBeNull();
		});

		it('101 and 0101 are one, asked for once', async () => {
			const poller = watch('101,0101');
			world.simulator.finish(101);
			expect(idsOf(await poller.poll())).toEqual([101]);
			expect(asked()).toEqual([101]);
			expect(await after(poller, watch('0101')).poll()).toBeNull();
		});

		it('its own number and its id are one', async () => {
			const poller = watch('one', own);
			world.simulator.finish(101);
			await poller.poll();
			expect(await after(poller, watch('101')).poll()).toBeNull();
			const byId = watch('101');
			await byId.poll();
			expect(await after(byId, watch('one', own)).poll()).toBeNull();
		});

		it('a renamed trigger remembers', async () => {
			const poller = watch('101');
			world.simulator.finish(101);
			await poller.poll();
			poller.name = 'Renamed';
			poller.restart();
			expect(await poller.poll()).toBeNull();
		});

		it('what is saved with the node alone (durable cursors) is remembered', async () => {
			const poller = watch('101');
			world.simulator.finish(101);
			await poller.poll();
			delete poller.saved.global;
			poller.restart();
			expect(await poller.poll()).toBeNull();
		});

		it('a secret that was changed emits nothing again', async () => {
			const poller = watch('one', own);
			world.simulator.finish(101);
			await poller.poll();
			world.simulator.set({ accounts: [{ appId: APP_ID, appSecret: 'a new one' }] });
			poller.store = world.credential({ appSecret: 'a new one' });
			expect(await poller.poll()).toBeNull();
		});
	});

	describe('report 31: numbers stay text', () => {
		it.each([
			['beyond 2^53', '={{ 9007199254740993 }}', 'has lost digits'],
			['an object', '={{ ({ id: 101 }) }}', 'object'],
			['a fraction', '={{ 1.5 }}', 'not a row of digits'],
		])('%s is refused without a call', async (_, applications, words) => {
			await expect(watch(applications).poll()).rejects.toMatchObject({
				message: expect.stringContaining('is not the number of an application') as string,
				description: expect.stringContaining(words) as string,
			});
			expect(world.simulator.count()).toBe(0);
		});

		it('as text every digit goes out', async () => {
			world.simulator.addApplication({ applicationId: '9007199254740993', codeCount: 10 });
			const items = await watch('9007199254740993').poll();
			expect(idsOf(items)).toEqual(['9007199254740993']);
		});

		it('a list and a number of an expression are watched', async () => {
			await watch('={{ [101, "102"] }}').poll();
			await watch('={{ 103 }}').poll();
			expect(asked()).toEqual([101, 102, 103]);
		});

		it('an own number with a comma is one line', async () => {
			await watch('a,b\nc', own).poll();
			await watch('a,b\n', own).poll();
			expect(asked()).toEqual(['a,b', 'c', 'a,b']);
		});

		it('without a line break, commas separate own numbers', async () => {
			await watch('one, c', own).poll();
			expect(asked()).toEqual(['one', 'c']);
		});
	});

	describe('a number that WeChat does not know', () => {
		it('does not keep the workflow from being activated, and is emitted once it is known', async () => {
			const poller = watch('301');
			expect(await poller.poll('trigger', 'activate')).toBeNull();
			expect(poller.warnings).toEqual([expect.stringContaining('Application 301')]);
			world.simulator.addApplication({ applicationId: 301, codeCount: 10 });
			expect(idsOf(await poller.poll())).toEqual([301]);
		});

		it('is told once an hour', async () => {
			const poller = watch('301');
			const errors: string[] = [];
			for (let minute = 0; minute < 150; minute++) {
				await poller.poll().catch(({ message }: Error) => errors.push(message));
				world.pass(60_000);
			}
			expect(poller.warnings).toHaveLength(1);
			expect(errors).toEqual(Array(2).fill(expect.stringContaining('Application 301')));
		});

		it('is told in the log beside one that is watched', async () => {
			const poller = watch('301,101');
			await poller.poll();
			world.pass(HOUR);
			await poller.poll();
			expect(poller.warnings).toHaveLength(2);
		});
	});

	describe('one poll', () => {
		it('asks each once, without repeats', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: { errcode: -1 },
			});
			await expect(watch('101,102').poll()).rejects.toThrow();
			expect(asked()).toEqual([101, 102]);
			expect(world.slept()).toBe(0);
		});

		it('renews a token that was refused and asks again', async () => {
			world.simulator.faults.add({ endpoint: 'applycodequery', do: 'expire-token' });
			world.simulator.finish(101);
			expect(idsOf(await watch('101').poll())).toEqual([101]);
		});

		it('gives each 10 seconds, keeps within 36, and begins with the one that waited longest', async () => {
			for (const applicationId of [104, 105]) {
				world.simulator.addApplication({ applicationId, codeCount: 10, status: 'PROCESSING' });
			}
			hangs();
			const poller = watch('101,102,103,104,105');
			await expect(poller.poll()).rejects.toThrow();
			expect(world.slept()).toBe(30_000);
			expect(asked()).toEqual([101, 102, 103]);
			await expect(poller.poll()).rejects.toThrow();
			expect(asked()).toEqual([104, 105, 101]);
		});

		it('keeps within the budget of n8n', async () => {
			hangs();
			const poller = watch('101,102,103');
			poller.budgetMs = 4_000;
			await expect(poller.poll()).rejects.toThrow();
			expect(world.slept()).toBe(4_000);
		});

		it('runs on an n8n that tells no budget', async () => {
			const poller = watch('101');
			poller.budgetMs = undefined;
			expect(await poller.poll()).toBeNull();
		});

		it('judges each alone: one that hangs does not lose the others', async () => {
			hangs(Infinity, '101');
			[102, 103].forEach((id) => world.simulator.finish(id));
			expect(idsOf(await watch('101,102,103').poll())).toEqual([102, 103]);
		});

		it('leaves a pause that WeChat asks for to the next poll', async () => {
			world.simulator.faults.add({ endpoint: 'applycodequery', do: { errcode: 45011 } });
			const poller = watch('101,102');
			await expect(poller.poll()).rejects.toThrow();
			expect([asked(), world.slept()]).toEqual([[101], 0]);
			await poller.poll();
			expect(asked()).toEqual([102, 101]);
		});

		it('emits in the order of the panel, whoever waited longest', async () => {
			hangs(1, '101');
			const poller = watch('101,102,103');
			await poller.poll();
			[101, 102, 103].forEach((id) => world.simulator.finish(id));
			expect(idsOf(await poller.poll())).toEqual([101, 102, 103]);
		});
	});
});
