import type { Fault } from '../simulator/types';
import { randomFrom } from './random';

/** What can go wrong with one request, and how often compared with the others. */
const KINDS: ReadonlyArray<readonly [number, Fault['do']]> = [
	[4, 'reset-before'],
	[4, 'reset-after'],
	[1, 'hang-before'],
	[1, 'hang-after'],
	[2, 'truncate'],
	[2, 'truncate-before'],
	[1, 'html'],
	[1, 'html-after'],
	[1, 'empty-after'],
	[1, 'no-errcode-after'],
	[2, { errcode: -1 }],
	[2, { errcode: -1, processed: true }],
	[1, { errcode: 45011 }],
	[2, { httpStatus: 502, body: '<html>Bad Gateway</html>', contentType: 'text/html' }],
	[2, { httpStatus: 504, body: '', processed: true }],
	// It takes effect when nobody waits for it any more.
	[1, { delayMs: 3_000, late: true }],
	[2, 'expire-token'],
	[1, 'rotate-token'],
];

/** Faults at random places among the first requests of a run; each hits once, so the storm ends. */
export function stormFaults(seed: number, { count = 20, among = 400 } = {}): Fault[] {
	const random = randomFrom(seed * 7919);
	const total = KINDS.reduce((sum, [weight]) => sum + weight, 0);
	const kind = (): Fault['do'] => {
		let left = random() * total;
		return (KINDS.find(([weight]) => (left -= weight) < 0) ?? KINDS[0])[1];
	};
	return Array.from({ length: count }, () => ({
		endpoint: ['codeactive', 'codeactivequery'],
		after: Math.floor(random() * among),
		do: kind(),
	}));
}
