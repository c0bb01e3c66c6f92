/** A text as it is quoted in a sentence: on one line, at most 40 characters of it. */
export function short(text: string): string {
	const characters = Array.from(text.replace(/\s+/g, ' '));
	return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('');
}
