import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetRow } from './harness';
import { startWorld, statuses, type World } from './world';

const ones = (count: number, from = 0, more: IDataObject = {}) =>
	Array.from({ length: count }, (_, i) => sheetRow(from + i, from + i, more));

describe('Combine Adjacent Rows', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (rows: IDataObject[], options: INodeParameters = {}) =>
		await world.run({
			rows,
			options: { combineAdjacentRows: true, ...options },
			onError: 'continueRegularOutput',
		});
	const calls = () => world.simulator.count('codeactive');

	it('makes one call of rows that touch, and each row gets its own result', async () => {
		const result = await run(ones(1000));
		expect(calls()).toBe(1);
		expect(new Set(statuses(result))).toEqual(new Set(['activated']));
		expect(result.rows[999]).toMatchObject({
			activation_code_start: 999,
			activation_code_end: 999,
			activation_code_count: 1,
		});
		expect(result.outputs[0][999].pairedItem).toEqual({ item: 999 });
	});

	it('finds touching rows in any order', async () => {
		const rows = [sheetRow(20, 29), sheetRow(0, 9), sheetRow(10, 19)];
		expect(statuses(await run(rows))).toEqual(Array(3).fill('activated'));
		expect(calls()).toBe(1);
	});

	it('combines never across a block, nor rows of different values, nor rows with a gap', async () => {
		await run([sheetRow(49_990, 49_999), sheetRow(50_000, 50_009)]);
		expect(calls()).toBe(2);
		await run([sheetRow(0, 9), sheetRow(10, 19, { brand: 'another' }), sheetRow(21, 29)]);
		expect(calls()).toBe(5);
	});

	it('leaves rows that cross a block alone', async () => {
		await run([sheetRow(40_000, 49_999), sheetRow(50_000, 100_009), sheetRow(100_010, 100_019)]);
		expect(calls()).toBe(3);
	});

	it('stands alone each bad row among many at the cost of a few calls', async () => {
		for (const start of [100, 555, 900]) {
			await world.run({ rows: [sheetRow(start, start, { brand: 'another' })] });
		}
		const before = world.simulator.count();
		const result = await run(ones(1000));
		const failed = result.rows.filter(({ activation_status }) => activation_status === 'failed');
		expect(failed.map(({ start }) => start)).toEqual([100, 555, 900]);
		expect(statuses(result).filter((status) => status === 'activated')).toHaveLength(997);
		expect(world.simulator.count() - before).toBeLessThanOrEqual(
			3 * Math.ceil(Math.log2(1000)) * 3,
		);
	});

	it('splits a range that reaches beyond the application until the bad rows stand alone', async () => {
		const application = 581865999;
		world.simulator.addApplication({ applicationId: application, codeCount: 1_983 });
		const result = await run(ones(64, 1_960, { application: String(application) }));
		expect(statuses(result)).toEqual(
			ones(64, 1_960).map(({ start }) => ((start as number) < 1_983 ? 'activated' : 'failed')),
		);
		expect(result.rows[23]).toMatchObject({
			activation_status: 'failed',
			activation_errcode: 80306,
		});
		expect(world.simulator.segments(application).at(-1)?.codeEnd).toBe(1_982);
	});

	it('takes a refusal of the values for all its rows, at the cost of one call', async () => {
		world.simulator.set({ unregisteredBarcodes: ['6941873400136'] });
		const result = await run(ones(100));
		expect(new Set(statuses(result))).toEqual(new Set(['pending_review']));
		expect(calls()).toBe(1);
	});

	it('a rerun of the sheet finds all of it active with two requests', async () => {
		await run(ones(1000));
		const before = world.simulator.count();
		expect(new Set(statuses(await run(ones(1000))))).toEqual(new Set(['already_active']));
		expect(world.simulator.count() - before).toBe(2);
	});

	it('activates the rest when the first half is active', async () => {
		await run(ones(500));
		const result = await run(ones(1000));
		expect(statuses(result).slice(0, 500)).toEqual(Array(500).fill('already_active'));
		expect(statuses(result).slice(500)).toEqual(Array(500).fill('activated'));
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it.each(['reset-after', 'reset-before'] as const)(
		'a lost reply (%s) is looked up for all its rows',
		async (fault) => {
			world.simulator.faults.add({ endpoint: 'codeactive', do: fault });
			expect(new Set(statuses(await run(ones(100))))).toEqual(new Set(['activated']));
			expect(world.simulator.doubleCommits()).toEqual([]);
		},
	);

	it('error: rows that are active fail, the others are activated', async () => {
		await world.run({ rows: [sheetRow(5, 5)] });
		const result = await run(ones(10), { ifAlreadyActive: 'error' });
		expect(statuses(result).map((status) => status === 'failed')).toEqual(
			ones(10).map(({ start }) => start === 5),
		);
	});

	it('says in a dry run how many calls it would be', async () => {
		const result = await run(ones(100), { dryRun: true });
		expect(result.hints[0]).toContain('would take 1 call');
	});
});
