import { trimAll } from './cells';

/**
 * Whether a text has the shape of every real app id seen: "wx" and 16 lower-case hexadecimal digits
 * (docs/wechat-api.md, "Activating"). WeChat's own example does not fit, so a misfit deserves a
 * warning and no more.
 */
export function looksLikeAppId(text: string): boolean {
	return /^wx[0-9a-f]{16}$/.test(text);
}

/** What is odd about an app id that is sent all the same; undefined when nothing is. */
export const appIdWarning = (text: string): string | undefined =>
	looksLikeAppId(text) ? undefined : 'an app id usually is wx and 16 characters 0-9, a-f.';

/**
 * An app id as it was meant: full-width characters and capitals folded, white space, invisible
 * characters and a spreadsheet's apostrophe around it gone.
 */
export const foldAppId = (text: string): string =>
	trimAll(trimAll(text.normalize('NFKC')), "'‘’`").toLowerCase();
