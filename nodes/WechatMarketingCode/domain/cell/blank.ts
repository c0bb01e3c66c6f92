/** Characters that no one sees: zero-width, soft hyphen, direction marks, byte-order mark. */
const INVISIBLE =
	'\\u00AD\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF';

const outside = new RegExp(`^[\\s${INVISIBLE}]+|[\\s${INVISIBLE}]+$`, 'g');
const anywhere = new RegExp(`[${INVISIBLE}]`, 'g');

/** Cuts white space of any kind (also non-breaking and full-width) and invisible characters off both ends. */
export function trimAll(text: string): string {
	return text.replace(outside, '');
}

export function withoutInvisible(text: string): string {
	return text.replace(anywhere, '');
}

/** True for null, undefined, '' and text in which there is nothing to see, also when it is `=""`. */
export function isBlank(cell: unknown): boolean {
	if (cell === null || cell === undefined) return true;
	if (typeof cell !== 'string') return false;
	const text = trimAll(cell);
	return text === '' || text === '=""';
}
