import type { IDataObject } from 'n8n-workflow';
import { trimAll } from '../domain/cells';

/** The one number of WeChat's that a JavaScript number cannot hold: a Uint64 by WeChat's page. */
const LONG_ID = /("application_id"\s*:\s*)(\d{16,})(?![\d.eE])/g;
/** What may stand behind a backslash in a string of JSON. */
const ESCAPABLE = /["\\/bfnrtu]/;

/**
 * Parses JSON, whatever the content type said; undefined for anything else, JSON that was cut off
 * included. An application_id that would lose digits comes back as text. What JSON forbids and servers
 * send all the same is read as it stands: raw control characters and lone backslashes inside strings,
 * NULs and a byte-order mark at the ends. The work is linear in the length of the text.
 */
export function parseJson(text: string): unknown {
	const whole = trimAll(text, '\0').replace(LONG_ID, (found, before: string, digits: string) =>
		Number.isSafeInteger(Number(digits)) ? found : `${before}"${digits}"`,
	);
	const value = parsed(whole);
	return value === undefined && /^[{["]/.test(whole) ? parsed(escapeStrays(whole)) : value;
}

/** The same for a JSON object; undefined for anything that is none. */
export function parseJsonObject(text: string): IDataObject | undefined {
	const value = parseJson(text);
	return isObject(value) ? value : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Writes what may not stand in a string of JSON in the way that may. One walk: no expression looks back. */
function escapeStrays(text: string): string {
	let told = '';
	let from = 0;
	let inString = false;
	for (let at = 0; at < text.length; at++) {
		const char = text[at];
		if (char === '"') inString = !inString;
		else if (!inString || (char !== '\\' && char >= ' ')) continue;
		else if (char === '\\' && ESCAPABLE.test(text[at + 1] ?? '')) at++;
		else {
			told += text.slice(from, at) + JSON.stringify(char).slice(1, -1);
			from = at + 1;
		}
	}
	return told + text.slice(from);
}

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Digits as WeChat wants them on the wire: a number while it is exact, else text. */
export function digitsOnWire(digits: string): number | string {
	const value = Number(digits);
	return Number.isSafeInteger(value) && String(value) === digits ? value : digits;
}

/** Follows a path such as `data.access_token`, `$.tokens[0].value` or `tokens.0.value` into a JSON value. */
export function valueAt(value: unknown, path: string): unknown {
	const steps = (path.match(/[^.[\]'"]+/g) ?? []).map((step) => step.trim());
	return steps
		.filter((step, at) => step !== '' && !(at === 0 && step === '$'))
		.reduce<unknown>(
			(inner, step) =>
				typeof inner === 'object' && inner !== null
					? (inner as Record<string, unknown>)[step]
					: undefined,
			value,
		);
}
