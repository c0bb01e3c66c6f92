import { entry, type ErrcodeTable } from './types';

const OURS =
	'This is a fault of the node or of a relay in between: report it with the rid, and check the base URL in the credential';
const row = (meaning: string, remedy = OURS) => entry('row')(meaning, remedy);

/** The codes that speak of the request as such. Source: docs/wechat-api.md, "Error codes". */
export const requestErrcodes: ErrcodeTable = {
	[-1]: entry('retry')('WeChat was too busy to answer', 'Run the row again in a few minutes'),
	40033: row(
		'WeChat refused a character in the request',
		'Remove unusual characters (control characters, escapes) from the texts of the row',
	),
	40035: row('WeChat refused a parameter', "WeChat's text names it: correct it in the row"),
	40066: row('WeChat does not know the address that was called'),
	43002: row('WeChat wanted a POST request'),
	43003: row('WeChat wanted HTTPS', 'Use a base URL that starts with https:// in the credential'),
	44002: row('WeChat received an empty request'),
	47001: row(
		'WeChat could not read the request',
		'Remove unusual characters from the texts of the row; if it stays, report it with the rid',
	),
};
