import { trimAll, withoutInvisible } from './blank';
import { problem, readCell, value, type Reading } from './reading';
import { words } from './words';

const LENGTH = 18;

/**
 * The app id of a mini program: `wx` and 16 letters or digits, folded. Real ones are hexadecimal,
 * WeChat's own example is not (docs/wechat-api.md, "Activating"), so that is a warning only.
 */
export function readAppId(cell: unknown): Reading<string> {
	return readCell(cell, { number: (number) => appIdOf(String(number)), text: appIdOf });
}

/**
 * An app id as it was meant: full-width characters and capitals folded, white space, invisible
 * characters and a spreadsheet's apostrophe around it gone.
 */
export const foldAppId = (text: string): string =>
	trimAll(trimAll(text.normalize('NFKC')), "'‘’`").toLowerCase();

function appIdOf(typed: string): Reading<string> {
	const id = foldAppId(withoutInvisible(typed));
	if (/^wx[0-9a-f]{16}$/.test(id)) return value(id);
	if (/^wx[0-9a-z]{16}$/.test(id)) return value(id, words.unusualAppId());
	return problem(id.startsWith('gh_') ? words.originalId(id) : words.noAppId(id, wrongIn(id)));
}

/** Its length, and the first character that cannot stand where it does. */
function wrongIn(id: string): string {
	const characters = Array.from(id);
	const { length } = characters;
	const isWrong = (character: string, place: number): boolean =>
		place < 2 ? character !== 'wx'[place] : !/[0-9a-z]/.test(character);
	const at = characters.findIndex(isWrong);
	const wrong = /\s/.test(characters[at]) ? 'a space' : `“${characters[at]}”`;
	return [
		...(length === LENGTH ? [] : [`it has ${length} characters, not ${LENGTH}`]),
		...(at < 0 ? [] : [`its character ${at + 1} is ${wrong}`]),
	].join(', and ');
}
