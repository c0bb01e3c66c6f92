const MASK = '[hidden]';

/** Shorter ones would blank out ordinary words. */
const SHORTEST = 4;

/** Query parameters and JSON fields that hold secrets wherever they turn up, however they are escaped. */
const SECRET_FIELDS =
	/((?:access_?token|refresh_?token|app_?secret|secret)(?:\\{0,4}["']|&quot;|&#34;|%22)?\s*(?:[=:]|%3[dDaA])\s*(?:\\{0,4}["']|&quot;|&#34;|%22)?)[^&\s"'\\<>,}]+/gi;

/**
 * Takes every secret out of a text: the given ones, also as JSON, a URL, HTML or base64 write them, and
 * whatever stands behind a field name that holds secrets. Redact first and shorten afterwards: half
 * a token is no longer recognised. Never throws; the work is linear in the length of the text.
 */
export function redact(text: string, secrets: readonly string[]): string {
	let told = text;
	for (const secret of longestFirst(secrets)) {
		if (mayHold(told, secret)) told = told.replace(new RegExp(escapedForms(secret), 'g'), MASK);
		for (const form of base64Forms(secret)) told = told.replaceAll(form, MASK);
	}
	return told.replace(SECRET_FIELDS, `$1${MASK}`).replaceAll(/Bearer\s+\S+/gi, `Bearer ${MASK}`);
}

/** A secret that is part of another one must not leave the rest of it behind. */
const longestFirst = (secrets: readonly string[]): string[] =>
	[...new Set(secrets)]
		.filter((secret) => secret.length >= SHORTEST)
		.sort((a, b) => b.length - a.length);

/** Letters and digits stand for themselves in every form but base64: most texts need no more than this look. */
function mayHold(text: string, secret: string): boolean {
	const runs = secret.match(/[A-Za-z0-9]+/g) ?? [];
	return runs.every((run) => text.includes(run));
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
	const inJson = literal(JSON.stringify(char).slice(1, -1).replace(/^\\/, ''));
	const bytes = [...Buffer.from(char)].map((byte) => `%(?:25){0,3}${hex(byte, 2)}`);
	const forms = [
		`\\\\{0,4}${literal(char)}`,
		`\\\\{1,4}(?:${inJson}|${units.map((unit) => `u${unit}`).join('\\\\{1,4}')}|x${hex(code, 2)})`,
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

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

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
