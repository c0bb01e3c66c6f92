import { CODE_LENGTH, URL_LENGTH, type Places } from './columns';

/**
 * One code. `index`: its position in the application (索引, 0-based). `code`: the raw code (原始码),
 * nine characters. `codeUrl`: what the printed QR code holds (普通码), 28 characters, to be printed as
 * they are. `codeBits`: the form for WeChat's own dot code (微信码), 0 and 1.
 */
export interface PackageRow {
	readonly index: number;
	readonly code: string;
	readonly codeUrl: string;
	readonly codeBits: string;
}

const PLACES = 3;

/**
 * The rows of a package, in the order of its lines. They are kept as places in the text and become
 * objects and strings only while they are read: for 50,000 rows, making these takes longer than all
 * the rest.
 */
export class PackageRows implements Iterable<PackageRow> {
	private readonly indexes: Float64Array;
	private readonly places: Int32Array;
	private bitsLength: number | undefined;

	constructor(
		private readonly text: string,
		readonly length: number,
	) {
		this.indexes = new Float64Array(length);
		this.places = new Int32Array(length * PLACES);
	}

	/** Sets the row of a line. False: its bits are shorter or longer than those of the first row set. */
	set(line: number, { index, codeAt, urlAt, bitsAt, bitsEnd }: Places): boolean {
		this.indexes[line] = index;
		this.places[line * PLACES] = codeAt;
		this.places[line * PLACES + 1] = urlAt;
		this.places[line * PLACES + 2] = bitsAt;
		this.bitsLength ??= bitsEnd - bitsAt;
		return bitsEnd - bitsAt === this.bitsLength;
	}

	/** The position that the row of this line has in the application. */
	indexOf(line: number): number {
		return this.indexes[line];
	}

	*[Symbol.iterator](): Iterator<PackageRow> {
		for (let line = 0; line < this.length; line++) yield this.row(line);
	}

	private row(line: number): PackageRow {
		const codeAt = this.places[line * PLACES];
		const urlAt = this.places[line * PLACES + 1];
		const bitsAt = this.places[line * PLACES + 2];
		return {
			index: this.indexes[line],
			code: this.text.substring(codeAt, codeAt + CODE_LENGTH),
			codeUrl: this.text.substring(urlAt, urlAt + URL_LENGTH),
			codeBits: this.text.substring(bitsAt, bitsAt + (this.bitsLength ?? 0)),
		};
	}
}
