import { sortBy } from 'lodash';
import { groupInTurns } from '../../../../domain/group';
import { crossesBlock, blockOf, touches } from '../../../../domain/ranges';
import type { Turns } from '../../../../domain/turns';
import type { Verdicts } from '../../../../run/operation';
import { SENT } from '../../../../run/outcome';
import { spanOf, type ActivationCall, type ActivationRow, type PlannedRow } from '../call';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { valuesKey, type Values } from '../request';
import { words } from '../words';
import type { Checked } from './check';

/**
 * Rows to calls, in input order of their first row.
 *
 * @param checked for each row that repeats an earlier one exactly, the earlier one's index; records to be asked about
 */
export function* planCalls(
	rows: readonly ActivationRow[],
	{ repeatOf, records }: Pick<Checked, 'repeatOf' | 'records'>,
	{ combineAdjacentRows }: { combineAdjacentRows: boolean },
): Turns<ActivationCall[]> {
	const own = new Set(rows.map(({ index }) => index));
	const firstOf = ({ index }: ActivationRow): number | undefined => {
		const first = repeatOf.get(index);
		return first !== undefined && own.has(first) ? first : undefined;
	};
	const repeatsOf = yield* groupInTurns(rows, firstOf);
	const calls: ActivationCall[] = [];
	for (const row of rows) {
		yield;
		if (row.request === undefined || firstOf(row) !== undefined) continue;
		const { values, range } = row.request;
		const repeats = repeatsOf.get(row.index) ?? [];
		const sentBefore = SENT.find((sent) =>
			[row, ...repeats].some((one) => one.sentBefore === sent),
		);
		const record = records.get(row.index);
		calls.push(callOf(values, [{ row, range, repeats, sentBefore, record }]));
	}
	return combineAdjacentRows ? yield* combine(calls) : calls;
}

function callOf(values: Values, rows: readonly PlannedRow[]): ActivationCall {
	const indexes = rows.flatMap(({ row, repeats }) => [row, ...repeats]).map(({ index }) => index);
	return { values, rows, indexes: indexes.sort((a, b) => a - b) };
}

/** Joins calls of equal values whose ranges touch and lie in one block of WeChat's. */
function* combine(calls: readonly ActivationCall[]): Turns<ActivationCall[]> {
	// What may be active already is asked about by itself: its neighbours may have fared otherwise.
	const groups = yield* groupInTurns(calls, ({ values, rows: [{ row, sentBefore }] }) =>
		sentBefore === undefined ? valuesKey(values) : `${row.index}`,
	);
	const combined: ActivationCall[] = [];
	for (const group of groups.values()) {
		let run: ActivationCall[] = [];
		for (const call of sortBy(group, startOf)) {
			yield;
			const last = run.at(-1);
			if (last !== undefined && !mayJoin(last, call)) {
				combined.push(joined(run));
				run = [];
			}
			run.push(call);
		}
		combined.push(joined(run));
	}
	return sortBy(combined, 'indexes.0');
}

const joined = (run: readonly ActivationCall[]): ActivationCall =>
	run.length === 1
		? run[0]
		: callOf(
				run[0].values,
				run.flatMap(({ rows }) => rows),
			);

const startOf = ({ rows }: ActivationCall): number => spanOf(rows)?.codeStart ?? 0;

function mayJoin(before: ActivationCall, after: ActivationCall): boolean {
	const [a, b] = [spanOf(before.rows), spanOf(after.rows)];
	if (a === undefined || b === undefined || !touches(a, b)) return false;
	return !crossesBlock(a) && !crossesBlock(b) && blockOf(a.codeStart) === blockOf(b.codeStart);
}

/** What a call would send, row by row. Dry run: nothing goes out. */
export function rehearse({ values, rows, indexes }: ActivationCall): Verdicts<ActivationOutcome> {
	const all = rows.flatMap(({ row, repeats }) => [row, ...repeats]);
	const inOrder = all.sort((a, b) => a.index - b.index);
	const outcome = outcomeOf('dry_run', words.dryRun(values, spanOf(rows), inOrder));
	return indexes.map((index) => ({ index, outcome }));
}
