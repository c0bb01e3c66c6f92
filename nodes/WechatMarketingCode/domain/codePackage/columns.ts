import { startOf, type Lines } from './lines';
import { CODE_LENGTH, RowOfText, URL_LENGTH } from './row';

/** The columns, numbered so that a line's starts fit into an array. */
const BITS = 0;
const CODE = 1;
const INDEX = 2;
const URL = 3;

/** One way in which a line can hold the four columns. */
export interface Layout {
	order: readonly number[];
	separator: number;
}

const TAB = 0x09;
const SPACE = 0x20;
const COMMA = 0x2c;
const ZERO = 0x30;

const URL_START = Buffer.from('P.URL.CN/');
const FEWEST_BITS = 40;

/** Every layout; first the one that is most likely WeChat's (API facts §2.3). */
export const layouts: Layout[] = [TAB, COMMA, SPACE].flatMap((separator) =>
	permutations([BITS, CODE, INDEX, URL]).map((order) => ({
		order,
		separator,
	})),
);

/**
 * The row that a line holds in this layout, or undefined. Read byte by byte and with one `starts`
 * array for all lines (four places, its content does not matter): a block has 50,000 of them.
 */
export function rowIn(
	lines: Lines,
	line: number,
	{ order, separator }: Layout,
	starts: Int32Array,
): RowOfText | undefined {
	const { bytes, text } = lines;
	let bitsEnd = 0;
	let index = 0;
	let at = startOf(lines, line);
	if (separator === SPACE) at = behindSpaces(bytes, at);
	for (let place = 0; place < 4; place++) {
		if (place > 0) {
			if (bytes[at] !== separator) return undefined;
			at = separator === SPACE ? behindSpaces(bytes, at) : at + 1;
		}
		const column = order[place];
		starts[column] = at;
		if (column === BITS) {
			at = bitsEnd = behindBits(bytes, at);
			if (bitsEnd - starts[BITS] < FEWEST_BITS) return undefined;
		} else if (column === CODE) {
			if (!isCode(bytes, at, separator)) return undefined;
			at += CODE_LENGTH;
		} else if (column === URL) {
			if (!isUrl(bytes, at)) return undefined;
			at += URL_LENGTH;
		} else {
			for (index = 0; isDigit(bytes[at]); at++) index = index * 10 + bytes[at] - ZERO;
			if (!isCanonical(bytes, starts[INDEX], at)) return undefined;
		}
	}
	while (bytes[at] === SPACE || bytes[at] === TAB) at++;
	if (at !== lines.ends[line]) return undefined;
	return new RowOfText(text, index, starts[CODE], starts[URL], starts[BITS], bitsEnd);
}

/** Nine characters, spaces and signs among them (§2.2), but not the separator in its own place. */
function isCode(bytes: Buffer, at: number, separator: number): boolean {
	const end = at + CODE_LENGTH;
	if (!isPrintable(bytes, at, end)) return false;
	if (separator === SPACE) return bytes[end - 1] !== SPACE;
	for (let place = at; place < end; place++) if (bytes[place] === separator) return false;
	return true;
}

function isUrl(bytes: Buffer, at: number): boolean {
	for (let offset = 0; offset < URL_START.length; offset++) {
		if (bytes[at + offset] !== URL_START[offset]) return false;
	}
	return isPrintable(bytes, at + URL_START.length, at + URL_LENGTH);
}

/** Digits as a program writes a number: no zeros in front, and few enough to be exact. */
function isCanonical(bytes: Buffer, from: number, to: number): boolean {
	const length = to - from;
	return length === 1 || (length > 1 && length <= 10 && bytes[from] !== ZERO);
}

function isPrintable(bytes: Buffer, from: number, to: number): boolean {
	for (let at = from; at < to; at++) if (!(bytes[at] >= 0x20 && bytes[at] <= 0x7e)) return false;
	return true;
}

function isDigit(byte: number): boolean {
	return byte >= ZERO && byte <= 0x39;
}

function behindBits(bytes: Buffer, from: number): number {
	let at = from;
	while (bytes[at] === 0x30 || bytes[at] === 0x31) at++;
	return at;
}

function behindSpaces(bytes: Buffer, from: number): number {
	let at = from;
	while (bytes[at] === SPACE) at++;
	return at;
}

function permutations<T>(values: readonly T[]): T[][] {
	if (values.length < 2) return [[...values]];
	return values.flatMap((first, at) =>
		permutations([...values.slice(0, at), ...values.slice(at + 1)]).map((rest) => [first, ...rest]),
	);
}
