/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- listeners, and turns of the event loop */
import { getEventListeners } from 'node:events';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { startSimulator } from '../simulator';
import { runInEngine, sheetRow } from './harness';
import { APP_ID, APPLICATION, credentialFor, startWorld, statuses, type World } from './world';

const TIMEOUT_MS = 1_500;
/** Before the look-up; chance is 0.5 here. */
const BACK_OFF_MS = 750;
const LOOKED_UP = 'a look-up confirmed it';

/** The node as it is shipped, which lets the run's cancel signal be seen. */
class Watched extends WechatMarketingCode {
	static signal: AbortSignal;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		Watched.signal = this.getExecutionCancelSignal() as AbortSignal;
		return await WechatMarketingCode.prototype.execute.call(this);
	}
}

const until = async (isSo: () => boolean): Promise<void> => {
	while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

describe.each([
	['through n8n', false],
	['with Reuse Connections', true],
])('the time of one call %s', (_name, reuseConnections) => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await activate(1);
	});
	afterEach(async () => await world.end());

	const activate = async (count: number, more = {}) =>
		await world.run({
			rows: Array.from({ length: count }, (_, at) => sheetRow(count * 100 + at, count * 100 + at)),
			options: { timeout: TIMEOUT_MS, reuseConnections, parallelRequests: 10 },
			onError: 'continueRegularOutput',
			nodeType: new Watched(),
			...more,
		});

	it.each([
		['an answer that drips', { dripMs: 1_000 }],
		['an answer that never comes', 'hang-after'],
		['an answer that comes too late', { delayMs: TIMEOUT_MS + 1 }],
	] as const)('is total: %s counts as sent and is looked up', async (_what, fault) => {
		const before = world.slept();
		world.simulator.faults.add({ endpoint: 'codeactive', do: fault });
		const run = await activate(2);
		expect(statuses(run)).toEqual(['activated', 'activated']);
		expect(run.rows.map(({ activation_message }) => activation_message).join()).toContain(
			LOOKED_UP,
		);
		expect(world.slept() - before).toBe(TIMEOUT_MS + BACK_OFF_MS);
		expect(world.simulator.count('codeactive')).toBe(3);
	});

	it('is that of a look-up too: the next one comes after a pause, and has a time of its own', async () => {
		const before = world.slept();
		world.simulator.faults.add(
			{ endpoint: 'codeactive', do: 'reset-after' },
			{ endpoint: 'codeactivequery', do: 'hang-before' },
		);
		const run = await activate(1, { rows: [sheetRow(900, 900)] });
		expect(statuses(run)).toEqual(['activated']);
		expect(world.slept() - before).toBe(BACK_OFF_MS + TIMEOUT_MS + BACK_OFF_MS);
	});

	it('is not over before: an answer at the last moment counts', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: { delayMs: TIMEOUT_MS - 1 } });
		const run = await activate(2);
		expect(run.rows.map(({ activation_message }) => activation_message).join()).not.toContain(
			LOOKED_UP,
		);
	});

	it('says in its message how long it waited', async () => {
		world.simulator.faults.add({ times: Infinity, do: 'hang-before' });
		const run = await activate(2);
		expect(run.rows[0].activation_message).toContain('No answer came in time (1500 ms)');
	});

	it('leaves no connection and no listener behind, however it ends', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: { dripMs: 1_000 }, times: 3 });
		await activate(3);
		expect(getEventListeners(Watched.signal, 'abort')).toEqual([]);
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'hold-before', after: 10, times: 10 });
		let cancel = (): void => undefined;
		const before = world.simulator.count('codeactive');
		const running = activate(30, { onStart: (end: () => void) => (cancel = end) });
		await world.simulator.arrived(before + 20, 'codeactive');
		cancel();
		await running;
		expect(getEventListeners(Watched.signal, 'abort')).toEqual([]);
		// What is kept for the next call is kept on purpose.
		if (!reuseConnections) await until(() => world.simulator.load.connectionsOpen === 0);
		await until(() => world.simulator.load.inFlight === 0);
	});

	it('never left when the execution is cancelled in the login before it', async () => {
		world.simulator.tokens.expireToken(APP_ID);
		world.simulator.faults.add({ endpoint: 'stable_token', do: 'hold-before' });
		let cancel = (): void => undefined;
		const before = world.simulator.count('codeactive');
		const store = world.credential();
		const running = activate(2, { store, onStart: (end: () => void) => (cancel = end) });
		await world.simulator.arrived(2, 'stable_token');
		cancel();
		world.simulator.faults.release();
		expect(statuses(await running)).toEqual(['not_attempted', 'not_attempted']);
		expect(world.simulator.count('codeactive')).toBe(before);
	});

	it('does not begin while n8n still logs in', async () => {
		world.simulator.tokens.expireToken(APP_ID);
		world.simulator.faults.add({ endpoint: 'stable_token', do: { delayMs: 3 * TIMEOUT_MS } });
		const { rows } = await activate(2);
		expect(rows.map(({ activation_message }) => activation_message).join()).not.toContain(
			LOOKED_UP,
		);
	});
});

it('on the real clock, too, gives a dripping answer up, with both transports', async () => {
	const simulator = await startSimulator({
		applications: [{ applicationId: APPLICATION, codeCount: 100 }],
	});
	for (const [at, reuseConnections] of [false, true].entries()) {
		simulator.faults.add({ endpoint: 'codeactive', do: { dripMs: 500 } });
		const run = await runInEngine({
			rows: [sheetRow(at, at)],
			store: credentialFor(simulator.url),
			options: { timeout: 1_000, reuseConnections },
			onError: 'continueRegularOutput',
		});
		expect(run.rows[0].activation_message).toContain(LOOKED_UP);
		const calls = simulator.journal.filter(({ endpoint }) => endpoint === 'codeactive');
		expect(calls.map(({ answer }) => answer)).toEqual(Array(at + 1).fill('none'));
	}
	await simulator.stop();
});
