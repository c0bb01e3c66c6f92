import { foldNumeral } from './numerals';
import { problem, readCell, value, type Reading } from './reading';
import { words } from './words';

/**
 * wxa_type of codeactive: 0 release (正式版), 1 development (开发版), 2 trial (体验版).
 * Source: docs/wechat-api.md, "Activating".
 */
export type WxaType = 0 | 1 | 2;

// "test" and 测试版 are left out: people use them for either of 1 and 2.
const names: Record<WxaType, string> = {
	0: '0 release released production prod 正式版 正式 正式版本 线上版 线上',
	1: '1 development develop dev 开发版 开发 开发版本',
	2: '2 trial experience 体验版 体验 体验版本',
};

const LONGEST_NAME = 40;

const typeOf = new Map<string, WxaType>(
	([0, 1, 2] as const).flatMap((type) =>
		names[type].split(' ').map((name): [string, WxaType] => [name, type]),
	),
);

/** The version of the mini program, by WeChat's number or by its name in English or Chinese. */
export function readWxaType(cell: unknown): Reading<WxaType> {
	return readCell(cell, { number: (number) => typeNamed(String(number + 0)), text: typeNamed });
}

function typeNamed(text: string): Reading<WxaType> {
	// "Release (正式版)" is what the editor shows for 0.
	const name = foldNumeral(text.slice(0, LONGEST_NAME + 1))
		.toLowerCase()
		.replace(/\s*\(.*\)$/, '')
		.replace(/\.0+$/, '');
	const type = typeOf.get(name) ?? typeOf.get(name.replace(/[\s_-]*(version|版)$/, ''));
	return type === undefined || text.length > LONGEST_NAME
		? problem(words.unknownVersion(text))
		: value(type, type === 0 ? undefined : words.neverReleased(type));
}
