import type { CodeRange } from '../../../../domain/ranges';
import type { PlannedRow } from '../call';
import type { Ending, Settled } from './ending';

/** Refusals of one part of a row that say nothing about the parts behind it. Behind 80306 all are beyond the codes. */
const OF_THE_PART = new Set([80302, 80308, 80310]);

export type SettleStep =
	| ({ readonly do: 'settle' } & Settled)
	| { readonly do: 'drop'; readonly row: PlannedRow };

/**
 * Settles a range, and lets the rest of the row go where it would end no better: what is wrong with the
 * values, or with the way to WeChat, is wrong for the other parts too.
 */
export function settle(
	{ rows, range }: { readonly rows: readonly PlannedRow[]; readonly range: CodeRange },
	ending: Ending,
): SettleStep[] {
	const step: SettleStep = { do: 'settle', range, ending };
	// Rows that share a piece have no other one.
	return rows.length === 1 && concernsTheRow(ending)
		? [step, { do: 'drop', row: rows[0] }]
		: [step];
}

function concernsTheRow(ending: Ending): boolean {
	switch (ending.kind) {
		case 'refused':
			return !OF_THE_PART.has(ending.refusal.errcode);
		case 'unsent':
		case 'never':
		case 'unknown':
		case 'notAttempted':
			return true;
		default:
			return false;
	}
}
