import type { Results, Target } from './results';
import { CONTESTANTS, type WireResult } from './wire';

/** Every promise that the figures of this run can show. */
export const targetsOf = ({ wire, street, download }: Results): Target[] => [
	...(wire ? wireTargets(wire) : []),
	...(street ? streetTargets(street) : []),
	...(download ? downloadTargets(download) : []),
];

function wireTargets(results: WireResult[]): Target[] {
	const of = (name: string) => results.find((result) => result.name === name) as WireResult;
	const speed = (name: string) => of(name).rowsPerSecond;
	const { loop, node, reuse, combine, pool } = CONTESTANTS;
	return [
		{
			promise: 'This node, rows per second against HTTP Request in a loop',
			measured: speed(node) / speed(loop),
			bound: '≥',
			wanted: 1.05,
		},
		{
			promise: 'With Reuse Connections, against HTTP Request in a loop',
			measured: speed(reuse) / speed(loop),
			bound: '≥',
			wanted: 3,
		},
		{
			promise: 'With Reuse Connections, against the raw undici Pool',
			measured: speed(reuse) / speed(pool),
			bound: '≥',
			wanted: 0.85,
		},
		{
			promise: 'With Combine Adjacent Rows, 10,000 rows, against HTTP Request in a loop',
			measured: speed(combine) / speed(loop),
			bound: '≥',
			wanted: 150,
		},
		{
			promise: 'Activation calls for these 10,000 rows',
			measured: of(combine).calls,
			bound: '≤',
			wanted: 5,
		},
	];
}

function streetTargets({ times, memory }: NonNullable<Results['street']>): Target[] {
	const [small, , large] = times;
	const [, middle, many] = memory;
	return [
		{
			promise: 'Time per row at 100,000 rows against 1,000',
			measured: large.microsecondsPerRow / small.microsecondsPerRow,
			bound: '≤',
			wanted: 1.5,
		},
		{
			promise:
				'The node without network, as a multiple of structuredClone of the rows (worst size)',
			measured: Math.max(...times.map(({ timesClone }) => timesClone)),
			bound: '≤',
			wanted: 20,
		},
		{
			promise: 'Memory besides input and output, against the output (100,000 rows)',
			measured: many.besides / many.output,
			bound: '≤',
			wanted: 1,
		},
		{
			promise: 'Memory per row at 100,000 rows against 10,000',
			measured: many.perRow / middle.perRow,
			bound: '≤',
			wanted: 1.3,
		},
	];
}

function downloadTargets({ decrypt, memory }: NonNullable<Results['download']>): Target[] {
	return [
		{
			promise: 'Decrypt and read a block of 50,000 codes, against bare node:crypto and a split',
			measured: decrypt.nodeMs / decrypt.bareMs,
			bound: '≤',
			wanted: 8,
		},
		{
			promise: `Memory in use in a download of ${memory.many.blocks} blocks against ${memory.few.blocks}`,
			measured: memory.many.liveBytes / memory.few.liveBytes,
			bound: '≤',
			wanted: 1.1,
		},
	];
}
