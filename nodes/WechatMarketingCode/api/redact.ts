import { escapeRegExp, memoize, once, orderBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

const MASK = '[hidden]';

/** Shorter ones would blank out ordinary words. */
const SHORTEST = 4;

/** Query parameters and JSON fields that hold secrets wherever they turn up, however they are escaped. */
const SECRET_FIELDS =
	/((?:access_?token|refresh_?token|secret)(?:\\{0,4}["']|&quot;|&#34;|%22)?\s*(?:[=:]|%3[dDaA])\s*(?:\\{0,4}["']|&quot;|&#34;|%22)?)[^&\s"'\\<>,}]+/gi;

/**
 * Takes every secret out of a text: the given ones, also as JSON, a URL, HTML or base64 write them, and
 * whatever stands behind a field name that holds secrets. Redact first and shorten afterwards: half
 * a token is no longer recognised. Never throws; the work is linear in the length of the text.
 */
export const redact = (text: string, secrets: readonly string[]): string =>
	withoutTokens(remover(secrets)(text));

/** What stands behind a field name that holds secrets, alone. */
export const withoutTokens = (text: string): string =>
	text.replace(SECRET_FIELDS, `$1${MASK}`).replaceAll(/Bearer\s+\S+/gi, `Bearer ${MASK}`);

/**
 * Shorter ones may be words of a product: an address of a token service can hold `index`. WeChat's own
 * secrets have 16 characters or more.
 */
const SHORTEST_IN_FIELDS = 16;
/** Texts that are longer are packages of codes. */
const LONGEST = 100_000;
/** WeChat's answers hold lists of objects; n8n cannot store what is nested without end. */
const DEEPEST = 20;

/**
 * The same for what WeChat says in a success, but for the given secrets alone, and the long ones of them: the
 * words of a product stay, because they are compared with the row. What lies too deep in it is left out.
 *
 * @param known one and the same list for as long as nothing is added to it: what is looked for is made once for it
 */
export const redactFields = (body: IDataObject, known: readonly string[]): IDataObject =>
	mapped(body, removerOfLong(known)) as IDataObject;

const removerOfLong = memoize((known: readonly string[]) => {
	const clean = remover(known.filter(({ length }) => length >= SHORTEST_IN_FIELDS));
	return (text: string): string => (text.length > LONGEST ? text : clean(text));
});
// It goes with the list, which goes with the run.
removerOfLong.cache = new WeakMap();

/** A copy in which every text has gone through `change`, names of fields included. */
function mapped(value: unknown, change: (text: string) => string, depth = 0): unknown {
	if (typeof value === 'string') return change(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) return null;
	if (Array.isArray(value)) return value.map((inner) => mapped(inner, change, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [change(name), mapped(inner, change, depth + 1)]),
	);
}

/** Takes secrets out of texts; what is looked for is made once, however many texts follow. */
function remover(secrets: readonly string[]): (text: string) => string {
	const known = uniq(secrets).filter((secret) => secret.length >= SHORTEST);
	// A secret that is part of another one must not leave the rest of it behind.
	const sought = orderBy(known, 'length', 'desc').map((secret) => ({
		// Letters and digits stand for themselves in every form but base64: most texts need no more than this look.
		runs: secret.match(/[A-Za-z0-9]+/g) ?? [],
		escaped: once(() => new RegExp(escapedForms(secret), 'g')),
		encoded: base64Forms(secret),
	}));
	const forms = sought.flatMap(({ encoded }) => encoded);
	const shortest = Math.min(...[...known, ...forms].map(({ length }) => length));
	return (text) => {
		// Most texts of an answer are no longer than "ok".
		if (text.length < shortest) return text;
		let told = text;
		for (const { runs, escaped, encoded } of sought) {
			if (runs.every((run) => told.includes(run))) told = told.replace(escaped(), MASK);
			for (const form of encoded) told = told.replaceAll(form, MASK);
		}
		return told;
	};
}

/** An expression for the secret in which each character but letters and digits may be escaped. */
const escapedForms = (secret: string): string =>
	Array.from(secret, (char) => (/[A-Za-z0-9]/.test(char) ? char : anyForm(char))).join('');

const NAMED: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
	' ': 'nbsp',
};

/** The character itself, or as JSON (`\/`, `\u002f`), JavaScript (`\x2f`), a URL (`%2F`, `%2f`) or HTML writes it. */
function anyForm(char: string): string {
	const code = char.codePointAt(0) as number;
	const units = Array.from({ length: char.length }, (_, at) => hex(char.charCodeAt(at), 4));
	const inJson = escapeRegExp(JSON.stringify(char).slice(1, -1).replace(/^\\/, ''));
	const bytes = [...Buffer.from(char)].map((byte) => `%(?:25){0,3}${hex(byte, 2)}`);
	const forms = [
		`\\\\{0,16}${escapeRegExp(char)}`,
		`\\\\{1,16}(?:${inJson}|${units.map((unit) => `u${unit}`).join('\\\\{1,16}')}|x${hex(code, 2)})`,
		bytes.join(''),
		`&(?:amp;)?#(?:0{0,5}${code}|[xX]0{0,5}${hex(code, 1)});`,
	];
	if (char in NAMED) forms.push(`&(?:amp;)?${NAMED[char]};`);
	if (char === ' ') forms.push('\\+');
	return `(?:${forms.join('|')})`;
}

/** A number as hexadecimal digits in either case. */
const hex = (value: number, digits: number): string =>
	value
		.toString(16)
		.padStart(digits, '0')
		.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** What base64 makes of the secret inside a longer text: by where it begins in a group of three bytes. */
function base64Forms(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const forms = [0, 1, 2].flatMap((offset) => {
		const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
		const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64');
		// The first characters also hold bits of what stands before the secret.
		const core = whole.slice(offset === 0 ? 0 : 4);
		return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
	});
	return forms.filter((form) => form.length >= 6);
}
