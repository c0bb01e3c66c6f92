/* eslint-disable @n8n/community-nodes/no-restricted-globals -- turns of the event loop instead of time */
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { endpoints } from '../../../nodes/WechatMarketingCode/api/endpoints';
import { WechatMarketingCode } from '../../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { startWorld, statuses, type World } from '../world';
import { mapped, row, sent, sentRanges } from './sheet';

const WRONG_DIGIT = { barcode: '6941873400137' };

/** Lets everything that can happen without time passing happen: no new request for many turns of the loop. */
async function settled(world: World): Promise<void> {
	for (let calm = 0, last = -1; calm < 100; calm++) {
		await new Promise((resolve) => setImmediate(resolve));
		if (world.simulator.count() === last) continue;
		last = world.simulator.count();
		calm = 0;
	}
}

const activateOptions = (): INodeProperties[] => {
	const { properties } = new WechatMarketingCode().description;
	const collections = properties.filter(({ name }) => name === 'options');
	const lists = collections.map(({ options }) => (options ?? []) as INodeProperties[]);
	return lists.find((list) => list.some(({ name }) => name === 'ifAlreadyActive')) ?? [];
};

describe('the options of Activate', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => {
		world.simulator.faults.clear();
		await world.end();
	});

	const run = async (rows: IDataObject[], options: INodeParameters = {}) =>
		await world.run({ rows, parameters: mapped, options, onError: 'continueRegularOutput' });

	it('show these defaults', () => {
		const defaults = Object.fromEntries(
			activateOptions().map(({ name, default: value }) => [name, value]),
		);
		expect(defaults).toMatchObject({
			barcodeCheck: 'warn',
			checkAllRowsFirst: true,
			combineAdjacentRows: false,
			dryRun: false,
			ifAlreadyActive: 'skip',
			numbering: 'zeroBased',
			output: 'rowAndResult',
			parallelRequests: 5,
			requestsPerMinute: 0,
			reuseConnections: false,
			skipFinishedRows: true,
			timeout: 30_000,
			verifyAfterActivation: false,
		});
	});

	it('wait 30 s for the answer to a call, 120 s for a download', () => {
		const seconds = Object.values(endpoints).map(({ name, timeoutMs }) => [name, timeoutMs / 1000]);
		expect(Object.fromEntries(seconds)).toEqual({
			applycode: 30,
			applycodequery: 30,
			applycodedownload: 120,
			codeactive: 30,
			codeactivequery: 30,
			tickettocode: 30,
		});
	});

	it('when none is set: rows are sent one by one, as they stand, without a look-up', async () => {
		const result = await run([row(0, 9), row(10, 19, { ...WRONG_DIGIT, note: 'mine' })]);
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(sentRanges(world)).toEqual(['0-9', '10-19']);
		expect(world.simulator.count('codeactivequery')).toBe(0);
		expect(result.rows[1]).toMatchObject({ note: 'mine' });
		expect(result.rows[1].activation_message).toMatch(/Note: .*last digit/);
	});

	it('when none is set: what is active is looked up after its refusal, what is finished not at all', async () => {
		const first = await run([row(0, 9)]);
		expect(statuses(await run([row(0, 9)]))).toEqual(['already_active']);
		const order = world.simulator.journal.slice(-2).map(({ endpoint }) => endpoint);
		expect(order).toEqual(['codeactive', 'codeactivequery']);
		const requests = world.simulator.count();
		await run(first.rows);
		expect(world.simulator.count()).toBe(requests);
	});

	it('when none is set: a bad row stops a workflow before any call', async () => {
		const result = await world.run({ rows: [row(0, 9), row(20, 10)], parameters: mapped });
		expect(result.error).toBeDefined();
		expect(world.simulator.count()).toBe(0);
	});

	it('Check All Rows First off: the rows before the bad one are sent', async () => {
		const rows = [row(0, 9), row(20, 10), row(30, 39)];
		const options = { checkAllRowsFirst: false };
		const result = await world.run({ rows, parameters: mapped, options });
		expect(result.error).toBeDefined();
		expect(sentRanges(world)).toEqual(['0-9']);
	});

	it.each<[string, INodeParameters, number, number]>([
		['5 when none is set', {}, 5, 5],
		['as many as are asked for', { parallelRequests: 3 }, 3, 3],
		['one, one after the other', { parallelRequests: 1 }, 1, 1],
		['bounded, whatever is asked for', { parallelRequests: 500 }, 6, 20],
	])('Parallel Requests: %s', async (_what, options, least, most) => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			after: 1,
			times: Infinity,
			do: 'hold-before',
		});
		const rows = Array.from({ length: 60 }, (_, i) => row(i * 10, i * 10 + 9));
		const running = run(rows, options);
		await world.simulator.arrived(1 + least, 'codeactive');
		await settled(world);
		const underWay = world.simulator.faults.held;
		world.simulator.faults.clear();
		expect(new Set(statuses(await running))).toEqual(new Set(['activated']));
		expect(underWay).toBeGreaterThanOrEqual(least);
		expect(underWay).toBeLessThanOrEqual(most);
	});

	it('the first call goes alone, the others follow when it was answered', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'hold-before' });
		const running = run([row(0, 9), row(10, 19), row(20, 29)]);
		await world.simulator.arrived(1, 'codeactive');
		await settled(world);
		expect(sent(world)).toHaveLength(1);
		world.simulator.faults.clear();
		expect(new Set(statuses(await running))).toEqual(new Set(['activated']));
	});

	it('Barcode Check: Refuse the Row makes a wrong check digit a bad row, Off says nothing', async () => {
		const bad = await run([row(0, 9, WRONG_DIGIT), row(10, 19)], { barcodeCheck: 'error' });
		expect(statuses(bad)).toEqual(['invalid', 'activated']);
		expect(bad.rows[0].activation_message).toContain('last digit should be 6');
		expect(sentRanges(world)).toEqual(['10-19']);
		const off = await run([row(20, 29, WRONG_DIGIT)], { barcodeCheck: 'off' });
		expect(statuses(off)).toEqual(['activated']);
		expect(off.rows[0].activation_message).not.toMatch(/Note|digit/);
		expect(sent(world).at(-1)?.product_code).toBe(WRONG_DIGIT.barcode);
	});

	it('Requests per Minute spreads the calls', async () => {
		const rows = [row(0, 9), row(10, 19), row(20, 29)];
		await run(rows, { requestsPerMinute: 60 });
		const [first, , third] = world.simulator.journal.filter(
			({ endpoint }) => endpoint === 'codeactive',
		);
		expect(third.at - first.at).toBeGreaterThanOrEqual(1900);
	});

	it('Reuse Connections keeps them, without it each call opens its own', async () => {
		const rows = Array.from({ length: 12 }, (_, i) => row(i * 10, i * 10 + 9));
		const before = world.simulator.load.connectionsOpened;
		await run(rows);
		const own = world.simulator.load.connectionsOpened - before;
		expect(own).toBeGreaterThanOrEqual(12);
		const more = rows.map((json, i) => ({ ...json, start: 500 + i * 10, end: 509 + i * 10 }));
		await run(more, { reuseConnections: true });
		expect(world.simulator.load.connectionsOpened - before - own).toBeLessThan(12);
	});
});
