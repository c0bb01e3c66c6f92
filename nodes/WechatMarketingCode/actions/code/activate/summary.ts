import type { ActivationOutcome, ActivationStatus } from './outcome';

const WORDS: ReadonlyArray<readonly [ActivationStatus, string]> = [
	['activated', 'activated'],
	['already_active', 'already active'],
	['pending_review', 'pending review'],
	['dry_run', 'checked in a dry run'],
	['failed', 'failed'],
	['invalid', 'invalid'],
	['unknown', 'unknown'],
	['not_attempted', 'not attempted'],
];

/** The sentence at the end of a run: "482 activated, 3 failed, 15 not attempted, in 497 requests". */
export function summarise(
	outcomes: readonly ActivationOutcome[],
	{ requests, warned, planned }: { requests: number; warned: number; planned: number },
): string {
	if (outcomes.length === 0) return '';
	const counts = new Map<ActivationStatus, number>();
	for (const { status } of outcomes) counts.set(status, (counts.get(status) ?? 0) + 1);
	const told = WORDS.filter(([status]) => counts.has(status))
		.map(([status, words]) => `${counts.get(status)} ${words}`)
		.join(', ');
	const asked = counts.has('dry_run')
		? `nothing was sent; the run would take ${counted(planned, 'call')}`
		: `in ${counted(requests, 'request')}`;
	const notes =
		warned === 0
			? ''
			: `; ${warned} ${warned === 1 ? 'row has' : 'rows have'} a note in activation_message`;
	return `${told}, ${asked}${notes}`;
}

const counted = (count: number, word: string): string =>
	`${count} ${word}${count === 1 ? '' : 's'}`;
