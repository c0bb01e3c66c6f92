import { escapeRegExp } from 'lodash';
import type { PackageRow } from './row';

/** One way in which the lines of a package can hold their four columns. */
export interface Form {
	readonly columns: ReadonlyArray<keyof PackageRow>;
	readonly separator: Separator;
	/** A text whose first line has this form; its group is that line's bits. */
	readonly first: RegExp;
}

const SEPARATORS = ['\t', ',', ' ', ';', '|'] as const;
type Separator = (typeof SEPARATORS)[number];

export const CODE_LENGTH = 9;
export const URL_LENGTH = 28;
const URL_START = 'P.URL.CN/';

/** Every form; first the one that is most likely WeChat's (docs/wechat-api.md, "Lines of a package"). */
export const forms: readonly Form[] = SEPARATORS.flatMap((separator) =>
	permutations<keyof PackageRow>(['codeBits', 'code', 'index', 'codeUrl']).map((columns) => ({
		columns,
		separator,
		first: new RegExp(`^${lineOf(columns, separator, '([01]{40,400})')}`),
	})),
);

/** Every line of this form from the start on, whose bits are that long: shorter ones would be damaged. */
export function linesOf({ columns, separator }: Form, bits: number): RegExp {
	return new RegExp(lineOf(columns, separator, '[01]'.repeat(bits)), 'gy');
}

/**
 * What a line is, its end included. No text takes more than linear time: each part has a fixed length
 * or ends where the next one cannot begin. Lengths are written out, which is four times as fast as `{9}`.
 */
function lineOf(columns: Form['columns'], separator: Separator, bits: string): string {
	const shapes = {
		codeBits: bits,
		code: codeShape(separator),
		// As a program writes a number: no zeros in front, and few enough digits to be exact.
		index: '(?:0|[1-9]\\d{0,9})',
		codeUrl: escapeRegExp(URL_START) + '[ -~]'.repeat(URL_LENGTH - URL_START.length),
	};
	const [before, between] = separator === ' ' ? [' *', ' +'] : ['', escapeRegExp(separator)];
	return `${before}${columns.map((column) => shapes[column]).join(between)}[ \\t]*(?:\\n|$)`;
}

/** Nine characters, spaces and signs among them, but not the separator in its own place. */
function codeShape(separator: Separator): string {
	if (separator === ' ') return `[!-~]${'[ -~]'.repeat(CODE_LENGTH - 2)}[!-~]`;
	const shapes = { '\t': '[ -~]', ',': '[ -+\\--~]', ';': '[ -:<-~]', '|': '[ -{}~]' };
	return shapes[separator].repeat(CODE_LENGTH);
}

function permutations<T>(values: readonly T[]): T[][] {
	if (values.length < 2) return [[...values]];
	return values.flatMap((first, at) =>
		permutations([...values.slice(0, at), ...values.slice(at + 1)]).map((rest) => [first, ...rest]),
	);
}
