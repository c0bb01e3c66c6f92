/* eslint-disable @n8n/community-nodes/no-restricted-globals -- waits for the end of a cancelled run's calls */
import type { IDataObject } from 'n8n-workflow';
import { APPLICATION, type World } from '../world';
import { sheetRow, type EngineOptions, type EngineRun } from '../harness';

export const ROWS = 20;
const CODES = 10;

/** One sheet of rows and how it is run. */
export interface Sheet {
	readonly world: World;
	readonly rows: IDataObject[];
	readonly run: (more?: Partial<EngineOptions>) => Promise<EngineRun>;
}

/** `number` is the place of the sheet in the life: its rows follow those of the sheet before. */
export function sheetOf(world: World, number: number): Sheet {
	const first = number * ROWS * CODES;
	const rows = Array.from({ length: ROWS }, (_, i) =>
		sheetRow(first + i * CODES, first + (i + 1) * CODES - 1),
	);
	// Both ways to WeChat take turns.
	const options = { parallelRequests: 5, reuseConnections: number % 2 === 1 };
	const run = async (more: Partial<EngineOptions> = {}) =>
		await world.run({ rows, options, onError: 'continueRegularOutput', ...more });
	return { world, rows, run };
}

/** What happens to a sheet; gives the run that must have finished it. */
export const events: Record<string, (sheet: Sheet) => Promise<EngineRun>> = {
	calm: async ({ run }) => await run(),
	'WeChat wants a pause': async ({ world, run }) => {
		world.simulator.faults.add({ endpoint: 'codeactive', after: 7, do: { errcode: 45011 } });
		return await run();
	},
	'answers are lost': async ({ world, run }) => {
		for (const [after, fault] of lost.entries())
			world.simulator.faults.add({ endpoint: 'codeactive', after: 3 * after, do: fault });
		return await run();
	},
	'connections break before WeChat hears of it': async ({ world, run }) => {
		for (const after of [0, 5, 11])
			world.simulator.faults.add({ endpoint: 'codeactive', after, do: 'reset-before' });
		return await run();
	},
	'the sheet is run again, and WeChat refuses every row with 80302': async ({ run }) => {
		await run();
		return await run();
	},
	'the execution is cancelled in the middle, and the sheet run again': async (sheet) => {
		await cancelled(sheet);
		return await sheet.run();
	},
	'the node fails, and Retry On Fail runs it again': async ({ world, run }) => {
		world.simulator.faults.add({ endpoint: 'codeactive', after: 12, do: { errcode: 40097 } });
		return await run({ onError: 'stopWorkflow', retryOnFail: 2 });
	},
};

const lost = ['reset-after', 'truncate', 'html-after', 'empty-after', 'half-json-after'] as const;

/** Cancels after eight answers, and comes back when no call is under way any more. */
async function cancelled({ world, run }: Sheet): Promise<void> {
	const { simulator } = world;
	let cancel = (): void => undefined;
	simulator.faults.add({
		endpoint: 'codeactive',
		after: 8,
		when: () => {
			cancel();
			return false;
		},
		do: 'html',
	});
	await run({ onStart: (stop) => (cancel = stop) }).catch(() => undefined);
	while (simulator.load.inFlight > 0) await new Promise((resolve) => setImmediate(resolve));
	simulator.faults.clear();
}

/** Rows whose status is not what WeChat's state says, in words. */
export function untrue({ world, rows }: Sheet, { rows: came }: EngineRun): string[] {
	const segments = world.simulator.segments(APPLICATION);
	return rows.flatMap(({ start, end }, i) => {
		const status = String(came[i]?.activation_status);
		const isActive = segments.some(
			({ codeStart, codeEnd }) => codeStart <= Number(start) && Number(end) <= codeEnd,
		);
		const isTrue = isActive && ['activated', 'already_active'].includes(status);
		return isTrue ? [] : [`${start}–${end} is ${status}: ${came[i]?.activation_message}`];
	});
}
