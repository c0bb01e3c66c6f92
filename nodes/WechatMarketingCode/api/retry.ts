import type { Answer } from './answer';
import { effectOf } from './errcodes';

/** Requests that one call may cost before it counts as unanswered. */
export const MAX_TRIES = 5;
/** Pauses that one run may make for WeChat's rate limits. */
export const MAX_PAUSES = 10;

/**
 * - `done`: the answer stands
 * - `again`: back off and repeat
 * - `pause`: let all calls of the run wait, then repeat
 */
export type Step = 'done' | 'again' | 'pause';

/**
 * What to do with an answer. Pure. A refusal of the token is not decided here: the session renews it
 * and repeats once.
 *
 * @param tries requests made so far for this call, 1 after the first
 * @param commits true for codeactive: what may have been committed is never repeated blindly
 */
export function nextStep(
	answer: Answer,
	{ tries, commits }: { tries: number; commits: boolean },
): Step {
	if (answer.kind === 'silence') {
		if (answer.retryAfterMs !== undefined) return 'pause';
		if (answer.hopeless === 'now') return 'done';
		const safe = !answer.sent || !commits;
		return safe && tries < MAX_TRIES ? 'again' : 'done';
	}
	if (answer.kind !== 'refused') return 'done';
	const effect = effectOf(answer.errcode);
	if (effect === 'pause') return 'pause';
	// The token endpoint's refusal means that the call itself was never sent.
	const safe = answer.by === 'login' || !commits;
	return effect === 'retry' && safe && tries < MAX_TRIES ? 'again' : 'done';
}

/**
 * Milliseconds to wait before try number `tries + 1`: 1 s, 2 s, 4 s, 8 s …, at most 30 s, of which a
 * random half is taken off so that many lanes do not come back at once. Pure.
 *
 * @param random in [0, 1)
 */
export function backOffMs(tries: number, random: number): number {
	const full = Math.min(30_000, 1_000 * 2 ** Math.max(0, tries - 1));
	return Math.round(full * (1 - random / 2));
}
