import { en, joined } from '../sentence';
import { trimAll, withoutInvisible } from './blank';
import { problem, reader, value } from './cell';
import { foldNumeral } from './numbers';
import { words } from './words';

/** The replacement character, lone halves of a surrogate pair, control characters except tab and line breaks. */
const UNREADABLE = /[\uFFFD\p{Cs}]|(?![\t-\r])\p{Cc}/u;
const LINE_BREAK = /[\r\n\v\f\u2028\u2029]/;

/**
 * A name or a path: the text as it was typed, without white space and invisible characters around it.
 * Numbers count as their text.
 */
export const readText = reader<string>(
	(text) => {
		if (UNREADABLE.test(text)) return problem(words.unreadable(text));
		return value(text, LINE_BREAK.test(text) ? words.lineBreak(text) : undefined);
	},
	(number) => {
		const isInexact = Number.isInteger(number) && !Number.isSafeInteger(number);
		return isInexact ? problem(words.inexact(String(number))) : value(String(number));
	},
);

/**
 * The app id of a mini program: `wx` and 16 letters or digits, folded. Real ones are hexadecimal,
 * WeChat's own example is not (docs/wechat-api.md, "Activating"), so that is a warning only.
 */
export const readAppId = reader<string>((typed) => {
	const id = foldAppId(withoutInvisible(typed));
	if (/^wx[0-9a-f]{16}$/.test(id)) return value(id);
	if (/^wx[0-9a-z]{16}$/.test(id)) return value(id, words.unusualAppId);
	return problem(id.startsWith('gh_') ? words.originalId(id) : notAnAppId(id));
});

/**
 * An app id as it was meant: full-width characters and capitals folded, white space, invisible
 * characters and a spreadsheet's apostrophe around it gone.
 */
export const foldAppId = (text: string): string =>
	trimAll(trimAll(text.normalize('NFKC')), "'‘’`").toLowerCase();

/** Tells its length, and the first character that cannot stand where it does. */
function notAnAppId(id: string) {
	const characters = Array.from(id);
	const at = characters.findIndex((character, place) =>
		place < 2 ? character !== 'wx'[place] : !/[0-9a-z]/.test(character),
	);
	const wrong = [
		characters.length !== 18 && words.appIdLength(characters.length),
		at >= 0 && words.appIdCharacter(at + 1, characters[at]),
	];
	return words.noAppId(id, joined(wrong, en`, and `.zh`，`));
}

/**
 * wxa_type of codeactive: 0 release (正式版), 1 development (开发版), 2 trial (体验版).
 * Source: docs/wechat-api.md, "Activating".
 */
export type WxaType = 0 | 1 | 2;

// "test" and 测试版 are left out: people use them for either of 1 and 2.
const NAMES: ReadonlyArray<readonly [WxaType, string]> = [
	[0, '0 release released production prod 正式版 正式 正式版本 线上版 线上'],
	[1, '1 development develop dev 开发版 开发 开发版本'],
	[2, '2 trial experience 体验版 体验 体验版本'],
];
const LONGEST_NAME = 40;

const typeOf = new Map(
	NAMES.flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
);

/** The version of the mini program, by WeChat's number or by its name in English or Chinese. */
export const readWxaType = reader<WxaType>((text) => {
	// "Release (正式版)" is what the editor shows for 0.
	const name = foldNumeral(text.slice(0, LONGEST_NAME + 1))
		.toLowerCase()
		.replace(/\s*\(.*\)$/, '')
		.replace(/\.0+$/, '');
	const type = typeOf.get(name) ?? typeOf.get(name.replace(/[\s_-]*(version|版)$/, ''));
	if (type === undefined || text.length > LONGEST_NAME) return problem(words.unknownVersion(text));
	return value(type, type === 0 ? undefined : words.neverReleased(type));
});
