/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the seed comes from the environment */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runInEngine, sheetRow } from '../engine/harness';
import { startWorld, type World } from '../engine/world';
import { stormFaults } from './stormFaults';
import { randomFrom } from './random';

const ROWS = 200;
const GOOD = new Set(['activated', 'already_active']);

/** Rows over three applications; half of them touch, so that combining has something to do. */
function sheetOf(seed: number): IDataObject[] {
	const random = randomFrom(seed);
	const next = [0, 0, 0];
	return Array.from({ length: ROWS }, () => {
		const which = Math.floor(random() * 3);
		const start = next[which] + (random() < 0.5 ? 0 : 5);
		const end = start + Math.floor(random() * 20);
		next[which] = end + 1;
		return sheetRow(start, end, { application: String(1001 + which) });
	});
}

/** Every mixture of transport, lanes, combining and care comes up. */
const optionsOf = (seed: number): INodeParameters => ({
	parallelRequests: 1 + (seed % 10),
	reuseConnections: seed % 2 === 0,
	combineAdjacentRows: seed % 4 >= 2,
	ifAlreadyActive: seed % 5 === 0 ? 'checkFirst' : 'skip',
	timeout: 250,
});

/**
 * The storms of these seeds, through the real engine, judged from the simulator's state alone.
 * `STORM_SEED=17 npm run test:faults` replays one seed; a failing test names its seed.
 */
export function describeStorms(from: number, to: number): void {
	const only = process.env.STORM_SEED;
	const all = Array.from({ length: to - from + 1 }, (_, i) => from + i);
	const seeds = only === undefined ? all : all.filter((seed) => seed === Number(only));
	if (seeds.length > 0)
		describe(`storms ${from} to ${to}`, () => {
			let world: World;
			beforeAll(async () => {
				world = await startWorld({ latencyMs: 0 });
			});
			afterAll(async () => await world.end());

			it.each(seeds)(
				'seed %i: no row is lost, none is committed twice, every status is true',
				async (seed) => {
					await world.end();
					world = await startWorld({
						seed,
						applications: [1001, 1002, 1003].map((applicationId) => ({
							applicationId,
							codeCount: 20_000,
						})),
					});
					const { simulator, store } = world;
					const rows = sheetOf(seed);
					const options = optionsOf(seed);
					for (const fault of stormFaults(seed)) simulator.faults.add(fault);

					const first = await runInEngine({
						rows,
						options,
						store,
						onError: 'continueRegularOutput',
					});
					expect(simulator.doubleCommits()).toEqual([]);
					expect(first.rows).toHaveLength(ROWS);
					for (const row of first.rows) expectTrue(world, row);
					expect(
						first.rows.filter(({ activation_status }) => activation_status === 'unknown'),
					).toEqual([]);
					expect(
						first.rows.filter(({ activation_status }) => activation_status === 'not_attempted'),
					).toEqual([]);
					// Check First asks twice before each call, which is its price.
					expect(simulator.count() / ROWS).toBeLessThanOrEqual(
						options.ifAlreadyActive === 'checkFirst' ? 5 : 3,
					);

					simulator.faults.clear();
					const second = await runInEngine({
						rows,
						options,
						store,
						onError: 'continueRegularOutput',
					});
					for (const row of second.rows) expect(GOOD).toContain(row.activation_status);
					expect(simulator.doubleCommits()).toEqual([]);
				},
			);
		});
}

/** The row's status against the simulator's own state. */
function expectTrue({ simulator }: World, row: IDataObject): void {
	const segments = simulator.segments(Number(row.application));
	const start = Number(row.start);
	const active = segments.some(({ codeStart, codeEnd }) => codeStart <= start && start <= codeEnd);
	if (GOOD.has(String(row.activation_status))) expect([row, active]).toEqual([row, true]);
	else if (row.activation_status !== 'unknown') expect([row, active]).toEqual([row, false]);
}
