import { trimAll } from '../domain/cells';
import { isObject, parseJson } from './json';

/** More names say no more, and a long one may be no name. */
const SHOWN_FIELDS = 8;
const FIELD_NAME = /^[A-Za-z_][\w.-]{0,29}$/;
/** The first bytes of gzip: as they are, and as UTF-8 makes of them. */
const GZIP = ['\x1f\x8b', '\x1f\uFFFD'];

/**
 * What an answer is, to stand behind "The answer was": it quotes nothing of it but the names of JSON
 * fields, since an answer that was not understood may hold a live token.
 */
export function shapeOf(text: string): string {
	if (GZIP.includes(text.slice(0, 2)))
		return 'compressed (gzip) without saying so, which no one could read';
	const value = parseJson(text);
	if (isObject(value)) return fieldsIn(Object.keys(value));
	if (Array.isArray(value)) return 'a JSON list';
	if (value !== undefined) return `a bare JSON ${value === null ? 'null' : typeof value}`;
	const start = trimAll(text, '\0').slice(0, 1_000);
	if (start === '') return 'empty';
	if (/^[{["]/.test(start)) return 'JSON that was cut off or is broken';
	if (start.startsWith('<')) return /<(!doctype\s+)?html/i.test(start) ? 'an HTML page' : 'XML';
	return 'text that is not JSON';
}

function fieldsIn(names: readonly string[]): string {
	if (names.length === 0) return 'an empty JSON object';
	const shown = names
		.slice(0, SHOWN_FIELDS)
		.map((name) => (FIELD_NAME.test(name) ? name : '…'))
		.join(', ');
	const more = names.length > SHOWN_FIELDS ? ` and ${names.length - SHOWN_FIELDS} more` : '';
	return `JSON with the field${names.length === 1 ? '' : 's'} ${shown}${more}`;
}
