const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARK = '@@integer:';

function isUnsafeInteger(token: string): boolean {
	return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
}

/**
 * JSON.parse that keeps every digit: integers beyond 2^53 become bigints.
 * @throws {SyntaxError} when the text is no JSON
 */
export function parseJson(text: string): unknown {
	if (!/\d{16}/.test(text)) return JSON.parse(text) as unknown;
	const marked = text.replace(TOKENS, (token) =>
		isUnsafeInteger(token) ? `"${MARK}${token}"` : token,
	);
	return JSON.parse(marked, (_key, value: unknown) =>
		typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
	) as unknown;
}

/** JSON.stringify that writes a bigint as the digits of a number, also beside n8n, which makes a text of it. */
export function toJson(value: unknown): string {
	let found = false;
	const text = JSON.stringify(value, function (this: Record<string, unknown>, key, told: unknown) {
		const item = this[key];
		if (typeof item !== 'bigint') return told;
		found = true;
		return `${MARK}${item}`;
	});
	return found ? text.replace(new RegExp(`"${MARK}(-?\\d+)"`, 'g'), '$1') : text;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
