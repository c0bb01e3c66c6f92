import type { CodeRange } from '../../../domain/ranges';
import type { Call } from '../../../run/operation';
import type { Sent } from '../../../run/outcome';
import type { Row } from '../../../run/row';
import type { Recorded } from './record';
import type { ActivationRequest, Values } from './request';

export type ActivationRow = Row<ActivationRequest>;

/** A row inside a call. Rows that repeat it exactly get its outcome. */
export interface PlannedRow {
	readonly row: ActivationRow;
	/** Undefined for a whole application. */
	readonly range: CodeRange | undefined;
	readonly repeats: readonly ActivationRow[];
	/** An earlier try or run sent it, or a repeat of it. */
	readonly sentBefore?: Sent;
	/** An earlier run says that all of it is active; one question tells whether that is so. */
	readonly record?: Recorded;
}

/** One codeactive call: rows of equal values whose ranges touch, usually a single row. */
export interface ActivationCall extends Call {
	readonly values: Values;
	/** In order of their ranges. */
	readonly rows: readonly PlannedRow[];
}

/** First to last code of a call's rows; undefined for a whole application. */
export function spanOf(rows: readonly PlannedRow[]): CodeRange | undefined {
	const first = rows[0].range;
	const last = rows[rows.length - 1].range;
	if (first === undefined || last === undefined) return undefined;
	return { codeStart: first.codeStart, codeEnd: last.codeEnd };
}
