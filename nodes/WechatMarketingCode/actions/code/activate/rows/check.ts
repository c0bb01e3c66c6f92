import type { Sentence } from '../../../../domain/sentence';
import type { Turns } from '../../../../domain/turns';
import { addProblem } from '../../../../run/row';
import { words as street } from '../../../../run/words';
import type { ActivationRow } from '../call';
import type { ActivateSettings } from '../options';
import type { ActivationOutcome } from '../outcome';
import { finished, RecordReader, stillUnknown, type Recorded } from '../record';
import { settleBlanks, tellBelowTable } from './noRows';
import { judgeNumbering } from './numbering';
import { markOverlaps } from './overlaps';
import type { SeenInReading } from './read';
import { isInOtherNumbering, standingOf } from './standing';
import { words } from './words';

/** What the rows are to each other, and to an earlier run. */
export interface Checked {
	/** Rows that need no call. */
	readonly settled: Map<number, ActivationOutcome>;
	/** Exact repeats: the row, and the earlier row whose result it gets. */
	readonly repeatOf: Map<number, number>;
	/** Finished rows that cost a question, because they stand for a whole application. */
	readonly records: Map<number, Recorded>;
	/** Rows of which an earlier run does not know what became. */
	readonly unsure: ReadonlyMap<number, Recorded>;
	/** What the hint tells beside the counts. */
	readonly notes: readonly Sentence[];
}

export const nothingFound: Checked = {
	settled: new Map(),
	repeatOf: new Map(),
	records: new Map(),
	unsure: new Map(),
	notes: [],
};

/**
 * The rows that an earlier run finished, and those of which it does not know what became, by their record
 * alone and whatever else is wrong with them. Marks what is to be looked up before it is sent.
 *
 * @param read gives a row that has a record as it reads, where the rows were not read
 */
export function* recordsOf(
	rows: readonly ActivationRow[],
	settings: ActivateSettings,
	read = (row: ActivationRow): ActivationRow => row,
): Turns<Record<'records' | 'unsure', Map<number, Recorded>>> {
	const records = new Map<number, Recorded>();
	const unsure = new Map<number, Recorded>();
	const reader = new RecordReader();
	for (const row of rows) {
		yield;
		const record = reader.read(row.json);
		if (record === undefined) continue;
		const standing = standingOf(read(row), record, settings);
		if (standing === 'finished') records.set(row.index, record);
		else if (standing === 'begun') row.sentBefore = 'answered';
		else if (standing === 'unsure') {
			row.sentBefore = 'open';
			unsure.set(row.index, record);
		}
	}
	return { records, unsure };
}

/** Looks at all rows together: finished rows, blank rows, numbering, overlaps, exact repeats. Adds problems to rows. */
export function* checkRows(
	rows: readonly ActivationRow[],
	settings: ActivateSettings,
	{ blank, starts, standIns }: SeenInReading,
): Turns<Checked> {
	const settled = new Map<number, ActivationOutcome>();
	const { records, unsure } = yield* recordsOf(rows, settings);
	for (const [index, record] of records) {
		yield;
		settled.set(index, finished(record));
	}
	yield;
	settleBlanks(rows, settled, blank);
	tellBelowTable(rows, settled, starts);
	yield* judgeNumbering(rows, records, { starts, blank }, settings);
	const unsureRows = rows.filter(({ index }) => unsure.has(index));
	for (const row of unsureRows) {
		const record = unsure.get(row.index) as Recorded;
		if (row.problems.length === 0 && isInOtherNumbering(row.request?.range, record, settings)) {
			addProblem(row, { problem: words.unsureNumbering(row, record) });
		}
	}
	const asked = reopen(rows, settled, records, settings);
	const repeatOf = yield* markOverlaps(rows, settled, { records, unsure }, blank, settings);
	for (const { index, problems } of unsureRows) {
		if (problems.length === 0) continue;
		settled.set(index, stillUnknown(unsure.get(index) as Recorded, street.problems(problems)));
	}
	yield;
	const filled = standIns.filter(({ index }) => !settled.has(index) && !blank.has(index));
	const notes = [
		...notesOn(rows, records, settings),
		...(filled.length > 0 ? [words.standIns(filled)] : []),
	];
	return { settled, repeatOf, records: asked, unsure, notes };
}

/**
 * Of a whole application the record says first and last: one question tells whether that is all of it.
 * Where several rows record parts of one, the first asks for the rest: two would send it twice.
 * A run that asks WeChat looks up every record that can be compared with its row.
 *
 * @returns the records of rows that need a call
 */
function reopen(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
	records: ReadonlyMap<number, Recorded>,
	{ rangeBy, dryRun, askWeChat }: ActivateSettings,
): Map<number, Recorded> {
	const asked = new Map<number, Recorded>();
	if (!askWeChat && (rangeBy !== 'wholeApplication' || dryRun)) return asked;
	const applications = new Set<string>();
	for (const { index, problems } of rows) {
		const record = records.get(index);
		if (record === undefined || problems.length > 0) continue;
		if (!askWeChat && applications.has(record.applicationId)) continue;
		applications.add(record.applicationId);
		asked.set(index, record);
		settled.delete(index);
	}
	return asked;
}

/** What cannot be seen beside the rows, because finished rows keep their columns. */
function notesOn(
	rows: readonly ActivationRow[],
	records: ReadonlyMap<number, Recorded>,
	settings: ActivateSettings,
): Sentence[] {
	const kept = rows.filter(({ index }) => records.has(index));
	const recordOf = ({ index }: ActivationRow) => records.get(index) as Recorded;
	const unread = kept.filter(({ problems }) => problems.length > 0);
	const shifted = kept.filter((row) =>
		isInOtherNumbering(row.request?.range, recordOf(row), settings),
	);
	return [
		...(unread.length > 0 ? [words.unreadFinished(unread)] : []),
		...shifted.slice(0, 1).map((row) => words.otherNumbering(row, recordOf(row), shifted.length)),
	];
}
