import { CODE_LENGTH, URL_LENGTH, type Form } from './form';

/**
 * One code. `index`: its position in the application (索引, 0-based). `code`: the raw code (原始码),
 * nine characters. `codeUrl`: what the printed QR code holds (普通码), 28 characters, to be printed as
 * they are. `codeBits`: the form for WeChat's own dot code (微信码), 0 and 1.
 * Source: docs/wechat-api.md, "Forms of a code".
 */
export interface PackageRow {
	readonly index: number;
	readonly code: string;
	readonly codeUrl: string;
	readonly codeBits: string;
}

const ZERO = 0x30;
/** The columns that are text; a row keeps where each of them begins in its line. */
const TEXTS: ReadonlyArray<keyof PackageRow> = ['code', 'codeUrl', 'codeBits'];

/**
 * The rows of a package, in the order of its lines. Each becomes an object only while it is read:
 * to make and clear away 50,000 at once takes longer than all the rest.
 */
export class PackageRows implements Iterable<PackageRow> {
	private readonly indexes: number[] = [];
	private readonly places: Int32Array;

	/**
	 * @param lines each in this form, with `bits` characters of bits
	 * @param from where the first of them begins in the package, in bytes
	 */
	constructor(
		private readonly lines: readonly string[],
		form: Form,
		private readonly bits: number,
		readonly from: number,
	) {
		this.places = new Int32Array(lines.length * TEXTS.length);
		const separator = form.separator.charCodeAt(0);
		const lengths = [CODE_LENGTH, URL_LENGTH, bits];
		const columns = form.columns.map((column) => TEXTS.indexOf(column));
		for (let line = 0; line < lines.length; line++) {
			const characters = lines[line];
			let at = 0;
			for (const column of columns) {
				while (characters.charCodeAt(at) === separator) at++;
				if (column === -1) {
					let index = 0;
					for (; isDigit(characters.charCodeAt(at)); at++) {
						index = index * 10 + characters.charCodeAt(at) - ZERO;
					}
					this.indexes.push(index);
				} else {
					this.places[line * TEXTS.length + column] = at;
					at += lengths[column];
				}
			}
		}
	}

	get length(): number {
		return this.lines.length;
	}

	/** The position that the row of this line has in the application. */
	indexOf(line: number): number {
		return this.indexes[line];
	}

	/** The first line whose position is such; -1 if there is none. */
	findLine(isSuch: (index: number) => boolean): number {
		return this.indexes.findIndex(isSuch);
	}

	*[Symbol.iterator](): Iterator<PackageRow> {
		for (let line = 0; line < this.length; line++) yield this.row(line);
	}

	private row(line: number): PackageRow {
		return {
			index: this.indexes[line],
			code: this.text(line, 0, CODE_LENGTH),
			codeUrl: this.text(line, 1, URL_LENGTH),
			codeBits: this.text(line, 2, this.bits),
		};
	}

	private text(line: number, column: number, length: number): string {
		const from = this.places[line * TEXTS.length + column];
		return this.lines[line].slice(from, from + length);
	}
}

function isDigit(character: number): boolean {
	return character >= ZERO && character <= 0x39;
}
