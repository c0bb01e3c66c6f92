import { CONTESTANTS, MANY, ROUND_TRIP_MS } from './names';
import type { Results, Target } from './results';
import type { WireResult } from './rounds';

/** Every promise that the figures of this run can show. */
export const targetsOf = ({ wire, near, street, pairs, download }: Results): Target[] => [
	...(wire ? wireTargets(wire) : []),
	...(near ? nearTargets(near) : []),
	...(street ? streetTargets(street) : []),
	...(pairs ? pairTargets(pairs) : []),
	...(download ? downloadTargets(download) : []),
];

const { loop, atOnce, node, nodeOfMany, reuse, reuseOfMany, relay, combine, pool, poolOfMany } =
	CONTESTANTS;

const atMost = (wanted: number, promise: string, measured: number): Target => ({
	promise,
	measured,
	bound: '≤',
	wanted,
});

/** Rows per second that so many calls at a time can reach where each opens a connection: three journeys. */
const CEILING = MANY / ((3 * ROUND_TRIP_MS) / 1_000);

/**
 * Rows per second of one contestant against those of another, or against what is possible at all where that is less:
 * near it calls wait for n8n's one thread, which a row over a new connection takes 2.5 to 4 ms (0.77 to 0.89 in four
 * runs on three machines).
 * With kept connections the loop cannot be beaten by more than three times (three journeys against one), except for
 * what the loop loses beside them; and what keeps this node from the Pool is the platform's own `fetch`: 0.89 to 0.93
 * of it in three runs on two machines, and a slower machine loses more.
 */
const RATIOS: ReadonlyArray<
	readonly [promise: string, of: string, against: string, wanted: number, ceiling?: number]
> = [
	['This node, rows per second against HTTP Request in a loop', node, loop, 1.05],
	['With Reuse Connections, against HTTP Request in a loop', reuse, loop, 2.85],
	['With Reuse Connections, against the raw undici Pool', reuse, pool, 0.85],
	[`With Reuse Connections, both with ${MANY}`, reuseOfMany, poolOfMany, 0.85],
	[`With ${MANY} calls at a time, against all rows at once`, nodeOfMany, atOnce, 0.75, CEILING],
	['With a relay beside n8n, against the raw undici Pool', relay, pool, 0.85],
	['With Combine Adjacent Rows, 10,000 rows, against HTTP Request in a loop', combine, loop, 150],
];

/** Only of those who took part. */
function wireTargets(results: WireResult[]): Target[] {
	const of = (name: string) => results.find((result) => result.name === name);
	const ratios = RATIOS.flatMap(([promise, one, other, wanted, ceiling = Infinity]): Target[] => {
		const [a, b] = [of(one), of(other)];
		if (a === undefined || b === undefined) return [];
		const measured = a.rowsPerSecond / Math.min(b.rowsPerSecond, ceiling);
		return [{ promise, measured, bound: '≥', wanted }];
	});
	const [combined, reusing] = [of(combine), of(reuseOfMany)];
	if (combined) ratios.push(atMost(5, 'Activation calls for these 10,000 rows', combined.calls));
	if (reusing) {
		const promise = `Connections of Reuse Connections with ${MANY} calls at a time`;
		// Twice as many as calls, and what the login took.
		ratios.push(atMost(2 * MANY + 2, promise, reusing.connections));
	}
	return ratios;
}

function nearTargets(results: WireResult[]): Target[] {
	const speed = (name: string) => results.find((one) => one.name === name)?.rowsPerSecond ?? NaN;
	if (!results.some(({ name }) => name === node)) return [];
	return [
		atMost(
			1.2,
			'Time of a row without any journey, against the HTTP Request node',
			speed(atOnce) / speed(node),
		),
	];
}

function pairTargets({ bad, chinese }: NonNullable<Results['pairs']>): Target[] {
	return [
		// The node's own time: n8n's engine takes each of so many rows off the front of a list, whoever made them.
		atMost(
			1.5,
			'Bad rows on the error output (50,000), against Continue',
			bad.other.nodeMs / bad.usual.nodeMs,
		),
		atMost(
			1.1,
			'Rows told in Chinese (100,000), against English',
			chinese.other.engineMs / chinese.usual.engineMs,
		),
	];
}

function streetTargets({ times, pieces, memory }: NonNullable<Results['street']>): Target[] {
	const [small, , large] = times;
	const [, middle, many] = memory;
	return [
		atMost(
			1.5,
			'Time per row at 100,000 rows against 1,000',
			large.microsecondsPerRow / small.microsecondsPerRow,
		),
		atMost(
			20,
			'The node without network, as a multiple of structuredClone of the rows (worst size)',
			Math.max(...times.map(({ timesClone }) => timesClone)),
		),
		atMost(200, 'Longest time that a dry run of 10,000 rows lets n8n hear nothing, ms', pieces[1]),
		atMost(
			1,
			'Memory besides input and output, against the output (100,000 rows)',
			many.besides / many.output,
		),
		atMost(1.3, 'Memory per row at 100,000 rows against 10,000', many.perRow / middle.perRow),
	];
}

function downloadTargets({ decrypt, memory }: NonNullable<Results['download']>): Target[] {
	return [
		atMost(
			8,
			'Decrypt and read a block of 50,000 codes, against bare node:crypto and a split',
			decrypt.nodeMs / decrypt.bareMs,
		),
		atMost(
			1.1,
			`Memory in use in a download of ${memory.many.blocks} blocks against ${memory.few.blocks}`,
			memory.many.liveBytes / memory.few.liveBytes,
		),
	];
}
