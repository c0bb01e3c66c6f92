import { both, Late, NOTHING, pause, type Language, type Sentence } from '../domain/sentence';
import type { Operation } from './operation';
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
		row.place = areLines
			? new Place(lines[at] as number, words.line)
			: new Place(row.index, words.place);
		row.name = row.place;
	});
	return areLines;
}

/** Adds to the name of a row what it asks for, when it is read. */
export function nameInFull(
	row: Row<unknown>,
	{ describe }: Pick<Operation, 'describe'>,
	isAlone: boolean,
): void {
	if (describe !== undefined) row.name = new FullName(row, describe);
	// What is no row of a sheet needs no number while it is alone.
	else if (isAlone) row.name = NOTHING;
}

/* Names are put together when they are told: of 100,000 rows that is a handful, so each costs an object and no more. */

class Place extends Late {
	constructor(
		private readonly number: number,
		private readonly inWords: (number: number) => Sentence,
	) {
		super();
	}

	protected told(language: Language): string {
		return this.inWords(this.number)[language];
	}
}

class FullName extends Late {
	constructor(
		private readonly row: Row<unknown>,
		private readonly describe: (row: Row<unknown>) => string,
	) {
		super();
	}

	protected told(language: Language): string {
		const { row } = this;
		const asked = this.describe(row);
		return (asked === '' ? row.place : both`${row.place}${pause}${asked}`)[language];
	}
}

/** Line 1 of a sheet holds its headers. */
function lineOf(cell: unknown): number | undefined {
	const line = typeof cell === 'string' && /^\s*\d+\s*$/.test(cell) ? Number(cell) : cell;
	return Number.isSafeInteger(line) && (line as number) >= 2 ? (line as number) : undefined;
}
