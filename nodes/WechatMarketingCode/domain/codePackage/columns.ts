import { startOf, type Lines } from './lines';

export const CODE_LENGTH = 9;
export const URL_LENGTH = 28;

/** Where the columns of one row are in the text. */
export interface Places {
	index: number;
	codeAt: number;
	urlAt: number;
	bitsAt: number;
	bitsEnd: number;
}

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
 * Whether a line holds a row in this layout; where its columns are goes `into` an object that the
 * caller uses for all lines. Read byte by byte: a block has 50,000 of them.
 */
export function readLine(
	lines: Lines,
	line: number,
	{ order, separator }: Layout,
	into: Places,
): boolean {
	const { bytes } = lines;
	let at = startOf(lines, line);
	if (separator === SPACE) at = behindSpaces(bytes, at);
	for (let place = 0; place < 4; place++) {
		if (place > 0) {
			if (bytes[at] !== separator) return false;
			at = separator === SPACE ? behindSpaces(bytes, at) : at + 1;
		}
		const column = order[place];
		const from = at;
		if (column === BITS) {
			at = behindBits(bytes, from);
			if (at - from < FEWEST_BITS) return false;
			into.bitsAt = from;
			into.bitsEnd = at;
		} else if (column === CODE) {
			if (!isCode(bytes, from, separator)) return false;
			into.codeAt = from;
			at += CODE_LENGTH;
		} else if (column === URL) {
			if (!isUrl(bytes, from)) return false;
			into.urlAt = from;
			at += URL_LENGTH;
		} else {
			let index = 0;
			for (; isDigit(bytes[at]); at++) index = index * 10 + bytes[at] - ZERO;
			if (!isCanonical(bytes, from, at)) return false;
			into.index = index;
		}
	}
	while (bytes[at] === SPACE || bytes[at] === TAB) at++;
	return at === lines.ends[line];
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

/** 0 and 1 differ in the last bit only. Asked for one by one, random bits cost four times as much. */
function behindBits(bytes: Buffer, from: number): number {
	let at = from;
	while ((bytes[at] & 0xfe) === ZERO) at++;
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
