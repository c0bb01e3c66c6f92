import { escapeRegExp } from 'lodash';
import { countOf, type CodeRange } from '../ranges';
import { errors } from './errors';

/**
 * One code. `index`: its position in the application (索引, 0-based). `code`: the raw code (原始码),
 * nine characters. `codeUrl`: what the printed QR code holds (普通码), 28 characters, to be printed as
 * they are. `codeBits`: the form for WeChat's own dot code (微信码), 0 and 1.
 * Source: docs/wechat-api.md, "Forms of a code".
 */
export interface PackageRow {
	readonly index: number;
	readonly code: string;
	readonly codeUrl: string;
	readonly codeBits: string;
}

/** In the order of the lines; a row is made only while it is read, since 50,000 held at once take longer than all the rest. */
export interface PackageRows extends Iterable<PackageRow> {
	/** The position of each row in the application. */
	readonly indexes: readonly number[];
	/** Where the first line begins in the package, in bytes. */
	readonly from: number;
}

/** Some packages may begin with 16 bytes that belong to no row (docs/wechat-api.md, "Cipher of a package"). */
const PREFIX_LENGTH = 16;
const USUAL_BITS = 68;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
/** Bytes in which the first line must end to be one of headers. */
const LONGEST_HEADER = 400;

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
			if (fits && other.indexes.length === countOf(block)) return checked(other, block);
		}
	}
	throw errors.noRow(whole.misfit + 1, plain.toString('utf8', begin, begin + LONGEST_HEADER));
}

interface Attempt extends PackageRows {
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
	const none = { from, bits: 0, indexes: [], *[Symbol.iterator]() {} };
	if (text === '') return none;
	let furthest: Attempt & { misfit: number } = { ...none, misfit: 0 };
	for (const form of FORMS) {
		const bits = form.first.exec(text)?.groups?.codeBits.length;
		if (bits === undefined) continue;
		// Shorter bits than the first line's would be damaged.
		const line = new RegExp(form.lineWith('[01]'.repeat(bits)), 'gy');
		const indexes: number[] = [];
		let end = 0;
		for (const { 0: matched, groups } of text.matchAll(line)) {
			indexes.push(Number(groups?.index));
			end += matched.length;
		}
		const rows = { from, bits, indexes, [Symbol.iterator]: () => rowsIn(text, line) };
		const outside = indexes.findIndex((index) => index < codeStart || index > codeEnd);
		if (outside === -1 && end === text.length) return rows;
		const misfit = outside === -1 ? indexes.length : outside;
		if (misfit > furthest.misfit) furthest = { ...rows, misfit };
	}
	return furthest;
}

function* rowsIn(text: string, line: RegExp): Generator<PackageRow> {
	for (const { groups } of text.matchAll(line)) {
		const { index, code, codeUrl, codeBits } = groups as Record<keyof PackageRow, string>;
		yield { index: Number(index), code, codeUrl, codeBits };
	}
}

/** One character per byte: what is not ASCII fits no column. Blank lines at the end do not count. */
function textOf(plain: Buffer, from: number): string {
	let text = plain.toString('latin1', from);
	if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
	const end = text.trimEnd().length;
	const lineEnd = text.indexOf('\n', end);
	return end === 0 ? '' : lineEnd === -1 ? text : text.slice(0, lineEnd);
}

function checked(rows: Attempt, block: CodeRange): PackageRows {
	const { indexes } = rows;
	const count = countOf(block);
	if (indexes.length !== count) throw errors.otherCount(indexes.length, block);
	// As many rows as positions, and none twice: none is missing.
	const seen = new Uint8Array(count);
	const twice = indexes.findIndex((index) => seen[index - block.codeStart]++ > 0);
	if (twice !== -1) throw errors.repeated(twice + 1, indexes[twice]);
	return rows;
}

/**
 * Nine characters, spaces and signs among them, but not the separator in its own place. Lengths are
 * written out, here and below, which is four times as fast as `{9}`.
 */
const CODES = {
	'\t': '[ -~]'.repeat(9),
	',': '[ -+\\--~]'.repeat(9),
	' ': `[!-~]${'[ -~]'.repeat(7)}[!-~]`,
	';': '[ -:<-~]'.repeat(9),
	'|': '[ -{}~]'.repeat(9),
};

const COLUMNS = {
	/** As a program writes a number: no zeros in front, and few enough digits to be exact. */
	index: '0|[1-9]\\d{0,9}',
	codeUrl: `P\\.URL\\.CN/${'[ -~]'.repeat(19)}`,
};

/**
 * Every form that lines may have, as an expression for one line, its end included, by what the bits are, and
 * one for a text that begins so; first the form that is most likely WeChat's (docs/wechat-api.md, "Lines of a
 * package"). No text takes more than linear time: each part has a fixed length or ends where the next one cannot begin.
 */
const FORMS = Object.entries(CODES).flatMap(([separator, code]) =>
	permutations(['codeBits', 'code', 'index', 'codeUrl'] as const).map((columns) => {
		const [before, between] = separator === ' ' ? [' *', ' +'] : ['', escapeRegExp(separator)];
		const lineWith = (codeBits: string): string => {
			const shapes = { codeBits, code, ...COLUMNS };
			const cells = columns.map((column) => `(?<${column}>${shapes[column]})`);
			return `${before}${cells.join(between)}[ \\t]*(?:\\n|$)`;
		};
		return { lineWith, first: new RegExp(`^${lineWith('[01]{40,400}')}`) };
	}),
);

function permutations<T>(values: readonly T[]): T[][] {
	if (values.length < 2) return [[...values]];
	return values.flatMap((first) =>
		permutations(values.filter((value) => value !== first)).map((rest) => [first, ...rest]),
	);
}
