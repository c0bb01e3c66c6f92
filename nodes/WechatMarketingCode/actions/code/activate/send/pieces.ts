import type { Answer, Refusal } from '../../../../api/answer';
import { cutAtBlocks, type CodeRange } from '../../../../domain/ranges';
import { spanOf, type PlannedRow } from '../call';

/** A range on its way to WeChat, and what is known of it. Immutable: each answer makes a new one. */
export interface Piece {
	/** The rows that it serves, in order of their ranges: one, or several that share a call. */
	readonly rows: readonly PlannedRow[];
	readonly range: CodeRange;
	/** Requests that were sent for it. */
	readonly sends: number;
	/** A send of ours may have reached WeChat: what is active may be our own work. */
	readonly lost: boolean;
	/** A look-up has just shown that its first and its last code are free. */
	readonly checked: boolean;
	/** Look-ups in a row that told nothing new. */
	readonly asked: number;
	/** The answer that left it open. */
	readonly open?: Answer;
	/** WeChat's 80302, when that is the reason to look. */
	readonly refusal?: Refusal;
	/** WeChat said 80305 once. */
	readonly unexplained?: boolean;
	/** ISO 8601; WeChat said that it is active, which is to be verified. */
	readonly activatedAt?: string;
}

export const newPiece = (
	rows: readonly PlannedRow[],
	range: CodeRange,
	{ lost = false, checked = false } = {},
): Piece => ({ rows, range, sends: 0, lost, checked, asked: 0 });

/** Two pieces of half the rows each. */
export function halve({ rows, lost }: Piece): Piece[] {
	const middle = Math.ceil(rows.length / 2);
	return [rows.slice(0, middle), rows.slice(middle)].map((half) => fresh(half, { lost }));
}

/** A piece of rows that stand side by side. */
export const fresh = (
	rows: readonly PlannedRow[],
	known: { lost?: boolean; checked?: boolean } = {},
): Piece => newPiece(rows, spanOf(rows) as CodeRange, known);

/** One row in pieces that cross no block border. */
export const cut = ({ rows, range, lost }: Piece): Piece[] =>
	cutAtBlocks(range).map((part) => newPiece(rows, part, { lost }));
