import { statusOf, type ActivationOutcome, type ActivationStatus } from '../outcome';
import { words, type Figures } from '../words';

/** The sentence at the end of a run; '' when there were no rows. */
export function summarise(outcomes: readonly ActivationOutcome[], figures: Figures): string {
	if (outcomes.length === 0) return '';
	const counts = new Map<ActivationStatus, number>();
	for (const outcome of outcomes) {
		const status = statusOf(outcome);
		counts.set(status, (counts.get(status) ?? 0) + 1);
	}
	return words.summary(counts, figures);
}
