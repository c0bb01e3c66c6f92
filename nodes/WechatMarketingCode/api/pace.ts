import { MAX_PAUSES } from './retry';
import { time } from './time';

/**
 * When the next request of a run may go out: the user's limit per minute, and the pauses that WeChat
 * asks for. Callers wait inside their own lane, so a run never has more waits than lanes.
 */
export class Pace {
	private nextStart = 0;
	private pausedUntil = 0;
	private pauses = 0;

	/** @param requestsPerMinute 0 for no limit of ours */
	constructor(
		private readonly requestsPerMinute: number,
		private readonly signal?: AbortSignal,
	) {}

	/** Waits for this request's turn. Rejects when the run is cancelled. */
	async turn(): Promise<void> {
		const start = this.takeSlot();
		for (;;) {
			const wait = Math.max(start, this.pausedUntil) - time.monotonic();
			if (wait <= 0) return;
			await time.sleep(wait, this.signal);
		}
	}

	/**
	 * Lets all calls of the run wait. Refusals of requests that were sent before a pause began are part
	 * of that pause, not the reason for another one.
	 *
	 * @param sentAt on the clock of `time.monotonic`
	 * @returns false when the run has paused often enough
	 */
	pause(ms: number, sentAt: number): boolean {
		const partOfThePause = sentAt < this.pausedUntil;
		if (!partOfThePause) {
			if (this.pauses >= MAX_PAUSES) return false;
			this.pauses += 1;
		}
		this.pausedUntil = Math.max(
			this.pausedUntil,
			(partOfThePause ? sentAt : time.monotonic()) + ms,
		);
		return true;
	}

	private takeSlot(): number {
		if (this.requestsPerMinute <= 0) return 0;
		const start = Math.max(this.nextStart, time.monotonic());
		this.nextStart = start + 60_000 / this.requestsPerMinute;
		return start;
	}
}
