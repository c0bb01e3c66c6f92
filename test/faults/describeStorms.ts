/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the seed comes from the environment */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetRow } from '../engine/harness';
import { startWorld, type World } from '../engine/world';
import { doublesIn, isGood, untrueIn } from './judge';
import { randomFrom } from './random';
import { stormFaults } from './stormFaults';
import { worldOf, type WorldName } from './worlds';

/** How many storms blow in each world, over how many rows: `npm run storms` sets more of both. */
declare const STORMS: { readonly seeds: number; readonly rows: number };

/** Rows over three applications; half of them touch, so that combining has something to do. */
function sheetOf(name: WorldName, seed: number): IDataObject[] {
	const { values, spelled } = worldOf(name);
	const random = randomFrom(seed);
	const next = [0, 0, 0];
	return Array.from({ length: STORMS.rows }, (_, index) => {
		const which = Math.floor(random() * 3);
		const start = next[which] + (random() < 0.5 ? 0 : 5);
		const end = start + Math.floor(random() * 20);
		next[which] = end + 1;
		const id = String(1001 + which);
		return sheetRow(start, end, { ...values, application: spelled?.(id, index) ?? id });
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
	verifyAfterActivation: seed % 7 === 0,
	timeout: 1_000,
});

/**
 * The storms of one world, through the real engine, judged from the simulator's state and journal alone. A
 * failing test names its seed; `STORM_SEED=17 npx jest faults/storm faults/createStorm` replays it.
 */
export function describeStorms(name: WorldName): void {
	const only = process.env.STORM_SEED;
	const all = Array.from({ length: STORMS.seeds }, (_, i) => i + 1);
	const seeds = only === undefined ? all : [Number(only)];
	describe(`a WeChat that ${name}`, () => {
		it.each(seeds)(
			'seed %d: no row is lost, none is committed twice, every status is true',
			async (seed) => await weather(name, seed),
		);
	});
}

async function weather(name: WorldName, seed: number): Promise<void> {
	const { switches, needsRecord, tellsNothing } = worldOf(name);
	const applications = [1001, 1002, 1003].map((applicationId) => ({
		applicationId,
		codeCount: 20_000,
	}));
	const world = await startWorld({ seed, applications, ...switches(seed) });
	try {
		const size = { count: STORMS.rows / 10, among: STORMS.rows * 2 };
		for (const fault of stormFaults(seed, size)) world.simulator.faults.add(fault);
		const rows = sheetOf(name, seed);
		const run = {
			parameters: parametersOf(seed),
			options: optionsOf(seed),
			onError: 'continueRegularOutput' as const,
		};
		const stormy = await world.run({ rows, ...run });
		expectTrueRows(world, stormy.rows);
		expect(messagesOf(stormy.rows, 'not_attempted')).toEqual([]);
		if (!tellsNothing) {
			expect(messagesOf(stormy.rows, 'unknown')).toEqual([]);
			// Two tokens refused in a row fail one call; a combined call may hold many rows.
			expect(messagesOf(stormy.rows, 'failed').length).toBeLessThan(STORMS.rows / 4);
		}

		world.simulator.faults.clear();
		world.pass(60_000);
		// The sheet once more: as it was, or as it came out.
		const again = needsRecord || seed % 2 === 0 ? stormy.rows : rows;
		const calm = await world.run({ rows: again, ...run });
		expectTrueRows(world, calm.rows);
		if (!tellsNothing) expect(calm.rows.filter(isGood)).toHaveLength(STORMS.rows);
	} finally {
		await world.end();
	}
}

const messagesOf = (rows: IDataObject[], status: string): unknown[] =>
	rows
		.filter(({ activation_status }) => activation_status === status)
		.map(({ activation_message }) => activation_message);

/** Every row came out, no code was committed twice, and each status agrees with the simulator's state. */
function expectTrueRows({ simulator }: World, rows: IDataObject[]): void {
	expect(rows).toHaveLength(STORMS.rows);
	expect(doublesIn(simulator)).toEqual([]);
	expect(untrueIn(simulator, rows)).toEqual([]);
}
