import { sleep } from 'n8n-workflow';

/**
 * The only clock, wait and chance of the package. Tests replace the three functions; nothing else
 * in the package looks at the wall clock.
 */
export const time = {
	/** Milliseconds since 1970. */
	now: (): number => Date.now(),
	/** Waits `ms` milliseconds; rejects when `signal` aborts. Holds one listener on the signal while it waits. */
	sleep: async (ms: number, signal?: AbortSignal): Promise<void> => await sleep(ms, signal),
	/** A number in [0, 1). */
	random: (): number => Math.random(),
};

let last = { ms: NaN, text: '' };

/** ISO 8601 in UTC. Many rows are answered in the same millisecond, and share one text. */
export function isoTime(ms: number): string {
	if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
	return last.text;
}
