/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import type { OperationFactory } from '../../nodes/WechatMarketingCode/run/operation';
import { measureInChild, median } from './child';
import { rowItems, runStreet } from './engineRun';

export const SIZES = [1_000, 10_000, 100_000] as const;

/** Medians of several rounds, answers at once. */
export interface StreetTimes {
	rows: number;
	rowsPerSecond: number;
	microsecondsPerRow: number;
	/** The node's time as a multiple of `structuredClone` of the same rows, measured next to it. */
	timesClone: number;
	/** n8n's own share: milliseconds of the engine around the node, per 1,000 rows. */
	engineMsPerThousand: number;
}

/** Bytes per row, after a forced collection. */
export interface StreetMemory {
	rows: number;
	/** All that is alive when the last row is shown: rows, their results and the output. */
	perRow: number;
	/** The finished output. */
	output: number;
	/** What the street holds besides input and output. */
	besides: number;
	/** Peak of the process above where it began, in MB: input, engine and garbage included. */
	peakMb: number;
}

/** Milliseconds of a dry run in which n8n's process heard nothing, by size: the longest, median of several runs. */
export type Pieces = readonly number[];

/** Shares of the node's time, adding up to 1. */
export type StageShares = Record<'read' | 'check' | 'plan' | 'send' | 'report', number>;

export const measureStreetTimes = async (node: string, rounds: number): Promise<StreetTimes[]> =>
	await measureInChild(node, 'street.ts', ['times', String(rounds)]);

export const measureStages = async (node: string, rounds: number): Promise<StageShares> =>
	await measureInChild(node, 'street.ts', ['stages', String(rounds)]);

export const measurePieces = async (node: string, rounds: number): Promise<Pieces> =>
	await measureInChild(node, 'street.ts', ['pieces', String(rounds)]);

export const measureStreetMemory = async (node: string, rows: number): Promise<StreetMemory> =>
	await measureInChild(node, 'street.ts', ['memory', String(rows)]);

/** Sizes in turn, round by round, so that a busy moment of the machine hits all of them. */
async function times(rounds: number): Promise<StreetTimes[]> {
	const all = SIZES.map((rows) => ({
		rows,
		street: [] as number[],
		engine: [] as number[],
		clone: [] as number[],
	}));
	for (let warmUp = 0; warmUp < 10; warmUp++) await runStreet(rowItems(SIZES[0] * 2));
	for (let round = 0; round < rounds; round++) {
		for (const { rows, street, engine, clone } of all) {
			gc?.();
			// A small size several times, so that it is not at the mercy of one collection.
			for (let again = 0; again < Math.min(30, 100_000 / rows); again++) {
				const items = rowItems(rows);
				const started = performance.now();
				structuredClone(items);
				clone.push(performance.now() - started);
				const { streetMs, engineMs } = await runStreet(items);
				street.push(streetMs);
				engine.push(engineMs - streetMs);
			}
		}
	}
	return all.map(({ rows, street, engine, clone }) => ({
		rows,
		rowsPerSecond: (rows * 1_000) / median(street),
		microsecondsPerRow: (median(street) * 1_000) / rows,
		timesClone: median(street.map((ms, at) => ms / clone[at])),
		engineMsPerThousand: (median(engine) * 1_000) / rows,
	}));
}

async function stages(rounds: number): Promise<StageShares> {
	const rows = SIZES[1];
	const measured: StageShares[] = [];
	for (let round = 0; round < 2 * rounds; round++) {
		const spent = { read: 0, check: 0, plan: 0, report: 0 };
		const timed = <A extends unknown[], R>(
			stage: keyof typeof spent,
			work: (...args: A) => R,
		): ((...args: A) => R) => {
			return (...args) => {
				const started = performance.now();
				const result = work(...args);
				spent[stage] += performance.now() - started;
				return result;
			};
		};
		const wrap =
			(factory: OperationFactory): OperationFactory =>
			(context, parameters) => {
				const operation = factory(context, parameters);
				return {
					...operation,
					read: timed('read', operation.read),
					check: timed('check', operation.check),
					plan: timed('plan', operation.plan),
					show: timed('report', operation.show),
					summarise: timed('report', operation.summarise),
				};
			};
		const { streetMs } = await runStreet(rowItems(rows), { wrap });
		const { read, check, plan, report } = spent;
		const send = streetMs - read - check - plan - report;
		// The first rounds only warm up.
		if (round < rounds) continue;
		measured.push({ read, check, plan, send, report });
	}
	const total = (shares: StageShares) => Object.values(shares).reduce((sum, ms) => sum + ms, 0);
	const share = (stage: keyof StageShares) =>
		median(measured.map((shares) => shares[stage] / total(shares)));
	return {
		read: share('read'),
		check: share('check'),
		plan: share('plan'),
		send: share('send'),
		report: share('report'),
	};
}

async function memory(rows: number): Promise<StreetMemory> {
	for (let warmUp = 0; warmUp < 5; warmUp++) await runStreet(rowItems(SIZES[0]));
	const liveHeap = () => {
		gc?.();
		return process.memoryUsage().heapUsed;
	};
	const [before, atTheEnd, after] = [0, 0, 0].map(() => ({ bytes: 0 }));
	const peakBefore = process.resourceUsage().maxRSS;
	const items = rowItems(rows);
	let shown = 0;
	const wrap =
		(factory: OperationFactory): OperationFactory =>
		(context, parameters) => {
			const operation = factory(context, parameters);
			const show: typeof operation.show = (row, outcome) => {
				const output = operation.show(row, outcome);
				if (++shown === rows) atTheEnd.bytes = liveHeap();
				return output;
			};
			return { ...operation, show };
		};
	await runStreet(items, {
		wrap,
		before: () => (before.bytes = liveHeap()),
		after: () => (after.bytes = liveHeap()),
	});
	const perRow = (bytes: number) => bytes / rows;
	return {
		rows,
		perRow: perRow(atTheEnd.bytes - before.bytes),
		output: perRow(after.bytes - before.bytes),
		besides: perRow(atTheEnd.bytes - after.bytes),
		peakMb: (process.resourceUsage().maxRSS - peakBefore) / 1_024,
	};
}

/** Listens as often as it can, from the first piece on; gives the longest time between two turns so far. */
function listen() {
	let [longest, last] = [0, performance.now()];
	let timer: NodeJS.Timeout;
	const hear = (): number => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
		return longest;
	};
	const again = (): void => {
		hear();
		timer = setTimeout(again);
	};
	again();
	return () => {
		clearTimeout(timer);
		return hear();
	};
}

/** In a dry run: with answers at once the sending would never wait, as it does on any network. */
async function pieces(rounds: number): Promise<Pieces> {
	const longest = async (rows: number): Promise<number> => {
		let heard = () => NaN;
		let ms = NaN;
		await runStreet(rowItems(rows), {
			before: () => (heard = listen()),
			after: () => (ms = heard()),
			more: { options: { dryRun: true } },
			ends: 'dry_run',
		});
		return ms;
	};
	await longest(SIZES[1]);
	const bySize: number[] = [];
	for (const rows of SIZES) {
		const measured: number[] = [];
		for (let round = 0; round < rounds; round++) measured.push(await longest(rows));
		bySize.push(median(measured));
	}
	return bySize;
}

const MEASURES: Record<string, (count: number) => Promise<unknown>> = {
	times,
	pieces,
	stages,
	memory,
};

if (require.main === module) {
	const [what, count] = process.argv.slice(2);
	void MEASURES[what](Number(count)).then((result) =>
		process.stdout.write(`${JSON.stringify(result)}\n`),
	);
}
