import { contentOf } from './content';
import { foldNumeral } from './numerals';
import { blank, problem, quote, value, type Reading } from './reading';

/** wxa_type of codeactive (§1.4): 0 release (正式版), 1 development (开发版), 2 trial (体验版). */
export type WxaType = 0 | 1 | 2;

// "test" and 测试版 are left out: people use them for either of 1 and 2.
const words: Record<WxaType, string> = {
	0: '0 release released production prod 正式版 正式 正式版本 线上版 线上',
	1: '1 development develop dev 开发版 开发 开发版本',
	2: '2 trial experience 体验版 体验 体验版本',
};

const typeOf = new Map<string, WxaType>(
	([0, 1, 2] as const).flatMap((type) =>
		words[type].split(' ').map((word): [string, WxaType] => [word, type]),
	),
);

/** The version of the mini program, by WeChat's number or by its name in English or Chinese. */
export function readWxaType(cell: unknown): Reading<WxaType> {
	const content = contentOf(cell);
	if (content.kind === 'blank') return blank();
	if (content.kind === 'problem') return problem(content.problem);
	const text = content.kind === 'number' ? String(content.number + 0) : content.text;
	if (text.length > 40) return problem(unknownVersion(text));
	// "Release (正式版)" is what the editor shows for 0.
	const word = foldNumeral(text)
		.toLowerCase()
		.replace(/\s*\(.*\)$/, '')
		.replace(/\.0+$/, '');
	const type = typeOf.get(word) ?? typeOf.get(word.replace(/[\s_-]*(version|版)$/, ''));
	if (type !== undefined) return value(type);
	return problem(unknownVersion(text));
}

function unknownVersion(text: string): string {
	return `${quote(text)} is not a mini program version. Enter 0 or release (正式版), 1 or development (开发版), 2 or trial (体验版).`;
}
