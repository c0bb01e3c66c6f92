import { sleep } from 'n8n-workflow';

/** A limit that is counting. */
export interface Deadline {
	/** Aborts, once, when the time is up. */
	readonly signal: AbortSignal;
	/** The work is done: the signal never aborts any more, and nothing of the limit stays behind. */
	end(): void;
}

/**
 * The only clock, wait and chance of the package. Tests replace the functions; nothing else in the
 * package looks at a clock.
 */
export const time = {
	/** Milliseconds since 1970, as the machine is set: what a person reads, and what is stored. */
	now: (): number => Date.now(),
	/** Milliseconds on a clock that nobody can set: for measuring how long something takes. */
	monotonic: (): number => performance.now(),
	/** Waits `ms` milliseconds; rejects when `signal` aborts. Holds one listener on the signal while it waits. */
	sleep: async (ms: number, signal?: AbortSignal): Promise<void> => await sleep(ms, signal),
	/** Allows `ms` milliseconds in all, from now on. `end()` must be called when the work is done. */
	deadline: (ms: number): Deadline => {
		const over = new AbortController();
		const done = new AbortController();
		void sleep(ms, done.signal).then(
			() => !done.signal.aborted && over.abort(),
			() => undefined,
		);
		return { signal: over.signal, end: () => done.abort() };
	},
	/** A number in [0, 1). */
	random: (): number => Math.random(),
};

let last = { ms: NaN, text: '' };

/** ISO 8601 in UTC. Many rows are answered in the same millisecond, and share one text. */
export function isoTime(ms: number): string {
	if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
	return last.text;
}
