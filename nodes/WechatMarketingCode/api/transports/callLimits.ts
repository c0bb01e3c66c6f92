import { classifyFailure, type NetworkFailure } from '../network';
import { time, type Deadline } from '../time';

/** What may end one request from our side: its deadline, which begins when it leaves, and the run's cancel. */
export class CallLimits {
	private deadline: Deadline | undefined;
	private both: AbortSignal | undefined;
	private hasLeft = false;

	/** @param timeoutMs milliseconds in all, from sending to the last byte */
	constructor(
		private readonly timeoutMs: number,
		private readonly run?: AbortSignal,
	) {}

	/** Begins the time of the call, and gives the signal that ends it. */
	leave(): AbortSignal {
		if (this.both !== undefined) return this.both;
		this.deadline = time.deadline(this.timeoutMs);
		this.hasLeft = this.run?.aborted !== true;
		const { signal } = this.deadline;
		// `any` adds no listener to the run's signal, which all calls of a run share.
		this.both = this.run === undefined ? signal : AbortSignal.any([this.run, signal]);
		return this.both;
	}

	/** The call is over, however it ended. */
	end(): void {
		this.deadline?.end();
	}

	/** What an error of the HTTP client means. An answer that is late counts as sent: it may have been committed. */
	failure(error: unknown, secrets: readonly string[]): NetworkFailure {
		if (this.deadline?.signal.aborted) {
			return { sent: true, problem: `No answer came in time (${this.timeoutMs} ms)` };
		}
		const { sent, ...failure } = classifyFailure(error, secrets);
		return { sent: sent && this.hasLeft, ...failure };
	}
}
