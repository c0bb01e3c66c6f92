import { findEarlierOverlaps } from '../../../../domain/overlap';
import { spelledNumber } from '../../../../domain/spelling';
import { addProblem } from '../../../../run/row';
import { words as street } from '../../../../run/words';
import type { ActivationRow } from '../call';
import type { ActivateSettings, RangeBy } from '../options';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { finished, RecordReader, stillUnknown, type Recorded } from '../record';
import { requestKey } from '../request';
import { words } from '../words';
import { settleBlanks } from './blanks';
import { judgeNumbering } from './numbering';
import type { SeenInReading } from './read';
import { standingOf, type RecordSettings } from './standing';

/** What the rows are to each other, and to an earlier run. */
export interface Checked {
	/** Rows that need no call. */
	readonly settled: Map<number, ActivationOutcome>;
	/** Exact repeats: the row, and the earlier row whose result it gets. */
	readonly repeatOf: Map<number, number>;
	/** Finished rows that cost a question, because they stand for a whole application. */
	readonly records: Map<number, Recorded>;
	/** What the hint tells beside the counts. */
	readonly notes: readonly string[];
}

export const nothingFound: Checked = {
	settled: new Map(),
	repeatOf: new Map(),
	records: new Map(),
	notes: [],
};

/**
 * The rows that an earlier run finished, by their record alone and whatever else is wrong with them.
 *
 * @param unsure is filled with the records of rows of which an earlier run does not know what became
 */
export function finishedRows(
	rows: readonly ActivationRow[],
	settings: RecordSettings,
	unsure: Map<number, Recorded>,
): Map<number, Recorded> {
	const records = new Map<number, Recorded>();
	if (!settings.skipFinishedRows) return records;
	const reader = new RecordReader();
	for (const row of rows) {
		const record = reader.read(row.json);
		if (record === undefined) continue;
		const standing = standingOf(row, record, settings);
		if (standing === 'unsure') {
			row.sentBefore = 'open';
			unsure.set(row.index, record);
		} else if (standing !== 'none') records.set(row.index, record);
	}
	return records;
}

/** Looks at all rows together: finished rows, blank rows, numbering, overlaps, exact repeats. Adds problems to rows. */
export function checkRows(
	rows: readonly ActivationRow[],
	settings: ActivateSettings,
	{ blank, starts, standIns }: SeenInReading,
): Checked {
	const settled = new Map<number, ActivationOutcome>();
	const unsure = new Map<number, Recorded>();
	const records = finishedRows(rows, settings, unsure);
	for (const [index, record] of records) settled.set(index, finished(record));
	settleBlanks(rows, settled, blank);
	judgeNumbering(rows, records, starts, settings);
	const repeatOf = markOverlaps(rows, settled, records, settings);
	for (const { index, problems } of rows) {
		const record = problems.length > 0 ? unsure.get(index) : undefined;
		if (record !== undefined) settled.set(index, stillUnknown(record, street.problems(problems)));
	}
	const filled = standIns.filter(({ index }) => !settled.has(index) && !blank.has(index));
	const notes = [
		...notesOn(rows, records, settings),
		...(filled.length > 0 ? [words.standIns(filled)] : []),
	];
	return { settled, repeatOf, records: reopen(rows, settled, records, settings), notes };
}

/**
 * Of a whole application the record says first and last: one question tells whether that is all of it.
 * A run that asks WeChat looks up every record that can be compared with its row.
 */
function reopen(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
	records: Map<number, Recorded>,
	{ rangeBy, dryRun, askWeChat }: ActivateSettings,
): Map<number, Recorded> {
	if (!askWeChat && (rangeBy !== 'wholeApplication' || dryRun)) return new Map();
	for (const { index, problems } of rows) {
		if (!records.has(index)) continue;
		if (problems.length === 0) settled.delete(index);
		else records.delete(index);
	}
	return records;
}

/** What cannot be seen beside the rows, because finished rows keep their columns. */
function notesOn(
	rows: readonly ActivationRow[],
	records: ReadonlyMap<number, Recorded>,
	settings: ActivateSettings,
): string[] {
	if (records.size === 0) return [];
	const unread = rows.filter((row) => records.has(row.index) && row.problems.length > 0);
	const shifted = rows.filter((row) => {
		const record = records.get(row.index);
		return record !== undefined && standingOf(row, record, settings) === 'otherNumbering';
	});
	return [
		...(unread.length > 0 ? [words.unreadFinished(unread)] : []),
		...(shifted.length > 0
			? [
					words.otherNumbering(
						shifted[0],
						records.get(shifted[0].index) as Recorded,
						shifted.length,
					),
				]
			: []),
	];
}

/**
 * Of two rows that overlap the later one is wrong, and one that overlaps with a finished row, wherever
 * that stands; an exact repeat gets the first row's result.
 */
function markOverlaps(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
	records: ReadonlyMap<number, Recorded>,
	{ rangeBy }: ActivateSettings,
): Map<number, number> {
	const repeatOf = new Map<number, number>();
	const inOrder = [
		...rows.filter(({ index }) => records.has(index)),
		...rows.filter(({ index }) => !records.has(index)),
	];
	const earlier = findEarlierOverlaps(
		inOrder.map((row) => placeOf(row, records.get(row.index), rangeBy)),
	);
	inOrder.forEach((row, at) => {
		const before = earlier[at];
		if (before === undefined || settled.has(row.index)) return;
		const first = inOrder[before];
		const done = settled.get(first.index);
		if (!asksForTheSame(row, first)) {
			addProblem(row, { problem: words.overlaps(row, first, records.get(first.index)) });
		} else if (done === undefined) repeatOf.set(row.index, first.index);
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

function placeOf({ request }: ActivationRow, record: Recorded | undefined, rangeBy: RangeBy) {
	if (record !== undefined) return { applicationId: record.applicationId, ...record.range };
	const applicationId = spelledNumber(request?.values.applicationId ?? '');
	if (request === undefined || applicationId === '') return undefined;
	// A whole application overlaps with everything of it; a range that could not be read with nothing.
	const whole =
		rangeBy === 'wholeApplication' ? { codeStart: 0, codeEnd: Number.MAX_SAFE_INTEGER } : undefined;
	const range = request.range ?? whole;
	return range && { applicationId, ...range };
}
