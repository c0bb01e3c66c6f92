import { contentOf } from './content';
import { foldNumeral, readNumeral } from './numerals';
import { blank, problem, quote, value, type Reading } from './reading';

// "0-9999", "0~9999", "0至9999": a whole range in one cell.
const RANGE = /^\d[\d,]*\s*(?:[-–—−~〜]|\.{2,}|至|到|to)\s*\d[\d,]*$/i;

/**
 * A position of a code, a whole number from 0; 0 is a value, not a blank. Text counts with thousands
 * separators ("9,999") and with decimals that are exactly zero ("1.0", as exports of decimal columns
 * write it); everything that can be read in two ways ("9.999", "9.000", "0,5") is a problem, since an
 * activation cannot be undone.
 */
export function readPosition(cell: unknown): Reading<number> {
	return readWhole(cell);
}

/** A number of codes, from 1; otherwise like readPosition. */
export function readCount(cell: unknown): Reading<number> {
	const count = readWhole(cell);
	if (count.kind === 'value' && count.value < 1) {
		return problem('A count of 0 activates nothing. Enter 1 or more.');
	}
	return count;
}

function readWhole(cell: unknown): Reading<number> {
	const content = contentOf(cell);
	switch (content.kind) {
		case 'blank':
			return blank();
		case 'problem':
			return problem(content.problem);
		case 'number':
			return wholeNumber(content.number);
		case 'text':
			return wholeText(foldNumeral(content.text));
	}
}

function wholeNumber(number: number): Reading<number> {
	if (number < 0) return problem(`"${number}" is negative. Enter a number that is not below 0.`);
	if (!Number.isInteger(number)) return problem(notWhole(String(number)));
	if (!Number.isSafeInteger(number)) return problem(tooLarge(String(number)));
	// -0 becomes 0.
	return value(number + 0);
}

function wholeText(text: string): Reading<number> {
	if (RANGE.test(text) && !/^[12]\d{3}-(0?[1-9]|1[0-2])$/.test(text)) {
		return problem(
			`${quote(text)} is a whole range in one cell. Put its start and its end into two columns.`,
		);
	}
	const numeral = readNumeral(text);
	if (numeral.kind === 'problem') return problem(numeral.problem);
	if (numeral.kind === 'other') return problem(notWhole(text));
	const number = Number(numeral.digits);
	return Number.isSafeInteger(number) ? value(number) : problem(tooLarge(text));
}

function notWhole(text: string): string {
	return `${quote(text)} is not a whole number. Enter digits only, such as 9999.`;
}

function tooLarge(text: string): string {
	return `${quote(text)} is too large for a number of codes. Check the column.`;
}
