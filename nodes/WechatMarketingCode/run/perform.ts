import type { StopReason } from '../api/runControl';
import { putTogether, type Sentence } from '../domain/sentence';
import { causeOf } from './failures';
import type { Call, Desk, Operation, Verdicts } from './operation';
import type { Outcome } from './outcome';
import type { Row } from './row';
import { words } from './words';

/** Carries out a call. A fault of ours is the result of its rows, and must not lose those of other calls. */
export async function performed(
	operation: Operation,
	call: Call,
	desk: Desk,
): Promise<Verdicts<Outcome>> {
	try {
		return await operation.perform(call, desk);
	} catch (error) {
		const fault = operation.ended('unknown', words.ownFault(causeOf(error)));
		const outcome = { ...fault, sent: 'open' as const };
		return call.indexes.map((index) => ({ index, outcome }));
	}
}

/** Why rows have no outcome; the sentences stand beside each of them, and are put together once. */
export const wayOf = (operation: Operation, cause: Sentence, stopped?: StopReason) => ({
	operation,
	stopped,
	cause: putTogether(cause, operation.language),
	notAttempted: putTogether(words.notAttempted(cause), operation.language),
});

/**
 * No row is ever lost: one without an outcome was not attempted, for this cause. So was one that
 * surely never left, rather than failed, when the run was given up because nobody answered.
 */
export function settled(
	{ sentBefore }: Row<unknown>,
	outcome: Outcome | undefined,
	{ operation, stopped, cause, notAttempted }: ReturnType<typeof wayOf>,
): Outcome {
	const isReopened = outcome?.ending === 'unreached' && stopped?.kind === 'silence';
	if (outcome !== undefined && !isReopened) return outcome;
	if (operation.problem !== undefined) return operation.ended('invalid', cause);
	// What nobody knew of it before is still not known: the next run asks, too.
	const ending = sentBefore === 'open' ? 'unknown' : 'not_attempted';
	return operation.ended(ending, notAttempted);
}
