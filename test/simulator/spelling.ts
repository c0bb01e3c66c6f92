import type { Answer } from './request';
import type { Switches } from './types';

/**
 * - `html`: HTML-escaped · `NFC`, `NFD`: in that Unicode normal form
 * - `encoded-path`: the path percent-encoded · `html-path`: with an ending of WeChat's own
 * - `capital-appid`: the app id in capitals
 */
export type ReturnedSpelling =
	| 'as-sent'
	| 'html'
	| 'NFC'
	| 'NFD'
	| 'encoded-path'
	| 'html-path'
	| 'capital-appid';

const ESCAPED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const TEXTS = ['activity_name', 'product_brand', 'product_title'];

/** What codeactivequery tells, spelled otherwise than it was sent: docs/wechat-api.md, "Looking a code up". */
export function respelled(answer: Answer, { returnedSpelling: how }: Switches): Answer {
	const change = (names: readonly string[], to: (text: string) => string): Answer =>
		Object.fromEntries(
			Object.entries(answer).map(([name, value]) => [
				name,
				names.includes(name) ? to(String(value)) : value,
			]),
		);
	switch (how) {
		case 'as-sent':
			return answer;
		case 'html':
			return change([...TEXTS, 'wxa_path'], (text) =>
				text.replace(/[&<>"']/g, (sign) => ESCAPED[sign]),
			);
		case 'NFC':
		case 'NFD':
			return change(TEXTS, (text) => text.normalize(how));
		case 'encoded-path':
			return change(['wxa_path'], encodeURI);
		case 'html-path':
			return change(['wxa_path'], (path) => path.replace(/(?=\?|$)/, '.html'));
		case 'capital-appid':
			return change(['wxa_appid'], (id) => id.toUpperCase());
	}
}
