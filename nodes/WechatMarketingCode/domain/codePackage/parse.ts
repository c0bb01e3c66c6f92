import { countOf, type CodeRange } from '../ranges';
import { errors } from './errors';
import { forms, linesOf } from './form';
import { PackageRows } from './row';

/** Some packages may begin with 16 bytes that belong to no row (docs/wechat-api.md, "Cipher of a package"). */
const PREFIX_LENGTH = 16;
const USUAL_BITS = 68;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * The rows of a decrypted package, one for each line and in their order: every code of the block
 * exactly once, or an error. WeChat publishes neither separator nor column order, so the columns are
 * told apart by their shapes; of several forms that fit all lines the likeliest counts. A byte order
 * mark, a line of headers and cells in quotation marks are seen over while the rest holds exactly the
 * codes of the block. Source: docs/wechat-api.md, "Lines of a package".
 * @param block the range that was downloaded
 * @throws CodePackageError `unclassifiable-row`, `duplicate-index`, `count-mismatch`
 */
export function parsePackage(plain: Buffer, block: CodeRange): PackageRows {
	const begin = plain.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
	const whole = read(plain, begin, block);
	if (whole.misfit === undefined) return checked(whole, block);
	const beginning = plain.toString('latin1', begin, begin + LONGEST_HEADER);
	const header = /^[^\r\n]*[\r\n]*/.exec(beginning)?.[0].length ?? 0;
	for (const from of [PREFIX_LENGTH, begin, begin + header]) {
		for (const isQuoted of [false, true]) {
			const other = read(plain, from, block, isQuoted);
			// Cut bits would pass for whole ones if there is no other row to compare them with.
			const fits = other.misfit === undefined && other.bits === USUAL_BITS;
			if (fits && other.rows.length === countOf(block)) return checked(other, block);
		}
	}
	throw errors.noRow(whole.misfit + 1, plain.toString('utf8', begin, begin + LONGEST_HEADER));
}

/** Bytes in which the first line must end to be one of headers. */
const LONGEST_HEADER = 400;

interface Attempt {
	readonly rows: PackageRows;
	readonly bits: number;
	/** The first line (from 0) that is no row in the form of those before it. */
	readonly misfit?: number;
}

/** In the first form that every line has; if there is none, in the one that goes furthest. */
function read(
	plain: Buffer,
	from: number,
	{ codeStart, codeEnd }: CodeRange,
	isQuoted = false,
): Attempt {
	const text = isQuoted ? textOf(plain, from).replaceAll('"', '') : textOf(plain, from);
	const none = new PackageRows([], forms[0], 0, from);
	if (text === '') return { rows: none, bits: 0 };
	let furthest = { rows: none, bits: 0, misfit: 0 };
	for (const form of forms) {
		const bits = form.first.exec(text)?.[1].length;
		if (bits === undefined) continue;
		const lines = text.match(linesOf(form, bits)) ?? [];
		const rows = new PackageRows(lines, form, bits, from);
		const outside = rows.findLine((index) => index < codeStart || index > codeEnd);
		const length = lines.reduce((sum, line) => sum + line.length, 0);
		if (outside === -1 && length === text.length) return { rows, bits };
		const misfit = outside === -1 ? lines.length : outside;
		if (misfit > furthest.misfit) furthest = { rows, bits, misfit };
	}
	return furthest;
}

/** One character per byte: what is not ASCII fits no column. Blank lines at the end do not count. */
function textOf(plain: Buffer, from: number): string {
	let text = plain.toString('latin1', from);
	if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
	const end = text.trimEnd().length;
	const lineEnd = text.indexOf('\n', end);
	return end === 0 ? '' : lineEnd === -1 ? text : text.slice(0, lineEnd);
}

function checked({ rows }: Attempt, block: CodeRange): PackageRows {
	const count = countOf(block);
	if (rows.length !== count) throw errors.otherCount(rows.length, block);
	// As many rows as positions, and none twice: none is missing.
	const seen = new Uint8Array(count);
	const twice = rows.findLine((index) => seen[index - block.codeStart]++ > 0);
	if (twice !== -1) throw errors.repeated(twice + 1, rows.indexOf(twice));
	return rows;
}
