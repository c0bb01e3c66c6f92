import type { Answer } from './answer';
import { effectOf } from './errcodes';
import { time } from './time';

/** Requests that one call may cost before it counts as unanswered. */
export const MAX_TRIES = 5;
/** Pauses that one run may make for WeChat's rate limits. */
export const MAX_PAUSES = 10;

/**
 * What to do with an answer: let it stand (`done`), back off and repeat (`again`), or let all calls of the run
 * wait, then repeat (`pause`). A refusal of the token is not decided here: the session renews it and repeats once.
 *
 * @param tries requests made so far for this call, 1 after the first
 * @param commits true for codeactive: what may have been committed is never repeated blindly
 */
export function nextStep(
	answer: Answer,
	{ tries, commits }: { tries: number; commits: boolean },
): 'done' | 'again' | 'pause' {
	const repeat = (isUnsent: boolean) =>
		(isUnsent || !commits) && tries < MAX_TRIES ? 'again' : 'done';
	if (answer.kind === 'silence') {
		if (answer.retryAfterMs !== undefined) return 'pause';
		return answer.hopeless === 'now' ? 'done' : repeat(!answer.sent);
	}
	if (answer.kind !== 'refused') return 'done';
	const effect = effectOf(answer.errcode);
	if (effect === 'pause') return 'pause';
	// The token endpoint's refusal means that the call itself was never sent.
	return effect === 'retry' ? repeat(answer.by === 'login') : 'done';
}

/**
 * Milliseconds to wait before try number `tries + 1`: 1 s, 2 s, 4 s, 8 s …, at most 30 s, of which a
 * random half is taken off so that many lanes do not come back at once.
 *
 * @param random in [0, 1)
 */
export function backOffMs(tries: number, random: number): number {
	const full = Math.min(30_000, 1_000 * 2 ** Math.max(0, tries - 1));
	return Math.round(full * (1 - random / 2));
}

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
		const isPartOfOne = sentAt < this.pausedUntil;
		if (!isPartOfOne && ++this.pauses > MAX_PAUSES) return false;
		const from = isPartOfOne ? sentAt : time.monotonic();
		this.pausedUntil = Math.max(this.pausedUntil, from + ms);
		return true;
	}

	private takeSlot(): number {
		if (this.requestsPerMinute <= 0) return 0;
		const start = Math.max(this.nextStart, time.monotonic());
		this.nextStart = start + 60_000 / this.requestsPerMinute;
		return start;
	}
}
