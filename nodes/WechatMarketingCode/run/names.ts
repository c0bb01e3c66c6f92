import type { Row } from './row';
import { words } from './words';

/**
 * Names the rows of a run: "line 15" by the column that n8n's readers add, where every row of the run has
 * one of its own, else "row 1" by their place among those that arrived. No line is computed: readers drop
 * blank rows.
 */
export function nameRows(rows: ReadonlyArray<Row<unknown>>): void {
	const lines = rows.map(({ json }) => lineOf(json.row_number));
	const areLines = !lines.includes(undefined) && new Set(lines).size === rows.length;
	rows.forEach((row, at) => {
		row.place = areLines ? words.line(lines[at] as number) : words.place(row.index);
		row.name = row.place;
	});
}

/** Line 1 of a sheet holds its headers. */
function lineOf(cell: unknown): number | undefined {
	const line = typeof cell === 'string' && /^\s*\d+\s*$/.test(cell) ? Number(cell) : cell;
	return Number.isSafeInteger(line) && (line as number) >= 2 ? (line as number) : undefined;
}
