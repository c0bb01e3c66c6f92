import { withoutInvisible, trimAll } from './blank';
import { narrow } from './numerals';
import { problem, readCell, value, type Reading } from './reading';
import { words } from './words';

const LENGTH = 18;

/**
 * The app id of a mini program: `wx` and 16 letters or digits. Capitals, full-width characters and
 * Excel's leading ' are folded. Real ones are hexadecimal, WeChat's own example is not
 * (docs/wechat-api.md, "Activating"), so that is a warning only.
 */
export function readAppId(cell: unknown): Reading<string> {
	return readCell(cell, { number: (number) => appIdOf(String(number)), text: appIdOf });
}

function appIdOf(typed: string): Reading<string> {
	const text = trimAll(narrow(withoutInvisible(typed), /[！-～]/g).replace(/^['’‘]/, ''));
	const id = text.toLowerCase();
	if (/^wx[0-9a-f]{16}$/.test(id)) return value(id);
	if (/^wx[0-9a-z]{16}$/.test(id)) return value(id, words.unusualAppId());
	return problem(
		id.startsWith('gh_') ? words.originalId(text) : words.noAppId(text, wrongIn(text)),
	);
}

/** Its length, and the first character that cannot stand where it does. */
function wrongIn(text: string): string {
	const characters = Array.from(text);
	const at = characters.findIndex(
		(character, place) =>
			!(['w', 'x'][place]?.includes(character.toLowerCase()) ?? /[0-9a-z]/i.test(character)),
	);
	return [
		...(characters.length === LENGTH
			? []
			: [`it has ${characters.length} characters, not ${LENGTH}`]),
		...(at < 0
			? []
			: [
					`its character ${at + 1} is ${/\s/.test(characters[at]) ? 'a space' : `“${characters[at]}”`}`,
				]),
	].join(', and ');
}
