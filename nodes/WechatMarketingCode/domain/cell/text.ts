import { contentOf } from './content';
import { blank, problem, quote, value, type Reading } from './reading';

/** The replacement character, lone halves of a surrogate pair, control characters except tab and line breaks. */
const UNREADABLE = /[\uFFFD\p{Cs}]|(?![\t-\r])\p{Cc}/u;

/**
 * A name or a path: the text as it was typed, without white space and invisible characters around it.
 * Numbers count as their text. Text that an empty expression or a database left behind ("undefined", "null") is a problem.
 */
export function readText(cell: unknown): Reading<string> {
	const content = contentOf(cell);
	switch (content.kind) {
		case 'blank':
			return blank();
		case 'problem':
			return problem(content.problem);
		case 'number':
			return numberText(content.number);
		case 'text':
			return plainText(content.text);
	}
}

function plainText(text: string): Reading<string> {
	if (UNREADABLE.test(text)) {
		return problem(
			`${quote(text)} holds unreadable characters. Save the file again with the encoding UTF-8.`,
		);
	}
	if (['undefined', 'null', 'NULL', 'NaN'].includes(text)) {
		return problem(
			`The cell holds the word ${quote(text)} in place of a value. Fill it in, or make it empty.`,
		);
	}
	return /[\r\n\v\f\u2028\u2029]/.test(text)
		? value(text, `${quote(text)} holds a line break, which is sent as it is.`)
		: value(text);
}

function numberText(number: number): Reading<string> {
	if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
		return problem(
			`"${number}" has lost digits as a number. Format the column as text and enter the value again.`,
		);
	}
	return value(String(number + 0));
}
