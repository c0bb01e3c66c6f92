import { saysNothing } from '../../../../domain/cells';
import type { ActivationRow } from '../call';
import { RESULT_PREFIX } from '../columns';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { words } from '../words';

/** What others write into blank rows: n8n's Google Sheets node their number, an earlier run its result. */
const isForeign = (column: string): boolean =>
	column === 'row_number' || column.startsWith(RESULT_PREFIX);

/** Whether a row of a sheet is nothing but blanks and marks for nothing. */
export function hasNoCell(json: ActivationRow['json']): boolean {
	for (const column in json) if (!isForeign(column) && !saysNothing(json[column])) return false;
	return true;
}

/**
 * Sheets often end in rows that only look empty; they harm nothing. Any other blank row is a bad row,
 * also if default values would fill all of it.
 */
export function settleBlanks(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
	blank: ReadonlySet<number>,
): void {
	const open = rows.filter(({ index }) => blank.has(index) && !settled.has(index));
	if (open.length === 0) return;
	let end = rows.length;
	while (end > 0 && blank.has(rows[end - 1].index) && !settled.has(rows[end - 1].index)) end--;
	for (const row of open) {
		row.warnings = [];
		if (row.index < end) row.problems = [{ problem: words.blankRow }];
		else settled.set(row.index, outcomeOf('blank', words.blankAtEnd));
	}
}
