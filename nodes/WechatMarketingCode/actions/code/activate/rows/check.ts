import { isBlank } from '../../../../domain/cells';
import { findEarlierOverlaps } from '../../../../domain/overlap';
import { addProblem } from '../../../../run/row';
import type { ActivationRow } from '../call';
import type { ActivateSettings, RangeBy } from '../options';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { readBack, RESULT_PREFIX } from '../columns';
import { requestKey } from '../request';
import { words } from '../words';

/** What the rows are to each other. */
export interface Checked {
	/** Rows that need no call. */
	readonly settled: Map<number, ActivationOutcome>;
	/** Exact repeats: the row, and the earlier row whose result it gets. */
	readonly repeatOf: Map<number, number>;
}

/** Looks at all rows together: blank rows, finished rows, overlaps, exact repeats. Adds problems to rows. */
export function checkRows(rows: readonly ActivationRow[], settings: ActivateSettings): Checked {
	const settled = new Map<number, ActivationOutcome>();
	settleBlanks(rows, settled, settings);
	if (settings.skipFinishedRows) settleFinished(rows, settled);
	return { settled, repeatOf: markOverlaps(rows, settled, settings) };
}

/**
 * Sheets often end in rows that only look empty; they stop nothing. Any other blank row is a bad row,
 * also if default values would fill all of it.
 */
function settleBlanks(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
	{ rowSource }: ActivateSettings,
): void {
	const isBlankRow = rowSource === 'columns' ? hasNoCell : isEmptyRequest;
	let end = rows.length;
	while (end > 0 && isBlankRow(rows[end - 1])) end--;
	for (const { index } of rows.slice(end)) {
		settled.set(index, outcomeOf('blank', words.blankAtEnd));
	}
	if (rowSource !== 'columns') return;
	for (const row of rows.slice(0, Math.max(0, end - 1))) {
		if (row.problems.length === 0 && hasNoCell(row)) addProblem(row, { problem: words.blankRow });
	}
}

/** What others write into blank rows: n8n's Google Sheets node their number, an earlier run its result. */
const isForeign = (column: string): boolean =>
	column === 'row_number' || column.startsWith(RESULT_PREFIX);

const hasNoCell = ({ item }: ActivationRow): boolean =>
	Object.keys(item.json).every((column) => isForeign(column) || isBlank(item.json[column]));

/** With fields, an item without any column (of a manual trigger) is no row of a sheet. */
const isEmptyRequest = (row: ActivationRow): boolean =>
	row.problems.length > 0 && Object.keys(row.item.json).length > 0 && hasNoCell(row);

/** A result sheet that is run again: what is done stays as it is. */
function settleFinished(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
): void {
	for (const row of rows) {
		const done = row.problems.length === 0 ? readBack(row) : undefined;
		if (done !== undefined) settled.set(row.index, done);
	}
}

/** Of two rows that overlap the later one is wrong; an exact repeat gets the earlier row's result. */
function markOverlaps(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
	{ rangeBy }: ActivateSettings,
): Map<number, number> {
	const repeatOf = new Map<number, number>();
	const earlier = findEarlierOverlaps(rows.map((row) => placeOf(row, rangeBy)));
	rows.forEach((row, at) => {
		const before = earlier[at];
		if (before === undefined || settled.has(row.index)) return;
		const first = rows[before];
		const done = settled.get(first.index);
		if (!asksForTheSame(row, first)) addProblem(row, { problem: words.overlaps(row, first) });
		else if (done === undefined) repeatOf.set(row.index, first.index);
		else {
			const { ending, errcode, errmsg, rid, time } = done;
			const message = words.repeatsDone(first);
			settled.set(row.index, outcomeOf(ending, message, { errcode, errmsg, rid, time }));
		}
	});
	return repeatOf;
}

const asksForTheSame = (a: ActivationRow, b: ActivationRow): boolean =>
	a.request !== undefined &&
	b.request !== undefined &&
	requestKey(a.request) === requestKey(b.request);

function placeOf({ request }: ActivationRow, rangeBy: RangeBy) {
	if (request === undefined || request.values.applicationId === '') return undefined;
	// A whole application overlaps with everything of it; a range that could not be read with nothing.
	const whole =
		rangeBy === 'wholeApplication' ? { codeStart: 0, codeEnd: Number.MAX_SAFE_INTEGER } : undefined;
	const range = request.range ?? whole;
	return range && { applicationId: request.values.applicationId, ...range };
}
