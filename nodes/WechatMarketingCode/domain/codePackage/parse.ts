import { countOf, describeRange, type CodeRange } from '../ranges';
import { layouts, rowIn, type Layout } from './columns';
import { CodePackageError } from './errors';
import { linesOf, type Lines } from './lines';
import type { PackageRow, RowOfText } from './row';

/** Some packages may begin with 16 bytes that belong to no row (the dissent in API facts §2.4). */
const PREFIX_LENGTH = 16;
const USUAL_BITS = 68;

/**
 * The rows of a decrypted package, one for each line and in their order: every code of the block exactly once,
 * or an error. WeChat publishes neither separator nor column order (§2.3), so the columns are told
 * apart by their shapes; where a line can be read in two ways, the layout of the other lines decides.
 * The rows are views of the text: read their properties by name, do not spread them.
 * @param block the range that was downloaded
 * @throws CodePackageError `unclassifiable-row`, `duplicate-index`, `count-mismatch`
 */
export function parsePackage(plain: Buffer, block: CodeRange): PackageRow[] {
	const lines = linesOf(plain);
	if (fitting(lines, 0, block).length > 0) return rowsOf(lines, block);
	const shorter = linesOf(plain.subarray(PREFIX_LENGTH));
	// Cut bits would pass for whole ones if there is no other row to compare them with.
	if (fitting(shorter, 0, block).some(({ row }) => row.bitsLength === USUAL_BITS)) {
		return rowsOf(shorter, block);
	}
	return rowsOf(lines, block);
}

function rowsOf(lines: Lines, block: CodeRange): RowOfText[] {
	const rows = classified(lines, block);
	const count = countOf(block);
	if (rows.length !== count) {
		throw new CodePackageError(
			'count-mismatch',
			`The code package holds ${rows.length} codes, but the block is ${describeRange(block)}. Download it again.`,
		);
	}
	const seen = new Uint8Array(count);
	rows.forEach(({ index }, at) => {
		if (seen[index - block.codeStart]++) {
			throw new CodePackageError(
				'duplicate-index',
				`Line ${at + 1} of the code package repeats the position ${index}.`,
				at + 1,
			);
		}
	});
	// As many rows as positions, and none twice: none is missing.
	return rows;
}

/** The row of each line. All have equally long bits: shorter ones would be damaged. */
function classified(lines: Lines, block: CodeRange): RowOfText[] {
	const layout = usualLayout(lines, block);
	let bitsLength: number | undefined;
	return lines.ends.map((_end, line) => {
		let row = layout && rowWithin(lines, line, layout, block);
		if (!row) {
			const ways = fitting(lines, line, block);
			if (ways.length !== 1) throw unclassifiable(line + 1, ways.length);
			row = ways[0].row;
		}
		bitsLength ??= row.bitsLength;
		if (row.bitsLength !== bitsLength) throw unclassifiable(line + 1, 0);
		return row;
	});
}

/** The layout of the first line that can be read in one way only; else the likeliest of the first line. */
function usualLayout(lines: Lines, block: CodeRange): Layout | undefined {
	let likeliest: Layout | undefined;
	for (let line = 0; line < lines.ends.length; line++) {
		const ways = fitting(lines, line, block);
		if (ways.length === 1) return ways[0].layout;
		if (ways.length === 0) return likeliest;
		likeliest ??= ways[0].layout;
	}
	return likeliest;
}

interface Way {
	layout: Layout;
	row: RowOfText;
}

function fitting(lines: Lines, line: number, block: CodeRange): Way[] {
	if (line >= lines.ends.length) return [];
	const ways: Way[] = [];
	for (const layout of layouts) {
		const row = rowWithin(lines, line, layout, block);
		if (row) ways.push({ layout, row });
	}
	return ways;
}

/** For rowIn, which reads one line at a time. */
const starts = new Int32Array(4);

function rowWithin(
	lines: Lines,
	line: number,
	layout: Layout,
	{ codeStart, codeEnd }: CodeRange,
): RowOfText | undefined {
	const row = rowIn(lines, line, layout, starts);
	return row && row.index >= codeStart && row.index <= codeEnd ? row : undefined;
}

function unclassifiable(line: number, ways: number): CodePackageError {
	const what =
		ways > 1 ? 'can be read in more than one way' : 'does not hold the four columns of a code';
	return new CodePackageError(
		'unclassifiable-row',
		`Line ${line} of the code package ${what}. No code of this package is given out. Download it again; if that does not help, WeChat may have changed the form of its packages.`,
		line,
	);
}
