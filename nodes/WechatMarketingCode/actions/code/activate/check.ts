import { isBlank } from '../../../domain/cells';
import { findEarlierOverlaps } from '../../../domain/overlap';
import { addProblem, type Row } from '../../../run/operation';
import { rowName } from '../../../run/outcome';
import { outcomeOf, type ActivationOutcome } from './outcome';
import type { ActivateSettings, RangeBy } from './settings';
import { requestKey, type ActivationValues } from './values';

/** What the rows are to each other. */
export interface Checked {
	/** Rows that need no call. */
	readonly settled: Map<number, ActivationOutcome>;
	/** Exact repeats: the row, and the earlier row whose result it gets. */
	readonly repeatOf: Map<number, number>;
}

/** Looks at all rows together: blank rows, finished rows, overlaps, exact repeats. Adds problems to rows. */
export function checkRows(
	rows: ReadonlyArray<Row<ActivationValues>>,
	settings: ActivateSettings,
): Checked {
	const settled = new Map<number, ActivationOutcome>();
	settleBlanks(rows, settled, settings);
	if (settings.skipFinishedRows) settleFinished(rows, settled);
	const repeatOf = markOverlaps(rows, settled, settings);
	return { settled, repeatOf };
}

/**
 * Sheets often end in rows that only look empty; they stop nothing. Any other blank row is a bad row,
 * also if default values would fill all of it.
 */
function settleBlanks(
	rows: ReadonlyArray<Row<ActivationValues>>,
	settled: Map<number, ActivationOutcome>,
	{ rowSource }: ActivateSettings,
): void {
	const isBlankRow = rowSource === 'columns' ? hasNoCell : isEmptyRequest;
	let at = rows.length - 1;
	for (; at >= 0 && isBlankRow(rows[at]); at--) {
		settled.set(
			rows[at].index,
			outcomeOf('invalid', 'Empty row; nothing was sent.', { harmless: true }),
		);
	}
	if (rowSource !== 'columns') return;
	for (at--; at >= 0; at--) {
		const row = rows[at];
		if (row.problems.length === 0 && hasNoCell(row))
			addProblem(row, { problem: 'the row is empty.' });
	}
}

/** What others write into blank rows: n8n's Google Sheets node their number, an earlier run its result. */
const isForeign = (column: string): boolean =>
	column === 'row_number' || column.startsWith('activation_');

const hasNoCell = ({ item }: Row<unknown>): boolean =>
	Object.keys(item.json).every((column) => isForeign(column) || isBlank(item.json[column]));

/** With fields, an item without any column (of a manual trigger) is no row of a sheet. */
const isEmptyRequest = (row: Row<unknown>): boolean =>
	row.problems.length > 0 && Object.keys(row.item.json).length > 0 && hasNoCell(row);

/** A result sheet that is run again: what is done stays as it is. */
function settleFinished(
	rows: ReadonlyArray<Row<ActivationValues>>,
	settled: Map<number, ActivationOutcome>,
): void {
	for (const row of rows) {
		const status = row.item.json.activation_status;
		if (status !== 'activated' && status !== 'already_active') continue;
		if (row.problems.length === 0 && wasTheSame(row)) {
			settled.set(row.index, outcomeOf(status, 'Done in an earlier run.', { kept: true }));
		}
	}
}

function wasTheSame({ item: { json }, values }: Row<ActivationValues>): boolean {
	const same = (column: string, value: unknown): boolean =>
		!isBlank(json[column]) && String(json[column]).trim() === String(value);
	return (
		values?.range !== undefined &&
		same('activation_application_id', values.applicationId) &&
		same('activation_code_start', values.range.codeStart) &&
		same('activation_code_end', values.range.codeEnd)
	);
}

/** What WeChat answered in an earlier run, from the row's own columns. */
function resultIn({ item: { json } }: Row<unknown>): Partial<ActivationOutcome> {
	const text = (column: string): string | null =>
		isBlank(json[column]) ? null : String(json[column]).trim();
	const errcode = Number(text('activation_errcode') ?? NaN);
	return {
		errcode: Number.isInteger(errcode) ? errcode : null,
		errmsg: text('activation_errmsg'),
		rid: text('activation_rid'),
		time: text('activation_time'),
	};
}

/** Of two rows that overlap the later one is wrong; an exact repeat gets the earlier row's result. */
function markOverlaps(
	rows: ReadonlyArray<Row<ActivationValues>>,
	settled: Map<number, ActivationOutcome>,
	{ rangeBy }: ActivateSettings,
): Map<number, number> {
	const repeatOf = new Map<number, number>();
	const earlier = findEarlierOverlaps(rows.map((row) => placeOf(row, rangeBy)));
	rows.forEach((row, at) => {
		const before = earlier[at];
		if (before === undefined || settled.has(row.index)) return;
		const first = rows[before];
		if (
			requestKey(first.values as ActivationValues) === requestKey(row.values as ActivationValues)
		) {
			const done = settled.get(first.index);
			const message = `${rowName(first.index)} asks for the very same and is done.`;
			if (done === undefined) repeatOf.set(row.index, first.index);
			else settled.set(row.index, outcomeOf(done.status, message, resultIn(first)));
			return;
		}
		addProblem(row, { problem: overlapSentence(row, first) });
	});
	return repeatOf;
}

function placeOf({ values }: Row<ActivationValues>, rangeBy: RangeBy) {
	if (values === undefined || values.applicationId === '') return undefined;
	// A whole application overlaps with everything of it; a range that could not be read with nothing.
	const whole =
		rangeBy === 'wholeApplication' ? { codeStart: 0, codeEnd: Number.MAX_SAFE_INTEGER } : undefined;
	const range = values.range ?? whole;
	return range && { applicationId: values.applicationId, ...range };
}

function overlapSentence(row: Row<ActivationValues>, first: Row<ActivationValues>): string {
	const [mine, theirs] = [row.values?.range, first.values?.range];
	const where = (range: typeof mine): string =>
		range === undefined ? 'the whole application' : `${range.codeStart}–${range.codeEnd}`;
	return `its range ${where(mine)} overlaps with ${where(theirs)} of ${rowName(first.index)} (application ${row.values?.applicationId}). A code can be activated only once: correct one of the two rows.`;
}
