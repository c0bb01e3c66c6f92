import type { CodeRange } from '../../../../domain/ranges';
import { isActive, outcomeOf, type ActivationEnding, type ActivationOutcome } from '../outcome';
import { words } from './words';

/** What is worst about the parts decides about the row. */
const WORST_FIRST: ActivationEnding[] = [
	'unknown',
	'failed',
	'unreached',
	'pending_review',
	'not_attempted',
];

/**
 * The outcome of a row that was sent in parts: active only when every part is.
 *
 * @param done outcomes of the parts that were tried, in order; shorter than `parts` when it ended early
 */
export function mergeParts(
	parts: readonly CodeRange[],
	done: readonly ActivationOutcome[],
): ActivationOutcome {
	const range = { codeStart: parts[0].codeStart, codeEnd: parts[parts.length - 1].codeEnd };
	const isPartActive = (_: unknown, at: number): boolean => at < done.length && isActive(done[at]);
	const active = parts.filter(isPartActive);
	if (active.length === parts.length) return { ...allActive(range, parts, done), range };
	const last = done[done.length - 1];
	const worst =
		WORST_FIRST.flatMap((ending) => done.filter((part) => part.ending === ending))[0] ?? last;
	if (active.length === 0) return { ...worst, range };
	const why =
		worst.ending === 'pending_review'
			? words.restUnderReview(
					worst.retryAfter,
					parts.filter((part, at) => !isPartActive(part, at)),
				)
			: words.restIsNot(worst.message);
	const { errcode, errmsg, rid, time, endpoint } = worst;
	const details = { errcode, errmsg, rid, time, endpoint, range };
	const ending = worst.ending === 'unknown' ? 'unknown' : 'failed';
	return outcomeOf(ending, words.partOnly(active, why), details);
}

function allActive(
	range: CodeRange,
	parts: readonly CodeRange[],
	done: readonly ActivationOutcome[],
): ActivationOutcome {
	const last = done[done.length - 1];
	if (parts.length === 1) return last;
	const before = done.filter(({ ending }) => ending === 'already_active').length;
	return before === parts.length
		? { ...last, ending: 'already_active', message: words.alreadyActive(range) }
		: { ...last, ending: 'activated', message: words.activatedInParts(range, parts, before) };
}
