import { causeOf } from './failures';
import type { Call, Desk, Operation, Verdicts } from './operation';
import type { Outcome } from './outcome';
import { words } from './words';

/** Carries out a call. A fault of ours is the result of its rows, and must not lose those of other calls. */
export async function performed(
	operation: Operation<unknown, Call, Outcome>,
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
