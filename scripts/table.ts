/** Shows rows as a table of plain text; Chinese characters take two columns of a terminal. */
export function table(headers: string[], rows: string[][]): string {
	const widths = headers.map((_, at) =>
		Math.max(...[headers, ...rows].map((row) => widthOf(row[at]))),
	);
	const line = (row: string[]) =>
		row
			.map((cell, at) =>
				at === row.length - 1 ? cell : cell + ' '.repeat(widths[at] - widthOf(cell)),
			)
			.join('  ');
	const rule = widths
		.map((width, at) => '─'.repeat(at === widths.length - 1 ? 7 : width))
		.join('  ');
	return [line(headers), rule, ...rows.map(line)].join('\n');
}

/** At most `width` terminal columns of a text. */
export function shorten(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	let short = '';
	for (const character of text) {
		if (widthOf(short + character) > width - 1) break;
		short += character;
	}
	return `${short}…`;
}

const widthOf = (text: string): number =>
	[...text].reduce(
		(sum, character) =>
			sum +
			(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
				character,
			)
				? 2
				: 1),
		0,
	);
