import { trimAll, withoutInvisible } from './blank';
import { words } from './words';

/** Full-width digits and signs become plain ones, invisible characters and Excel's leading ' go. */
export function foldNumeral(text: string): string {
	const folded = narrow(withoutInvisible(text), /[！-～]/g);
	return trimAll(trimAll(folded).replace(/^['’](?=\d)/, ''));
}

/** The text with those of its full-width characters that are meant in their plain form. */
export function narrow(text: string, meant: RegExp): string {
	return text.replace(meant, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
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

/**
 * The digits of a number, after separators between thousands and decimals that are exactly zero are
 * gone; `plain`: there were none. `text` as given by foldNumeral.
 */
export function digitsOf(text: string): { digits: string; plain: boolean } | undefined {
	if (/^\d+$/.test(text)) return { digits: text, plain: true };
	if (!GROUPED.test(text) && !ZERO_DECIMALS.test(text)) return undefined;
	return { digits: text.replace(/\.0+$/, '').replace(/\D/g, ''), plain: false };
}

/** What a text without digitsOf may have been; undefined if it is like no number at all. */
export function whyNoDigits(text: string): string | undefined {
	if (isScientific(text)) return words.lostDigits(text);
	if (isDate(text)) return words.likeADate(text);
	if (EUROPEAN.test(text)) return words.thousandsOrDecimals(text);
	return /^[-−–]\s*\d/.test(text) ? words.negative(text) : undefined;
}

export function isScientific(text: string): boolean {
	return /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(text);
}

export function isDate(text: string): boolean {
	return DATES.some((date) => date.test(text));
}
