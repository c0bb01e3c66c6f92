import { groupBy } from '../../../../domain/group';
import { findEarlierOverlaps } from '../../../../domain/overlap';
import { spelledNumber } from '../../../../domain/spelling';
import type { Turns } from '../../../../domain/turns';
import { addProblem } from '../../../../run/row';
import type { ActivationRow } from '../call';
import type { ActivateSettings, RangeBy } from '../options';
import type { ActivationOutcome } from '../outcome';
import { withoutRecord, type Recorded } from '../record';
import { requestKey } from '../request';
import { words } from './words';

/**
 * Of two rows that overlap the later one is wrong, and one that overlaps with what is or may be active by
 * an earlier run, wherever that stands; an exact repeat gets the first row's result.
 *
 * @param blank rows that ask for nothing, though default values may have filled them
 */
export function* markOverlaps(
	rows: readonly ActivationRow[],
	settled: Map<number, ActivationOutcome>,
	{ records, unsure }: Record<'records' | 'unsure', ReadonlyMap<number, Recorded>>,
	blank: ReadonlySet<number>,
	{ rangeBy }: ActivateSettings,
): Turns<Map<number, number>> {
	const repeatOf = new Map<number, number>();
	const byRank = groupBy(rows, ({ index }) => (records.has(index) ? 0 : unsure.has(index) ? 1 : 2));
	const inOrder = ([0, 1, 2] as const).flatMap((rank) => byRank.get(rank) ?? []);
	const places: Array<ReturnType<typeof placeOf>> = [];
	for (const row of inOrder) {
		yield;
		const record = records.get(row.index) ?? unsure.get(row.index);
		const asksForNothing = record === undefined && blank.has(row.index);
		places.push(asksForNothing ? undefined : placeOf(row, record, rangeBy));
	}
	const earlier = yield* findEarlierOverlaps(places);
	for (const [at, row] of inOrder.entries()) {
		yield;
		const before = earlier[at];
		if (before === undefined || settled.has(row.index) || records.has(row.index)) continue;
		const first = inOrder[before];
		const done = settled.get(first.index);
		if (!asksForTheSame(row, first)) {
			const record = records.get(first.index) ?? unsure.get(first.index);
			addProblem(row, { problem: words.overlaps(row, first, record) });
		} else if (done === undefined) {
			repeatOf.set(row.index, first.index);
			row.sentBefore ??= first.sentBefore;
		} else if (row.problems.length === 0) {
			settled.set(row.index, { ...withoutRecord(done), message: words.repeatsDone(first) });
		}
	}
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
