import { truncate } from 'lodash';
import type { Reading } from './cells';

/** As they may stand in a path: percent-encoded, with a plus for the blank. */
const BLANK = '(?: |%20|\\+)';
const UNITS = 'ml|cl|l|L|kg|g|mg|t|mm|cm|m|oz|lb|pcs|pc|px|x|bottles?|bags?|boxe?s?';
/** "null" and "NaN" are also the beginning of ordinary words: Null-Zucker, NaNa. */
const ALONE = `(?<!\\p{Script=Latin})(?:null|NaN)(?:(?:${UNITS})(?!\\p{Script=Latin})|(?!-?\\p{Script=Latin}))`;

const REMAINS = new RegExp(
	[
		`(?:\\[|%5B)object${BLANK}Object(?:\\]|%5D)`,
		`Invalid${BLANK}(?:DateTime|Date)(?!\\p{Script=Latin})`,
		'undefined',
		ALONE,
		'(?:#|%23)(?:N(?:/|%2F)A(?![\\p{L}\\p{N}])|(?:REF|VALUE|DIV(?:/|%2F)0|NAME|NULL|NUM|SPILL|CALC|ERROR)[!?])',
	].join('|'),
	'u',
);

/**
 * What a failed expression or formula left inside a text ("Invalid DateTime", "undefined", "NaN", "#N/A"):
 * as a word of its own, behind an equals sign, glued to a unit. Undefined when there is nothing of the kind.
 */
export const remainsIn = (text: string): string | undefined => REMAINS.exec(text)?.[0];

/** The same reader, for which a text with such remains is a problem that quotes it. */
export const withoutRemains =
	<T>(read: (cell: unknown) => Reading<T>) =>
	(cell: unknown): Reading<T> => {
		const reading = read(cell);
		if (reading.kind !== 'value' || typeof reading.value !== 'string') return reading;
		const left = remainsIn(reading.value);
		if (left === undefined) return reading;
		const text = truncate(reading.value, { length: 80 });
		return {
			kind: 'problem',
			problem: `"${text}" holds "${left}", which an expression or formula that failed leaves behind. Correct it where the text is made.`,
		};
	};
