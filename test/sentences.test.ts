import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { WechatMarketingCode } from '../nodes/WechatMarketingCode/WechatMarketingCode.node';
import { WechatMarketingCodeApi } from '../credentials/WechatMarketingCodeApi.credentials';
import { writtenSentences } from './sentences';

const HAN = /\p{Script=Han}/u;
/** What people, programs and WeChat's console write in Latin letters in a Chinese sentence, too. */
const LATIN = new Set(
	`AI agent AppID AppSecret EAN UPC GTIN base64 errcode errmsg rid IP URL HTTP HTTPS https POST JSON json rows HTML XML CSV UTF
	GBK gzip Excel WPS xlsx n8n WeChat wx gh_ pages index html api.weixin.qq.com P.URL.CN isv_application_id code_ticket
	access_token component_access_token refresh_token component_verify_ticket clear_quota activation_message true false`.split(
		/\s+/,
	),
);
/** What the panels of n8n's own nodes show, examples of what is typed there, and kinds of files. */
const OF_OTHERS =
	/\{\{.*?\}\}|Extract from File|Google Sheets|Data Location on Sheet|(?:Header|Starting) (?:Row|Line)|Sheet Name|(?:Fields To )?Split Out|Edit Fields \(Set\)|Mode|Allowed HTTP Request Domains|HTTP Request|Allowed Domains|Execute Once|Fixed|Expression|Options > Response > Response Format|On Error|Continue|Delimiter|Range|A1:I20|A3|\.xlsx|CSV|GBK|Excel|WPS|\brows\b/g;

type Shown = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** The words of the names that the panels show. */
const shownWords = (properties: readonly Shown[]): string[] =>
	properties.flatMap((one) => [
		...('displayName' in one ? one.displayName : '').split(/[^A-Za-z]+/),
		...('name' in one && !('displayName' in one) ? String(one.name) : '').split(/[^A-Za-z]+/),
		...('options' in one ? shownWords(one.options ?? []) : []),
		...('values' in one ? shownWords(one.values) : []),
	]);

describe('every sentence that people read', () => {
	const sentences = writtenSentences();
	const panel = new Set([
		...shownWords(new WechatMarketingCode().description.properties),
		...shownWords(new WechatMarketingCodeApi().properties),
	]);
	const isFine = (word: string) => LATIN.has(word) || panel.has(word);
	/** Terms of WeChat's console that are written without a blank, and what programs leave behind. */
	const plain = (text: string) =>
		text.replace(/原始ID|IP白名单|\[object Object\]|\{\{.*?\}\}|\b[A-Z]\d+(:[A-Z]\d+)?\b/g, '…');
	const withoutNames = (text: string) => plain(text).replace(OF_OTHERS, '…');

	it.each(sentences)('is Chinese in Chinese: $at', ({ en, zh }) => {
		const english = en.text.match(/[A-Za-z]{4,}/g) ?? [];
		if (english.some((word) => !isFine(word))) expect(zh.text).toMatch(HAN);
		const words = withoutNames(zh.text).match(/[A-Za-z][A-Za-z_.0-9]*[A-Za-z0-9]/g) ?? [];
		expect(words.filter((word) => !isFine(word))).toEqual([]);
		expect(withoutNames(zh.text).length).toBeLessThanOrEqual(200);
	});

	it.each(sentences)('loses no fact and no number: $at', ({ en, zh }) => {
		// 等 says that there are more, and the English word of a count has a Chinese one.
		const may = ['en', 'word', ...(zh.text.includes('等') ? ['more'] : [])];
		expect([...en.facts].filter((fact) => !may.includes(fact) && !zh.facts.has(fact))).toEqual([]);
		// "1 row" is the singular of a count.
		const numbers = en.text.replace(/\b1 [a-z]+|n8n/g, '').match(/\d[\d,.]*\d|\d/g) ?? [];
		expect(numbers.filter((number) => !zh.text.includes(number))).toEqual([]);
	});

	it.each(sentences)('is set as Chinese is: $at', ({ zh }) => {
		const text = plain(zh.text);
		expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
		expect(text).not.toMatch(/\p{Script=Han}\s*[,;:!?()"]|[,;:!?()"]\p{Script=Han}|…\.$/u);
		expect(text).not.toMatch(
			/\p{Script=Han} \p{Script=Han}|[，。；：！？（）“”、] | [，。；：！？（）”、]/u,
		);
	});
});
