import { attempt, isError, unescape } from 'lodash';
import { withoutLeadingSlash } from './path';

/*
 * What WeChat hands back may be spelled otherwise than what was sent. Two texts that come out equal
 * here are one value.
 */

/** A text: HTML-escaped, with other line ends, in another Unicode normal form, with white space around it. */
export const spelledText = (text: string): string =>
	unescape(text).replaceAll('\r\n', '\n').normalize('NFC').trim();

/** A number: with leading zeros. */
export const spelledNumber = (digits: string): string => digits.trim().replace(/^0+(?=\d)/, '');

/** An app id: in capitals. */
export const spelledAppId = (id: string): string => spelledText(id).toLowerCase();

/** A page path: with a slash in front, percent-encoded, or with the ending `.html` of WeChat's own. */
export const spelledPath = (path: string): string =>
	withoutLeadingSlash(decoded(spelledText(path))).replace(/\.html(?=$|\?)/, '');

/** The plain form of what is percent-encoded; as it stands where that is broken. */
export function decoded(text: string): string {
	const plain = attempt(decodeURIComponent, text);
	return isError(plain) ? text : plain;
}
