import { sleep } from 'n8n-workflow';
import { minBy } from 'lodash';

/** A limit that is counting. */
export interface Deadline {
	/** Aborts, once, when the time is up or when it is cut short. */
	readonly signal: AbortSignal;
	/** The time is up. */
	readonly isOver: boolean;
	/** Ends what waits for it before its time. */
	cut(reason?: unknown): void;
	/** The work is done: the signal never aborts any more, and nothing of the limit stays behind. */
	end(): void;
}

/**
 * The deadlines that are counting in this process. One timer serves them all: with a timer and signals of
 * its own each call of a run cost a tenth more.
 */
class Deadlines {
	private readonly counting = new Map<object, { readonly due: number; ring(): void }>();
	/** The sleep up to the first one that is due. */
	private asleep: { readonly until: number; readonly wake: AbortController } | undefined;

	begin(ms: number): Deadline {
		const over = new AbortController();
		const deadline = {
			signal: over.signal,
			isOver: false,
			cut: (reason?: unknown) => over.abort(reason),
			end: () => this.end(deadline),
		};
		const ring = (): void => {
			deadline.isOver = true;
			over.abort();
		};
		const due = time.monotonic() + ms;
		this.counting.set(deadline, { due, ring });
		this.sleepUntil(due);
		return deadline;
	}

	private end(deadline: object): void {
		this.counting.delete(deadline);
		if (this.counting.size > 0) return;
		this.asleep?.wake.abort();
		this.asleep = undefined;
	}

	private sleepUntil(due: number): void {
		if (this.asleep !== undefined && this.asleep.until <= due) return;
		this.asleep?.wake.abort();
		const wake = new AbortController();
		this.asleep = { until: due, wake };
		void sleep(Math.max(0, due - time.monotonic()), wake.signal).then(
			() => !wake.signal.aborted && this.ring(),
			() => undefined,
		);
	}

	private ring(): void {
		this.asleep = undefined;
		const now = time.monotonic();
		for (const [deadline, { due, ring }] of this.counting) {
			if (due > now) continue;
			this.counting.delete(deadline);
			ring();
		}
		const next = minBy([...this.counting.values()], 'due');
		if (next !== undefined) this.sleepUntil(next.due);
	}
}

const deadlines = new Deadlines();

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
	deadline: (ms: number): Deadline => deadlines.begin(ms),
	/** A number in [0, 1). */
	random: (): number => Math.random(),
};

let last = { ms: NaN, text: '' };

/** ISO 8601 in UTC. Many rows are answered in the same millisecond, and share one text. */
export function isoTime(ms: number): string {
	if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
	return last.text;
}
