import { findLastIndex, omitBy } from 'lodash';
import { isBlank } from '../../../../domain/cells';
import { failureBefore, isForeign } from '../../../../run/row';
import type { ActivationRow } from '../call';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { words } from './words';

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

const TOTAL_OR_NOTE =
	/^[\s*#（(【[]*(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|总\s*和|汇\s*总|累\s*计|备\s*注|说\s*明|注意|注\s*[:：]|制表|填表|审核|(?:grand\s+|sub\s*)?totals?|sum|notes?|remarks?)(?!\p{Script=Latin})/iu;

/**
 * Rows at the end of a sheet that are wrong because they are none: a total, a note, a signature. One
 * sentence takes the place of what else is wrong with them.
 *
 * @param settled rows that need no call
 * @param starts of rows whose range could not be read whole
 */
export function tellBelowTable(
	rows: readonly ActivationRow[],
	settled: ReadonlyMap<number, unknown>,
	starts: ReadonlyMap<number, unknown>,
): void {
	const last = findLastIndex(
		rows,
		({ problems, request, index }) =>
			problems.length === 0 || request?.range !== undefined || starts.has(index),
	);
	if (last < 0) return;
	for (const row of rows.slice(last + 1)) {
		const said = settled.has(row.index) ? undefined : saidBelow(row);
		if (said !== undefined) row.problems = [{ problem: words.belowTable(said) }];
	}
}

/** What a row below the table says: a word for totals and notes, or the only thing in it, in words. */
function saidBelow({ json }: ActivationRow): string | undefined {
	if (failureBefore(json) !== undefined) return undefined;
	const cells = Object.values(omitBy(json, (cell, name) => isForeign(name) || isBlank(cell)));
	return cells
		.filter((cell) => typeof cell === 'string')
		.find((cell) => TOTAL_OR_NOTE.test(cell) || (cells.length === 1 && /\p{L}/u.test(cell)));
}
