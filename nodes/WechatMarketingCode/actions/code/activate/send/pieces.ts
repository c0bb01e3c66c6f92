import { chunk } from 'lodash';
import type { Answer, Refusal } from '../../../../api/answer';
import { cutAtBlocks, type CodeRange } from '../../../../domain/ranges';
import { spanOf, type PlannedRow } from '../call';
import type { Done } from './ending';

/** A range on its way to WeChat, and what is known of it. Immutable: each answer makes a new one. */
export interface Piece {
	/** The rows that it serves, in order of their ranges: one, or several that share a call. */
	readonly rows: readonly PlannedRow[];
	readonly range: CodeRange;
	/** Requests that were sent for it. */
	readonly sends: number;
	/** A send of ours may have reached WeChat: what is active may be our own work. */
	readonly lost: boolean;
	/** Its record is to be confirmed, or an earlier try activated some of the row: what is active with its values needs no send. */
	readonly again: boolean;
	/** A look-up has just shown that it is free. */
	readonly checked: boolean;
	/** Look-ups in a row that told nothing new. */
	readonly asked: number;
	/** The answer that left it open. */
	readonly open?: Answer;
	/** WeChat's 80302, when that is the reason to look. */
	readonly refusal?: Refusal;
	/** WeChat said 80305 once. */
	readonly unexplained?: boolean;
	/** WeChat said that it is active, which is to be verified. */
	readonly done?: Done;
}

/** @param isRecorded its record is to be confirmed */
export function newPiece(rows: readonly PlannedRow[], range: CodeRange, isRecorded = false): Piece {
	const [{ sentBefore }] = rows;
	const again = isRecorded || sentBefore === 'answered';
	return { rows, range, sends: 0, lost: sentBefore === 'open', again, checked: false, asked: 0 };
}

/** Some of the rows, or some of the range, of a piece: as open as all of it. */
export const partOf = (
	piece: Piece,
	rows: readonly PlannedRow[],
	range = spanOf(rows) as CodeRange,
): Piece => ({ ...piece, rows, range, checked: false, asked: 0, refusal: undefined });

/** Two pieces of half the rows each. */
export const halve = (piece: Piece): Piece[] =>
	chunk(piece.rows, Math.ceil(piece.rows.length / 2)).map((half) => partOf(piece, half));

/** One row in pieces that cross no block border. */
export const cut = (piece: Piece): Piece[] =>
	cutAtBlocks(piece.range).map((part) => partOf(piece, piece.rows, part));
