import { withLostLeadingZeros } from '../barcode';
import type { Sentence } from '../sentence';
import { trimAll, withoutInvisible } from './blank';
import { problem, reader, value, type Reading } from './cell';
import { words } from './words';

/**
 * A position of a code, a whole number from 0; 0 is a value, not a blank. Text counts with thousands
 * separators ("9,999") and with decimals that are exactly zero ("1.0", as exports of decimal columns
 * write it); everything that can be read in two ways ("9.999", "9.000", "0,5") is a problem, since an
 * activation cannot be undone.
 */
export const readPosition = reader<number>((typed) => {
	const text = foldNumeral(typed);
	if (RANGE.test(text) && !YEAR_AND_MONTH.test(text)) return problem(words.wholeRange(text));
	const numeral = digitsOf(text);
	if (!numeral) return problem(whyNoDigits(text) ?? words.notWhole(text));
	const number = Number(numeral.digits);
	return Number.isSafeInteger(number) ? value(number) : problem(words.tooLarge(text));
}, wholeNumber);

/** A number of codes, from 1; otherwise like readPosition. */
export function readCount(cell: unknown): Reading<number> {
	const count = readPosition(cell);
	return count.kind === 'value' && count.value < 1 ? problem(words.noCodes) : count;
}

/**
 * A number that is a name (an application id): every digit of a text stays, leading zeros too;
 * thousands separators and decimals that are exactly zero go. A number cell counts while it is exact.
 */
export const readDigits = reader<string>((typed) => {
	const text = foldNumeral(typed);
	const numeral = digitsOf(text);
	if (!numeral) return problem(whyNoDigits(text) ?? words.notDigits(text));
	const isExact = numeral.plain || Number.isSafeInteger(Number(numeral.digits));
	return isExact ? value(numeral.digits) : problem(words.lostDigits(text));
}, exactDigits);

/**
 * A product barcode as text. Nothing but full-width digits, invisible characters and separators
 * between thousands is changed, since WeChat takes text that is no EAN too (its example is
 * "test_code"). A number cell that would be a valid EAN with a zero before it gets a warning and keeps its value.
 */
export const readBarcode = reader<string>(
	(typed) => {
		const text = foldNumeral(typed);
		if (SCIENTIFIC.test(text)) return problem(words.lostDigits(text));
		if (isDate(text)) return problem(words.dateAsBarcode(text));
		if (/^\d+\.\d+$/.test(text)) return problem(words.decimalAsBarcode(text));
		const numeral = digitsOf(text);
		if (!numeral) return value(narrow(withoutInvisible(typed), /[０-９]/g));
		// Separators show that the cell was a number, so a leading zero may be gone.
		return numeral.plain ? value(numeral.digits) : withZeroWarning(value(numeral.digits));
	},
	(number) => withZeroWarning(exactDigits(number)),
);

function wholeNumber(number: number): Reading<number> {
	if (number < 0) return problem(words.negative(String(number)));
	if (!Number.isInteger(number)) return problem(words.notWhole(String(number)));
	if (!Number.isSafeInteger(number)) return problem(words.tooLarge(String(number)));
	// -0 becomes 0.
	return value(number + 0);
}

function exactDigits(number: number): Reading<string> {
	const text = String(number);
	if (!Number.isInteger(number) || number < 0) return problem(words.notARowOfDigits(text));
	return Number.isSafeInteger(number) ? value(text) : problem(words.lostDigits(text));
}

function withZeroWarning(reading: Reading<string>): Reading<string> {
	if (reading.kind !== 'value' || ![7, 12].includes(reading.value.length)) return reading;
	const whole = withLostLeadingZeros(reading.value);
	return whole === undefined ? reading : value(reading.value, words.zeroMayBeLost(whole));
}

/** Full-width digits and signs become plain ones, invisible characters and Excel's leading ' go. */
export function foldNumeral(text: string): string {
	const folded = narrow(withoutInvisible(text), /[！-～]/g);
	return trimAll(trimAll(folded).replace(/^['’](?=\d)/, ''));
}

/** The text with those of its full-width characters that are meant in their plain form. */
const narrow = (text: string, meant: RegExp): string =>
	text.replace(meant, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

// "0-9999", "0~9999", "0至9999": a whole range in one cell.
const RANGE = /^\d[\d,]*\s*(?:[-–—−~〜]|\.{2,}|至|到|to)\s*\d[\d,]*$/i;
const YEAR_AND_MONTH = /^[12]\d{3}-(0?[1-9]|1[0-2])$/;
// The first group never starts with 0: "0,999" is a decimal or a range, not 999.
const GROUPED = /^[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[\u00A0\u2009\u202F]\d{3})+)(?:\.0+)?$/;
// "9.000" is left out: in Europe it is nine thousand.
const ZERO_DECIMALS = /^(?!\d{1,3}\.000$)\d+\.0+$/;
const EUROPEAN = /^[1-9]\d{0,2}(\.\d{3})+$|^\d{1,3}\.000$/;
const SCIENTIFIC = /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DATES = [
	/^\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?月?([T ].*)?$/,
	/^\d{1,2}([/.-])\d{1,2}\1\d{2,4}([ ,].*)?$/,
	/^\d{1,2}\/\d{1,2}$|^\d{1,2}月(\d{1,2}日)?$|^\d{1,2}:\d{2}(:\d{2})?$/,
	new RegExp(`^\\d{1,2}[- ]${MONTH}([- ,]+\\d{2,4})?$|^${MONTH}[- ]\\d{1,4}(, *\\d{4})?$`, 'i'),
];

const isDate = (text: string): boolean => DATES.some((date) => date.test(text));

/**
 * The digits of a number, after separators between thousands and decimals that are exactly zero are
 * gone; `plain`: there were none. `text` as given by foldNumeral.
 */
function digitsOf(text: string): { digits: string; plain: boolean } | undefined {
	if (/^\d+$/.test(text)) return { digits: text, plain: true };
	if (!GROUPED.test(text) && !ZERO_DECIMALS.test(text)) return undefined;
	return { digits: text.replace(/\.0+$/, '').replace(/\D/g, ''), plain: false };
}

/** What a text without digitsOf may have been; undefined if it is like no number at all. */
function whyNoDigits(text: string): Sentence | undefined {
	if (SCIENTIFIC.test(text)) return words.lostDigits(text);
	if (isDate(text)) return words.likeADate(text);
	if (EUROPEAN.test(text)) return words.thousandsOrDecimals(text);
	return /^[-−–]\s*\d/.test(text) ? words.negative(text) : undefined;
}
