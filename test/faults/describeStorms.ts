/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the seed comes from the environment */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetRow } from '../engine/harness';
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

/** Columns as they are, or an expression per field and row, which costs far more than its calls. */
const parametersOf = (seed: number): INodeParameters | undefined =>
	seed % 5 === 1 ? undefined : { rowSource: 'columns', columnNames: { wxaAppId: 'app' } };

/** Every mixture of transport, lanes, combining and care comes up. */
const optionsOf = (seed: number): INodeParameters => ({
	parallelRequests: 1 + (seed % 10),
	reuseConnections: seed % 2 === 0,
	combineAdjacentRows: seed % 4 >= 2,
	ifAlreadyActive: seed % 5 === 0 ? 'checkFirst' : 'skip',
	timeout: 1_000,
});

/**
 * The storms of these seeds, through the real engine, judged from the simulator's state alone. A failing
 * test names its seed; `STORM_SEED=17 npx jest test/faults` replays it.
 */
export function describeStorms(from: number, to: number): void {
	const only = process.env.STORM_SEED;
	const all = Array.from({ length: to - from + 1 }, (_, i) => from + i);
	const seeds = only === undefined ? all : all.filter((seed) => seed === Number(only));
	describe(`storms ${from} to ${to}`, () => {
		if (seeds.length === 0) it.skip('do not hold the seed to replay', () => undefined);
		for (const seed of seeds) {
			it(`seed ${seed}: no row is lost, none is committed twice, every status is true`, async () => {
				await weather(seed);
			});
		}
	});
}

async function weather(seed: number): Promise<void> {
	const applications = [1001, 1002, 1003].map((applicationId) => ({
		applicationId,
		codeCount: 20_000,
	}));
	const world = await startWorld({ seed, applications });
	try {
		for (const fault of stormFaults(seed)) world.simulator.faults.add(fault);
		const run = {
			rows: sheetOf(seed),
			parameters: parametersOf(seed),
			options: optionsOf(seed),
			onError: 'continueRegularOutput' as const,
		};
		const stormy = await world.run(run);
		expectTrueRows(world, stormy.rows);
		expect(messagesOf(stormy.rows, 'unknown')).toEqual([]);
		expect(messagesOf(stormy.rows, 'not_attempted')).toEqual([]);
		// Two tokens refused in a row fail one call; a combined call may hold many rows.
		expect(messagesOf(stormy.rows, 'failed').length).toBeLessThan(ROWS / 4);
		// Check First asks twice before each call, which is its price.
		const perRow = seed % 5 === 0 ? 5 : 3;
		expect(world.simulator.count() / ROWS).toBeLessThanOrEqual(perRow);

		world.simulator.faults.clear();
		const calm = await world.run(run);
		expectTrueRows(world, calm.rows);
		expect(calm.rows.filter(isGood)).toHaveLength(ROWS);
	} finally {
		await world.end();
	}
}

const isGood = ({ activation_status }: IDataObject): boolean => GOOD.has(String(activation_status));

const messagesOf = (rows: IDataObject[], status: string): unknown[] =>
	rows
		.filter(({ activation_status }) => activation_status === status)
		.map(({ activation_message }) => activation_message);

/** Every row came out, no code was committed twice, and each status agrees with the simulator's state. */
function expectTrueRows({ simulator }: World, rows: IDataObject[]): void {
	expect(rows).toHaveLength(ROWS);
	expect(simulator.doubleCommits()).toEqual([]);
	const wrong = rows.filter((row) => {
		const start = Number(row.start);
		const active = simulator
			.segments(Number(row.application))
			.some(({ codeStart, codeEnd }) => codeStart <= start && Number(row.end) <= codeEnd);
		return row.activation_status !== 'unknown' && isGood(row) !== active;
	});
	expect(wrong).toEqual([]);
}
