/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the seed comes from the environment */
import type { IDataObject } from 'n8n-workflow';
import { operate } from '../engine/operations/operate';
import type { EngineRun } from '../engine/harness';
import { startWorld, type World } from '../engine/world';
import type { Fault } from '../simulator';
import { randomFrom } from './random';

/** What can go wrong with one request of Create. */
const KINDS: ReadonlyArray<Fault['do']> = [
	'reset-before',
	'reset-after',
	'hang-after',
	'truncate',
	'html-after',
	'no-errcode-after',
	'expire-token',
	{ errcode: -1 },
	{ errcode: -1, processed: true },
	{ errcode: 80307 },
	{ errcode: 40097 },
	{ errcode: 40097 },
	{ errcode: 45011 },
	{ errcode: 48001 },
	{ httpStatus: 502, body: 'bad gateway' },
	{ httpStatus: 200, body: '{"errcode":0,"errmsg":"ok"}', processed: true },
];
const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
/** In `npm test`; `STORM_SEEDS=200 npx jest test/faults/createStorm` drives more. */
const SEEDS = 20;

/**
 * Storms over Application · Create through the real engine, with Retry On Fail in every mode and own
 * numbers that are read anew. Never two applications for one item, never one that nothing names.
 */
export function describeCreateStorms(): void {
	const only = process.env.STORM_SEED;
	const count = Number(process.env.STORM_SEEDS ?? SEEDS);
	const seeds =
		only === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(only)];
	describe(`storms over Create, ${seeds.length}`, () => {
		it.each(seeds)('seed %i: one application per item, each of them named', storm);
	});
}

async function storm(seed: number): Promise<void> {
	const random = randomFrom(seed * 7919);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)];
	const world = await startWorld({ seed });
	try {
		world.simulator.set({
			repeatedApply: pick(['same', '80307', '80307-when-count-differs']),
			freshUnknownTimes: pick([0, 0, 2]),
		});
		const rows = Array.from({ length: 2 + Math.floor(random() * 8) }, (_, i) => ({ o: `R${i}` }));
		const tries = pick([1, 2, 3, 4]);
		for (let i = 0; i < 2 + random() * 8; i++) {
			world.simulator.faults.add({
				endpoint: pick(['applycode', 'applycode', 'applycodequery']),
				after: Math.floor(random() * rows.length * 2),
				times: pick([1, 1, 1, 5, 10]),
				do: pick(KINDS),
			});
		}
		const isCancelled = random() < 0.15;
		let cancel = (): void => undefined;
		if (isCancelled) {
			world.simulator.faults.add({
				after: Math.floor(random() * rows.length * 2),
				when: () => {
					cancel();
					return false;
				},
				do: 'html',
			});
		}
		const run = await operate(
			world,
			['application', 'create'],
			{
				codeCount: '10000',
				isvApplicationId: pick([
					// Not as it stands in the row, which comes out with what failed.
					"={{ $json.o + '-1' }}",
					"={{ $json.o + '-' + Math.random() }}",
					// The first row cannot be read: n8n runs the node again in Continue.
					"={{ $json.o === 'R0' ? '' : $json.o + '-' + Math.random() }}",
				]),
			},
			{
				rows,
				options: { waitUntilFinished: random() < 0.5, maxWaitMinutes: 2 },
				onError: pick(MODES),
				...(tries > 1 ? { retryOnFail: tries } : {}),
				onStart: (stop) => (cancel = stop),
			},
		);
		const numbers = numbersSent(world);
		for (const { o } of rows) {
			expect(numbers.filter((number) => number.split('-')[0] === o).length).toBeLessThan(2);
		}
		if (!isCancelled) await expectAllNamed(world, run, numbers);
	} finally {
		await world.end();
	}
}

/** The own numbers of all that was asked for, each once. */
const numbersSent = ({ simulator }: World): string[] => [
	...new Set(
		simulator.journal
			.filter(({ endpoint }) => endpoint === 'applycode')
			.map(({ body }) => String((body as IDataObject).isv_application_id)),
	),
];

/** Whatever exists at WeChat is named in an item or in the error, by its own number or by WeChat's. */
async function expectAllNamed(world: World, run: EngineRun, numbers: string[]): Promise<void> {
	world.simulator.faults.clear();
	const told = JSON.stringify([run.outputs, run.error?.message, run.error?.description]);
	const { rows } = await operate(
		world,
		['application', 'get'],
		{ lookupBy: 'isvApplicationId', isvApplicationId: '={{ $json.number }}' },
		{
			rows: numbers.map((number) => ({ number })),
			options: { waitUntilFinished: true },
			onError: 'continueRegularOutput',
		},
	);
	const made = rows.filter(({ application_id }) => application_id !== undefined);
	const isNamed = ({ application_id, isv_application_id }: IDataObject): boolean =>
		told.includes(String(application_id)) || told.includes(String(isv_application_id));
	expect(made.filter((one) => !isNamed(one))).toEqual([]);
}
