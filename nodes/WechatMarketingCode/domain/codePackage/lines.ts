/** A decrypted package as its lines, kept as offsets: 50,000 strings less to make. */
export interface Lines {
	bytes: Buffer;
	/** One character per byte. What is not ASCII fits no column and is refused. */
	text: string;
	/** Where each line ends; the next one starts behind it. */
	ends: number[];
}

/** Line ends may be \n, \r\n or \r; blank lines at the end do not count. */
export function linesOf(plain: Buffer): Lines {
	let bytes = plain;
	let text = plain.toString('latin1');
	if (text.includes('\r')) {
		text = text.replace(/\r\n?/g, '\n');
		bytes = Buffer.from(text, 'latin1');
	}
	const ends: number[] = [];
	for (let from = 0; from <= text.length; from = ends[ends.length - 1] + 1) {
		const end = text.indexOf('\n', from);
		ends.push(end === -1 ? text.length : end);
	}
	const lines = { bytes, text, ends };
	while (ends.length > 0 && lineText(lines, ends.length - 1).trim() === '') ends.pop();
	return lines;
}

export function startOf({ ends }: Lines, line: number): number {
	return line === 0 ? 0 : ends[line - 1] + 1;
}

function lineText(lines: Lines, line: number): string {
	return lines.text.slice(startOf(lines, line), lines.ends[line]);
}
