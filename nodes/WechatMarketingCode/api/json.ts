import type { IDataObject } from 'n8n-workflow';

/** A string or a number of JSON. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const WHOLE_NUMBER = /^-?\d+$/;

/**
 * Parses a JSON object, whatever the content type said. Whole numbers that a JavaScript number
 * cannot hold come back as text with every digit (application_id is a Uint64 by WeChat's page).
 * Returns undefined for anything that is not a JSON object.
 */
export function parseJsonObject(text: string): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse(keepLongNumbers(text.trim().replace(/^\uFEFF/, '')));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function keepLongNumbers(text: string): string {
	// The one answer that is megabytes long carries base64 and no long number.
	if (text.length > 1_000_000 || !/\d{16,}/.test(text)) return text;
	return text.replace(TOKENS, (token) =>
		WHOLE_NUMBER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Digits as WeChat wants them on the wire: a number while it is exact, else text. */
export function digitsOnWire(digits: string): number | string {
	const value = Number(digits);
	return Number.isSafeInteger(value) && String(value) === digits ? value : digits;
}

/** Follows a path such as `data.access_token` or `tokens.0.value` into a JSON value. */
export function valueAt(value: unknown, path: string): unknown {
	return path
		.split('.')
		.map((step) => step.trim())
		.filter((step) => step !== '')
		.reduce<unknown>(
			(inner, step) =>
				typeof inner === 'object' && inner !== null
					? (inner as Record<string, unknown>)[step]
					: undefined,
			value,
		);
}
