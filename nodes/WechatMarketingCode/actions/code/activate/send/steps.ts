import type { PlannedRow } from '../call';
import type { ActivateSettings } from '../options';
import { endsRow } from './cases';
import type { Ending, Settled } from './ending';
import type { Look } from './heard';
import type { Piece } from './pieces';

/** What the user wants of a run, as far as it decides what follows an answer. */
export type Policy = Pick<ActivateSettings, 'ifAlreadyActive' | 'verifyAfterActivation'> &
	Partial<Pick<ActivateSettings, 'askWeChat'>>;

/**
 * What to do next with a piece.
 * - `send`: codeactive for its range
 * - `lookUp`: codeactivequery for its range; with `wait`, after the back-off of that many tries
 * - `settle`: a range of it has its ending
 * - `drop`: the pieces of that row that are still to come would end no better
 */
export type Step = AskStep | SettleStep;
export type AskStep =
	| { readonly do: 'send'; readonly piece: Piece }
	| { readonly do: 'lookUp'; readonly piece: Piece; readonly look: Look; readonly wait?: number };
type SettleStep =
	| ({ readonly do: 'settle' } & Settled)
	| { readonly do: 'drop'; readonly row: PlannedRow };

/** The first step of a piece: a send, or the look-up that has to come before it. */
export function begin(piece: Piece, { ifAlreadyActive, askWeChat }: Policy): Step {
	const asksFirst = piece.lost || piece.again || askWeChat || ifAlreadyActive === 'checkFirst';
	if (asksFirst && !piece.checked) return lookUp(piece);
	return askWeChat
		? { do: 'settle', range: piece.range, ending: { kind: 'planned' } }
		: { do: 'send', piece };
}

/** The look-up that a piece needs: no further than what can have become of it. */
export function lookUp(piece: Piece, wait?: number): Step {
	return { do: 'lookUp', piece, look: lookOf(piece), wait };
}

function lookOf({ done, lost, sends, refusal, rows }: Piece): Look {
	if (done !== undefined) return 'ends';
	// One send was done whole, or not at all. Of several rows that were refused, the first that is not active is enough to go on.
	const isOneSend = lost && sends > 0 && refusal === undefined;
	const isRefusedTogether = !lost && refusal !== undefined && rows.length > 1;
	return isOneSend || isRefusedTogether ? 'front' : 'both';
}

export const beginAll = (pieces: readonly Piece[], policy: Policy): Step[] =>
	pieces.map((piece) => begin(piece, policy));

/**
 * Settles a range, and lets the rest of the row go where it would end no better: what is wrong with the
 * values, or with the way to WeChat, is wrong for the other parts too.
 */
export function settle(
	{ rows, range }: Pick<Piece, 'rows' | 'range'>,
	ending: Ending,
): SettleStep[] {
	const step: SettleStep = { do: 'settle', range, ending };
	// Rows that share a piece have no other one.
	return rows.length === 1 && endsRow(ending) ? [step, { do: 'drop', row: rows[0] }] : [step];
}
