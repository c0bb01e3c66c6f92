import { problem, readCell, value, type Reading } from './reading';
import { words } from './words';

/** The replacement character, lone halves of a surrogate pair, control characters except tab and line breaks. */
const UNREADABLE = /[\uFFFD\p{Cs}]|(?![\t-\r])\p{Cc}/u;
const LINE_BREAK = /[\r\n\v\f\u2028\u2029]/;

/**
 * A name or a path: the text as it was typed, without white space and invisible characters around it.
 * Numbers count as their text.
 */
export function readText(cell: unknown): Reading<string> {
	return readCell(cell, { number: numberText, text: plainText });
}

function plainText(text: string): Reading<string> {
	if (UNREADABLE.test(text)) return problem(words.unreadable(text));
	return value(text, LINE_BREAK.test(text) ? words.lineBreak(text) : undefined);
}

function numberText(number: number): Reading<string> {
	const isInexact = Number.isInteger(number) && !Number.isSafeInteger(number);
	return isInexact ? problem(words.inexact(String(number))) : value(String(number + 0));
}
