import type { Call, Operation } from './operation';
import type { Outcome } from './outcome';
import type { Row } from './row';
import { words } from './words';

/**
 * Names the rows of a run: "line 15" by the column that n8n's readers add, where every row of the run has
 * one of its own, else "row 1" by their place among those that arrived. No line is computed: readers drop
 * blank rows.
 *
 * @returns whether rows are called by lines
 */
export function nameRows(rows: ReadonlyArray<Row<unknown>>): boolean {
	const lines = rows.map(({ json }) => lineOf(json.row_number));
	const areLines = !lines.includes(undefined) && new Set(lines).size === rows.length;
	rows.forEach((row, at) => {
		row.place = areLines ? words.line(lines[at] as number) : words.place(row.index);
		row.name = row.place;
	});
	return areLines;
}

/** Adds to the names what the rows ask for, when they are read. */
export function nameInFull(
	rows: ReadonlyArray<Row<unknown>>,
	{ describe }: Pick<Operation<unknown, Call, Outcome>, 'describe'>,
): void {
	for (const row of rows) {
		const told = describe?.(row) ?? '';
		if (told !== '') row.name = `${row.place}, ${told}`;
		// What is no row of a sheet needs no number while it is alone.
		else if (describe === undefined && rows.length === 1) row.name = '';
	}
}

/** Line 1 of a sheet holds its headers. */
function lineOf(cell: unknown): number | undefined {
	const line = typeof cell === 'string' && /^\s*\d+\s*$/.test(cell) ? Number(cell) : cell;
	return Number.isSafeInteger(line) && (line as number) >= 2 ? (line as number) : undefined;
}
