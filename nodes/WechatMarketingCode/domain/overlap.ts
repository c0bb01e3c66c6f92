import { sortedUniq } from 'lodash';
import { groupInTurns } from './group';
import type { Turns } from './turns';

interface PlacedRow {
	applicationId: string;
	codeStart: number;
	codeEnd: number;
}

/**
 * For each row the lowest index of an earlier row of the same application whose range shares a
 * position with it; undefined when there is none. Rows that are undefined, or that end before they
 * start, overlap nothing. O(n log n) whatever the input.
 */
export function* findEarlierOverlaps(
	rows: ReadonlyArray<PlacedRow | undefined>,
): Turns<Array<number | undefined>> {
	const byApplication = yield* groupInTurns(
		[...rows.keys()],
		(index) => rows[index]?.applicationId,
	);
	const earlier = new Array<number | undefined>(rows.length).fill(undefined);
	for (const group of byApplication.values()) {
		if (group.length > 1) yield* overlapsInGroup(group, rows as readonly PlacedRow[], earlier);
	}
	return earlier;
}

/**
 * Between two neighbouring borders of the group's ranges lies a cell that every range covers whole
 * or not at all. The rows paint the cells in their order and a painted cell stays as it is, so the
 * lowest painter among a row's cells is the first row that it overlaps, or itself.
 */
function* overlapsInGroup(
	group: number[],
	rows: readonly PlacedRow[],
	earlier: Array<number | undefined>,
): Turns<void> {
	const ends = group.flatMap((index) => [rows[index].codeStart, rows[index].codeEnd + 1]);
	const borders = sortedUniq([...Float64Array.from(ends).sort()]);
	yield;
	const cellAt = new Map(borders.map((border, cell) => [border, cell]));
	const cellOf = (border: number) => cellAt.get(border) as number;

	const painter = new Int32Array(borders.length).fill(rows.length);
	const nextUnpainted = Int32Array.from({ length: borders.length + 1 }, (_, cell) => cell);
	for (const index of group) {
		yield;
		const end = cellOf(rows[index].codeEnd + 1);
		let cell = findUnpainted(nextUnpainted, cellOf(rows[index].codeStart));
		while (cell < end) {
			painter[cell] = index;
			nextUnpainted[cell] = cell + 1;
			cell = findUnpainted(nextUnpainted, cell);
		}
	}

	const lowestPainter = rangeMinimum(painter);
	for (const index of group) {
		yield;
		const { codeStart, codeEnd } = rows[index];
		const lowest = lowestPainter(cellOf(codeStart), cellOf(codeEnd + 1));
		if (lowest < index) earlier[index] = lowest;
	}
}

/** Union-find with path halving: the first unpainted cell at or after `cell`. */
function findUnpainted(next: Int32Array, cell: number): number {
	while (next[cell] !== cell) {
		next[cell] = next[next[cell]];
		cell = next[cell];
	}
	return cell;
}

/** A segment tree over the values: answers the minimum of [from, to) in O(log n). */
function rangeMinimum(values: Int32Array): (from: number, to: number) => number {
	const size = values.length;
	const tree = new Int32Array(2 * size);
	tree.set(values, size);
	for (let node = size - 1; node > 0; node--) {
		tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
	}
	return (from, to) => {
		let lowest = Infinity;
		for (let low = from + size, high = to + size; low < high; low >>= 1, high >>= 1) {
			if (low & 1) lowest = Math.min(lowest, tree[low++]);
			if (high & 1) lowest = Math.min(lowest, tree[--high]);
		}
		return lowest;
	};
}
