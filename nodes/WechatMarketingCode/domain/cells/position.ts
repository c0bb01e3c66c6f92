import { digitsOf, foldNumeral, whyNoDigits } from './numerals';
import { problem, readCell, value, type Reading } from './reading';
import { words } from './words';

// "0-9999", "0~9999", "0至9999": a whole range in one cell.
const RANGE = /^\d[\d,]*\s*(?:[-–—−~〜]|\.{2,}|至|到|to)\s*\d[\d,]*$/i;
const MONTH = /^[12]\d{3}-(0?[1-9]|1[0-2])$/;

/**
 * A position of a code, a whole number from 0; 0 is a value, not a blank. Text counts with thousands
 * separators ("9,999") and with decimals that are exactly zero ("1.0", as exports of decimal columns
 * write it); everything that can be read in two ways ("9.999", "9.000", "0,5") is a problem, since an
 * activation cannot be undone.
 */
export function readPosition(cell: unknown): Reading<number> {
	return readCell(cell, { number: wholeNumber, text: wholeText });
}

/** A number of codes, from 1; otherwise like readPosition. */
export function readCount(cell: unknown): Reading<number> {
	const count = readPosition(cell);
	return count.kind === 'value' && count.value < 1 ? problem(words.noCodes()) : count;
}

function wholeNumber(number: number): Reading<number> {
	if (number < 0) return problem(words.negative(String(number)));
	if (!Number.isInteger(number)) return problem(words.notWhole(String(number)));
	if (!Number.isSafeInteger(number)) return problem(words.tooLarge(String(number)));
	// -0 becomes 0.
	return value(number + 0);
}

function wholeText(typed: string): Reading<number> {
	const text = foldNumeral(typed);
	if (RANGE.test(text) && !MONTH.test(text)) return problem(words.wholeRange(text));
	const numeral = digitsOf(text);
	if (!numeral) return problem(whyNoDigits(text) ?? words.notWhole(text));
	const number = Number(numeral.digits);
	return Number.isSafeInteger(number) ? value(number) : problem(words.tooLarge(text));
}
