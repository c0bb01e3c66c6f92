import { truncate } from 'lodash';
import type { Reading } from './cells';
import { en } from './sentence';

/** As they may stand in a path: percent-encoded, with a plus for the blank. */
const BLANK = '(?: |%20|\\+)';
const UNITS = 'ml|cl|l|L|kg|g|mg|t|mm|cm|m|oz|lb|pcs|pc|px|x|bottles?|bags?|boxe?s?';
/** "null" and "NaN" are also the beginning of ordinary words (Null-Zucker, NaNa), and null_island is one name. */
const ALONE = `(?:(?<!\\p{Script=Latin})(?:null|NaN)|undefined)(?:(?:${UNITS})(?!\\p{Script=Latin})|(?![-_]?\\p{Script=Latin}))`;

const REMAINS = new RegExp(
	[
		`(?:\\[|%5B)object${BLANK}Object(?:\\]|%5D)`,
		`Invalid${BLANK}(?:DateTime|Date)(?!\\p{Script=Latin})`,
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
		return left === undefined
			? reading
			: { kind: 'problem', problem: leftBehind(truncate(reading.value, { length: 80 }), left) };
	};

const leftBehind = (text: string, left: string) =>
	en`"${text}" holds "${left}", which an expression or formula that failed leaves behind. Correct it where the text is made.`
		.zh`“${text}”中有“${left}”，这是表达式或公式出错后留下的。请在生成该文本的地方修正。`;
