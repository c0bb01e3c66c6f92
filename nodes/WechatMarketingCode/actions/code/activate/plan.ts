import { crossesBlock, blockOf, touches, type CodeRange } from '../../../domain/ranges';
import type { Call, Row } from '../../../run/operation';
import type { ActivationValues } from './values';
import { valuesKey } from './values';

/** A row inside a call. Rows that repeat it exactly get its outcome. */
export interface PlannedRow {
	readonly index: number;
	/** Undefined for a whole application. */
	readonly range: CodeRange | undefined;
	readonly repeats: readonly number[];
}

/** One codeactive call: rows of equal values whose ranges touch, usually a single row. */
export interface ActivationCall extends Call {
	readonly values: ActivationValues;
	/** In order of their ranges. */
	readonly rows: readonly PlannedRow[];
}

/**
 * Rows to calls, in input order of their first row.
 *
 * @param repeatOf for each row that repeats an earlier one exactly, the earlier one's index
 */
export function planCalls(
	rows: ReadonlyArray<Row<ActivationValues>>,
	repeatOf: ReadonlyMap<number, number>,
	{ combineAdjacentRows }: { combineAdjacentRows: boolean },
): ActivationCall[] {
	const own = new Set(rows.map(({ index }) => index));
	const isRepeat = (index: number): boolean => own.has(repeatOf.get(index) ?? -1);
	const repeats = new Map<number, number[]>();
	for (const { index } of rows) {
		if (!isRepeat(index)) continue;
		const first = repeatOf.get(index) as number;
		const known = repeats.get(first);
		if (known === undefined) repeats.set(first, [index]);
		else known.push(index);
	}
	const singles = rows
		.filter(({ index }) => !isRepeat(index))
		.map((row) =>
			callOf(row.values as ActivationValues, [plannedRow(row, repeats.get(row.index))]),
		);
	return combineAdjacentRows ? combine(singles) : singles;
}

const plannedRow = (row: Row<ActivationValues>, repeats: readonly number[] = []): PlannedRow => ({
	index: row.index,
	range: row.values?.range,
	repeats,
});

function callOf(values: ActivationValues, rows: readonly PlannedRow[]): ActivationCall {
	const indexes = rows.flatMap(({ index, repeats }) => [index, ...repeats]);
	return { values, rows, indexes: indexes.sort((a, b) => a - b) };
}

/** Joins calls of equal values whose ranges touch and lie in one block of WeChat's. */
function combine(calls: readonly ActivationCall[]): ActivationCall[] {
	const groups = new Map<string, ActivationCall[]>();
	for (const call of calls) {
		const key = valuesKey(call.values);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [call]);
		else group.push(call);
	}
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

const startOf = ({ values }: ActivationCall): number => values.range?.codeStart ?? 0;

function mayJoin(
	{ values: { range: a } }: ActivationCall,
	{ values: { range: b } }: ActivationCall,
): boolean {
	if (a === undefined || b === undefined || !touches(a, b)) return false;
	return !crossesBlock(a) && !crossesBlock(b) && blockOf(a.codeStart) === blockOf(b.codeStart);
}

/** First to last code of a call's rows; undefined for a whole application. */
export function spanOf(rows: readonly PlannedRow[]): CodeRange | undefined {
	const first = rows[0].range;
	const last = rows[rows.length - 1].range;
	if (first === undefined || last === undefined) return undefined;
	return { codeStart: first.codeStart, codeEnd: last.codeEnd };
}
