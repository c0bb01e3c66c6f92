const MASK = '[hidden]';

/** Query parameters and JSON fields that hold secrets wherever they turn up. */
const SECRET_FIELDS =
	/((?:access_token|component_access_token|authorizer_access_token|authorizer_refresh_token|refresh_token|appsecret|secret)["']?\s*[=:]\s*["']?)[^&\s"'<>,}]+/gi;

/**
 * Takes every secret out of a text: the given ones, also percent-encoded or JSON-escaped, and
 * whatever stands behind a field name that holds secrets. Redact first and shorten afterwards: half
 * a token is no longer recognised.
 */
export function redact(text: string, secrets: readonly string[]): string {
	let told = text;
	for (const secret of longestFirst(secrets)) {
		for (const form of formsOf(secret)) told = told.replaceAll(form, MASK);
	}
	return told.replace(SECRET_FIELDS, `$1${MASK}`).replaceAll(/Bearer\s+\S+/gi, `Bearer ${MASK}`);
}

/** A secret that is part of another one must not leave the rest of it behind. */
const longestFirst = (secrets: readonly string[]): string[] =>
	[...new Set(secrets)].filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);

const formsOf = (secret: string): Set<string> =>
	new Set([
		secret,
		encodeURIComponent(secret),
		encodeURI(secret),
		JSON.stringify(secret).slice(1, -1),
		new URLSearchParams({ s: secret }).toString().slice(2),
	]);
