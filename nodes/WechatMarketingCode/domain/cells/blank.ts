/** Characters that no one sees: zero-width, soft hyphen, direction marks, byte-order mark. */
const INVISIBLE =
	'\\u00AD\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF';

const unseen = new RegExp(`[\\s${INVISIBLE}]`);
const invisible = new RegExp(`[${INVISIBLE}]`, 'g');

/**
 * Cuts white space of any kind (also non-breaking and full-width) and invisible characters off both
 * ends. By index: a regular expression anchored at the end is quadratic in the spaces inside a text.
 *
 * @param also further characters to cut off
 */
export function trimAll(text: string, also = ''): string {
	let start = 0;
	let end = text.length;
	const cut = (at: number): boolean => also.includes(text[at]) || isUnseen(text, at);
	while (start < end && cut(start)) start++;
	while (start < end && cut(end - 1)) end--;
	return text.slice(start, end);
}

function isUnseen(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	// ASCII and Chinese: nearly all characters of a sheet, without the regular expression's cost.
	if ((code > 0x20 && code < 0x7f) || (code > 0x3000 && code < 0xd800)) return false;
	return unseen.test(text[at]);
}

export function withoutInvisible(text: string): string {
	return text.replace(invisible, '');
}

const WORDS_FOR_NOTHING =
	'null undefined nan none nil unknown tbd tba tbc todo 无 無 没有 暂无 暫無 暂缺 未定 未知 未填 不详 不适用 待定 待补 待补充 待填 待填写 待确认 待更新 待提供';
const MARK = new RegExp(
	`^(?:[-\\u2010-\\u2015\\u2212\\u2500_/\\\\.。·*~]+|\\?+|#?n[/.]a\\.?|#nv|${WORDS_FOR_NOTHING.replaceAll(' ', '|')})$`,
);
const LONGEST_MARK = 12;

/** Whether a trimmed text only says that there is nothing, or not yet: `-`, `N/A`, `待定`, `???`, `null`. */
export const isMark = (text: string): boolean =>
	text.length <= LONGEST_MARK &&
	// In capitals it is a brand of infant formula; programs write NaN.
	text !== 'NAN' &&
	MARK.test(
		withoutInvisible(text)
			.normalize('NFKC')
			.toLowerCase()
			.replace(/^[([{<【《]+|[)\]}>】》]+$/g, ''),
	);

/** True for null, undefined, '' and text in which there is nothing to see, also when it is `=""`. */
export function isBlank(cell: unknown): boolean {
	if (cell === null || cell === undefined) return true;
	if (typeof cell !== 'string') return false;
	const text = trimAll(cell);
	return text === '' || text === '=""';
}
