import { trimAll, withoutInvisible } from './blank';
import { quote } from './reading';

/** The ways in which people and programs write a number that is not plainly a whole one. */
export type Numeral =
	/** Digits alone, after separators between thousands and decimals that are exactly zero are gone. */
	| { kind: 'digits'; digits: string; plain: boolean }
	| { kind: 'problem'; problem: string }
	| { kind: 'other'; text: string };

/** Full-width digits and signs become plain ones, invisible characters and Excel's leading ' go. */
export function foldNumeral(text: string): string {
	const narrow = withoutInvisible(text).replace(/[\uFF01-\uFF5E]/g, (wide) =>
		String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
	);
	return trimAll(trimAll(narrow).replace(/^['’](?=\d)/, ''));
}

// The first group never starts with 0: "0,999" is a decimal or a range, not 999.
const GROUPED = /^[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[\u00A0\u2009\u202F]\d{3})+)(?:\.0+)?$/;
// "9.000" is left out: in Europe it is nine thousand.
const ZERO_DECIMALS = /^(?!\d{1,3}\.000$)\d+\.0+$/;
const EUROPEAN = /^[1-9]\d{0,2}(\.\d{3})+$|^\d{1,3}\.000$/;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DATES = [
	/^\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?月?([T ].*)?$/,
	/^\d{1,2}([/.-])\d{1,2}\1\d{2,4}([ ,].*)?$/,
	/^\d{1,2}\/\d{1,2}$|^\d{1,2}月(\d{1,2}日)?$|^\d{1,2}:\d{2}(:\d{2})?$/,
	new RegExp(`^\\d{1,2}[- ]${MONTH}([- ,]+\\d{2,4})?$|^${MONTH}[- ]\\d{1,4}(, *\\d{4})?$`, 'i'),
];

/** `text` as given by foldNumeral. */
export function readNumeral(text: string): Numeral {
	if (/^\d+$/.test(text)) return { kind: 'digits', digits: text, plain: true };
	if (GROUPED.test(text)) {
		return { kind: 'digits', digits: text.replace(/\.0+$/, '').replace(/\D/g, ''), plain: false };
	}
	if (ZERO_DECIMALS.test(text)) {
		return { kind: 'digits', digits: text.replace(/\.0+$/, ''), plain: false };
	}
	const problem = problemOf(text);
	return problem ? { kind: 'problem', problem } : { kind: 'other', text };
}

export function isScientific(text: string): boolean {
	return /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(text);
}

export function isDate(text: string): boolean {
	return DATES.some((date) => date.test(text));
}

/** For scientific notation, which has lost digits: the advice that brings them back. */
export function lostDigits(text: string): string {
	return `${quote(text)} is shortened by the spreadsheet and has lost digits. Format the column as text, enter the full number again and export the sheet again.`;
}

function problemOf(text: string): string | undefined {
	if (isScientific(text)) return lostDigits(text);
	if (isDate(text)) {
		return `${quote(text)} looks like a date. Format the column as text and enter the number again.`;
	}
	if (EUROPEAN.test(text)) {
		return `${quote(text)} can mean thousands or decimals. Enter the number without separators, such as ${text.replace(/\./g, '')}.`;
	}
	if (/^[-−–]\s*\d/.test(text))
		return `${quote(text)} is negative. Enter a number that is not below 0.`;
	return undefined;
}
