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

/** ISO 8601 in UTC. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();
