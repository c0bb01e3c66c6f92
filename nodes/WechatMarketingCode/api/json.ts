import { attempt, get, isError, isObjectLike } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { trimAll } from '../domain/cells';
import type { Sentence } from '../domain/sentence';
import { shapes } from './words';

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
	return parsed(whole) ?? parsed(escapeStrays(whole));
}

/** The same for a JSON object; undefined for anything that is none. */
export function parseJsonObject(text: string): IDataObject | undefined {
	const value = parseJson(text);
	return isObject(value) ? value : undefined;
}

/** Strictly JSON; undefined for anything else. */
export function parsed(text: string): unknown {
	const value: unknown = attempt(JSON.parse, text);
	return isError(value) ? undefined : value;
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
			(inner, step) => (isObjectLike(inner) ? get(inner, [step]) : undefined),
			value,
		);
}

/** More names say no more, and a long one may be no name. */
const SHOWN_FIELDS = 8;
const FIELD_NAME = /^[A-Za-z_][\w.-]{0,29}$/;
/** The first bytes of gzip: as they are, and as UTF-8 makes of them. */
const GZIP = ['\x1f\x8b', '\x1f\uFFFD'];

/**
 * What an answer is, to stand behind "The answer was": it quotes nothing of it but the names of JSON
 * fields, since an answer that was not understood may hold a live token.
 */
export function shapeOf(text: string): Sentence {
	if (GZIP.includes(text.slice(0, 2))) return shapes.gzip;
	const value = parseJson(text);
	if (isObject(value)) return fieldsIn(Object.keys(value));
	if (Array.isArray(value)) return shapes.list;
	if (value !== undefined) return shapes.bare(value === null ? 'null' : typeof value);
	const start = trimAll(text, '\0').slice(0, 1_000);
	if (start === '') return shapes.empty;
	if (/^[{["]/.test(start)) return shapes.broken;
	if (start.startsWith('<')) return /<(!doctype\s+)?html/i.test(start) ? shapes.html : shapes.xml;
	return shapes.text;
}

function fieldsIn(names: readonly string[]): Sentence {
	if (names.length === 0) return shapes.noFields;
	const shown = names.slice(0, SHOWN_FIELDS).map((name) => (FIELD_NAME.test(name) ? name : '…'));
	return shapes.fields(shown, names.length - shown.length);
}
