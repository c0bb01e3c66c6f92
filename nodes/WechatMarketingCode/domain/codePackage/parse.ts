import { countOf, describeRange, type CodeRange } from '../ranges';
import { layouts, readLine, type Layout, type Places } from './columns';
import { CodePackageError } from './errors';
import { linesOf, type Lines } from './lines';
import { PackageRows } from './row';

/** Some packages may begin with 16 bytes that belong to no row (the dissent in API facts §2.4). */
const PREFIX_LENGTH = 16;
const USUAL_BITS = 68;

/**
 * The rows of a decrypted package, one for each line and in their order: every code of the block exactly once,
 * or an error. WeChat publishes neither separator nor column order (§2.3), so the columns are told
 * apart by their shapes; where a line can be read in two ways, the layout of the other lines decides.
 * @param block the range that was downloaded
 * @throws CodePackageError `unclassifiable-row`, `duplicate-index`, `count-mismatch`
 */
export function parsePackage(plain: Buffer, block: CodeRange): PackageRows {
	const lines = linesOf(plain);
	if (fitting(lines, 0, block).length > 0) return rowsOf(lines, block);
	const shorter = linesOf(plain.subarray(PREFIX_LENGTH));
	// Cut bits would pass for whole ones if there is no other row to compare them with.
	const hasUsualBits = ({ bitsAt, bitsEnd }: Places): boolean => bitsEnd - bitsAt === USUAL_BITS;
	if (fitting(shorter, 0, block).some(({ places }) => hasUsualBits(places))) {
		return rowsOf(shorter, block);
	}
	return rowsOf(lines, block);
}

function rowsOf(lines: Lines, block: CodeRange): PackageRows {
	const rows = classified(lines, block);
	const count = countOf(block);
	if (rows.length !== count) {
		throw new CodePackageError(
			'count-mismatch',
			`The code package holds ${rows.length} codes, but the block is ${describeRange(block)}. Download it again.`,
		);
	}
	const seen = new Uint8Array(count);
	for (let line = 0; line < count; line++) {
		const index = rows.indexOf(line);
		if (seen[index - block.codeStart]++) {
			throw new CodePackageError(
				'duplicate-index',
				`Line ${line + 1} of the code package repeats the position ${index}.`,
				line + 1,
			);
		}
	}
	// As many rows as positions, and none twice: none is missing.
	return rows;
}

/** The row of each line. All have equally long bits: shorter ones would be damaged. */
function classified(lines: Lines, block: CodeRange): PackageRows {
	const layout = usualLayout(lines, block);
	const rows = new PackageRows(lines.text, lines.ends.length);
	let places = nowhere();
	for (let line = 0; line < rows.length; line++) {
		if (!layout || !isRow(lines, line, layout, block, places)) {
			const ways = fitting(lines, line, block);
			if (ways.length !== 1) throw unclassifiable(line + 1, ways.length);
			({ places } = ways[0]);
		}
		if (!rows.set(line, places)) throw unclassifiable(line + 1, 0);
	}
	return rows;
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
	places: Places;
}

function fitting(lines: Lines, line: number, block: CodeRange): Way[] {
	if (line >= lines.ends.length) return [];
	const ways: Way[] = [];
	for (const layout of layouts) {
		const places = nowhere();
		if (isRow(lines, line, layout, block, places)) ways.push({ layout, places });
	}
	return ways;
}

const nowhere = (): Places => ({ index: 0, codeAt: 0, urlAt: 0, bitsAt: 0, bitsEnd: 0 });

/** Whether the line holds a row of the block in this layout; if so, its places are set. */
function isRow(
	lines: Lines,
	line: number,
	layout: Layout,
	{ codeStart, codeEnd }: CodeRange,
	places: Places,
): boolean {
	return (
		readLine(lines, line, layout, places) && places.index >= codeStart && places.index <= codeEnd
	);
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
