import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { APP_ID, startWorld, type World } from './world';
import { bodiesTo } from './operations/operate';
import { Poller } from './operations/poller';
import { credentialOf } from './sources';
import { CredentialStore } from './credentialStore';

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

		it('so is 00101, but own numbers are text: 7 and 007 are two', async () => {
			await watch('101,00101').poll();
			await watch('7,007', own).poll();
			expect(asked()).toEqual([101, '7', '007']);
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

		it('another trigger of the workflow emits its own, and neither forgets when it is renamed', async () => {
			const second = (applications: string) => {
				const poller = watch(applications);
				return Object.assign(poller, { id: 'second', name: 'Second' });
			};
			[101, 102].forEach((id) => world.simulator.finish(id));
			const first = watch('101');
			await first.poll();
			const other = after(first, second('101,102'));
			expect(idsOf(await other.poll())).toEqual([101, 102]);
			const renamed = Object.assign(watch('101'), { name: 'Renamed' });
			expect(await after(other, renamed).poll()).toBeNull();
			const moved = Object.assign(second('101,102'), { name: 'Renamed, too' });
			expect(await after(other, moved).poll()).toBeNull();
		});

		it('an own number that was emitted is asked for no more', async () => {
			const poller = watch('one', own);
			world.simulator.finish(101);
			await poller.poll();
			asked();
			expect(await poller.poll()).toBeNull();
			expect(asked()).toEqual([]);
		});

		it('own numbers count alone where WeChat’s answer names no application', async () => {
			world.simulator.set({ applicationFields: 'example' });
			const poller = watch('one\nc', own);
			const numbersOf = (items: IDataObject[] | null) =>
				items?.map((item) => item.isv_application_id) ?? null;
			world.simulator.finish(101);
			expect(numbersOf(await poller.poll())).toEqual(['one']);
			world.simulator.finish(103);
			expect(numbersOf(await poller.poll())).toEqual(['c']);
			expect(await poller.poll()).toBeNull();
		});

		it('where the credential names no account, WeChat’s number is kept alone, as ever', async () => {
			const poller = watch('101');
			poller.store = new CredentialStore(credentialOf(world, 'accessToken'));
			world.simulator.finish(101);
			await poller.poll();
			expect(poller.state).toEqual({ emitted: { '101': true } });
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

		it('WeChat’s numbers are separated by commas and lines at once', async () => {
			await watch('101,102\n103').poll();
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

		it('is told once an hour, also where the workflow is loaded anew for each poll', async () => {
			const poller = watch('999');
			await poller.poll();
			for (let polls = 0; polls < 2; polls++) {
				poller.restart();
				expect(await poller.poll()).toBeNull();
			}
			expect(poller.warnings).toHaveLength(1);
			world.pass(HOUR);
			poller.restart();
			await expect(poller.poll()).rejects.toThrow('WeChat knows no application 999');
		});

		it('is told in the log beside one that is watched', async () => {
			const poller = watch('301,101');
			await poller.poll();
			world.pass(HOUR);
			await poller.poll();
			expect(poller.warnings).toHaveLength(2);
		});
	});

	describe('what is told', () => {
		const answers = (body: object, times = Infinity) =>
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times,
				do: { httpStatus: 200, body: JSON.stringify(body) },
			});
		const errorOf = async (poller: Poller) =>
			await poller.poll().then(
				() => undefined,
				(error: Error & { description: string; context: IDataObject }) => error,
			);

		it('no answer has no errcode and no rid', async () => {
			hangs();
			const error = await errorOf(watch('101,102'));
			const late = 'No answer came in time (10000 ms)';
			expect(error?.description).toBe(`Application 101: ${late}<br>\nApplication 102: ${late}`);
			expect(error?.context).toMatchObject({ errcode: null, rid: null });
		});

		it('a refusal without a rid has an errcode alone', async () => {
			answers({ errcode: 80301, errmsg: 'not yours' });
			const error = await errorOf(watch('101'));
			expect(error?.description).toBe(`${error?.message} (errcode 80301)`);
			expect(error?.context).toMatchObject({ errcode: 80301, rid: null });
		});

		it('what WeChat says and what was typed is text in the description, which n8n shows as HTML', async () => {
			answers({ errcode: 77_777, errmsg: '<b>no</b>' });
			const refused = await errorOf(watch('<i>one</i>', own));
			expect(refused?.message).toContain(
				'<i>one</i>: WeChat refused with errcode 77777: "<b>no</b>"',
			);
			expect(refused?.description).toContain('&lt;i&gt;one&lt;/i&gt;');
			expect(refused?.description).toContain('&lt;b&gt;no&lt;/b&gt;');
			expect((await errorOf(watch('<i>')))?.description).toContain('&lt;i&gt;');
		});

		it('a login that is refused is told by what helps', async () => {
			const poller = watch('101');
			const accessToken = 'not-a-token-of-this-account';
			const dead = { ...credentialOf(world, 'accessToken'), accessToken };
			poller.store = new CredentialStore(dead);
			expect((await errorOf(poller))?.message).toContain(
				'WeChat refused the access token in the credential.',
			);
		});

		it('an unknown number beside one that fails is in the error', async () => {
			hangs(Infinity, '101');
			const error = await errorOf(watch('301,101'));
			expect(error?.description).toMatch(/^Application 301: .*<br>\nApplication 101: /);
		});

		it('a manual test shows those that are known, and tells the others', async () => {
			const poller = watch('301,101');
			expect(idsOf(await poller.poll('manual', 'manual'))).toEqual([101]);
			expect(poller.warnings).toEqual([expect.stringContaining('Application 301')]);
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

		it('so does one whose workflow is loaded anew, as n8n’s durable scheduler does for each poll', async () => {
			hangs();
			const poller = watch('101,102,103');
			poller.budgetMs = 20_000;
			await expect(poller.poll()).rejects.toThrow();
			expect(asked()).toEqual([101, 102]);
			poller.restart();
			await expect(poller.poll()).rejects.toThrow();
			expect(asked()).toEqual([103, 101]);
		});

		it('keeps within the budget of n8n', async () => {
			hangs();
			const poller = watch('101,102,103');
			poller.budgetMs = 4_000;
			await expect(poller.poll()).rejects.toThrow();
			expect(world.slept()).toBe(4_000);
		});

		it('asks for one also where n8n took time to read the credential and the budget is that of one call', async () => {
			const poller = watch('101,102');
			poller.budgetMs = 4_000;
			world.simulator.finish(101);
			const { store } = poller;
			const read = store.read.bind(store);
			store.read = () => {
				world.pass(5);
				return read();
			};
			expect(idsOf(await poller.poll())).toEqual([101]);
		});

		it('keeps within it where the login is slow, and stores for the next poll what the login brings', async () => {
			world.simulator.faults.add({ endpoint: 'stable_token', do: { delayMs: 29_000 } });
			hangs(1);
			const poller = watch('101,102');
			world.simulator.finish(102);
			await expect(poller.poll()).rejects.toThrow('No answer came in time');
			expect(world.slept()).toBe(36_000);
			expect(idsOf(await poller.poll())).toEqual([102]);
			expect(world.simulator.count('stable_token')).toBe(1);
		});

		it('is not kept waiting by a login that n8n’s budget is too short for', async () => {
			world.simulator.faults.add({ endpoint: 'stable_token', do: { delayMs: 20_000 } });
			const poller = watch('101');
			poller.budgetMs = 4_000;
			world.simulator.finish(101);
			await expect(poller.poll()).rejects.toThrow('No answer came in time');
			expect(world.slept()).toBe(4_000);
			world.pass(20_000);
			expect(idsOf(await poller.poll())).toEqual([101]);
			expect(world.simulator.count('stable_token')).toBe(1);
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
