import { groupBy } from '../../../../domain/group';
import { crossesBlock, blockOf, touches } from '../../../../domain/ranges';
import { spanOf, type ActivationCall, type ActivationRow, type PlannedRow } from '../call';
import { valuesKey, type Values } from '../request';
import type { Checked } from './check';

const SURE_LAST = ['open', 'answered'] as const;

/**
 * Rows to calls, in input order of their first row.
 *
 * @param checked for each row that repeats an earlier one exactly, the earlier one's index; records to be asked about
 */
export function planCalls(
	rows: readonly ActivationRow[],
	{ repeatOf, records }: Pick<Checked, 'repeatOf' | 'records'>,
	{ combineAdjacentRows }: { combineAdjacentRows: boolean },
): ActivationCall[] {
	const own = new Set(rows.map(({ index }) => index));
	const firstOf = ({ index }: ActivationRow): number | undefined => {
		const first = repeatOf.get(index);
		return first !== undefined && own.has(first) ? first : undefined;
	};
	const repeatsOf = groupBy(rows, firstOf);
	const calls = rows.flatMap((row) => {
		if (row.request === undefined || firstOf(row) !== undefined) return [];
		const { values, range } = row.request;
		const repeats = repeatsOf.get(row.index) ?? [];
		const sentBefore = SURE_LAST.find((sent) =>
			[row, ...repeats].some((one) => one.sentBefore === sent),
		);
		const record = records.get(row.index);
		return callOf(values, [{ row, range, repeats, sentBefore, record }]);
	});
	return combineAdjacentRows ? combine(calls) : calls;
}

function callOf(values: Values, rows: readonly PlannedRow[]): ActivationCall {
	const indexes = rows.flatMap(({ row, repeats }) => [row, ...repeats]).map(({ index }) => index);
	return { values, rows, indexes: indexes.sort((a, b) => a - b) };
}

/** Joins calls of equal values whose ranges touch and lie in one block of WeChat's. */
function combine(calls: readonly ActivationCall[]): ActivationCall[] {
	// What may be active already is asked about by itself: its neighbours may have fared otherwise.
	const groups = groupBy(calls, ({ values, rows: [{ row, sentBefore }] }) =>
		sentBefore === undefined ? valuesKey(values) : `${row.index}`,
	);
	return [...groups.values()].flatMap(joinTouching).sort((a, b) => a.indexes[0] - b.indexes[0]);
}

function joinTouching(group: ActivationCall[]): ActivationCall[] {
	const sorted = [...group].sort((a, b) => startOf(a) - startOf(b));
	const runs: ActivationCall[][] = [];
	for (const call of sorted) {
		const last = runs.at(-1);
		if (last !== undefined && mayJoin(last[last.length - 1], call)) last.push(call);
		else runs.push([call]);
	}
	return runs.map((run) =>
		run.length === 1
			? run[0]
			: callOf(
					run[0].values,
					run.flatMap(({ rows }) => rows),
				),
	);
}

const startOf = ({ rows }: ActivationCall): number => spanOf(rows)?.codeStart ?? 0;

function mayJoin(before: ActivationCall, after: ActivationCall): boolean {
	const [a, b] = [spanOf(before.rows), spanOf(after.rows)];
	if (a === undefined || b === undefined || !touches(a, b)) return false;
	return !crossesBlock(a) && !crossesBlock(b) && blockOf(a.codeStart) === blockOf(b.codeStart);
}
