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

export const CODE_LENGTH = 9;
export const URL_LENGTH = 28;

/**
 * A row that is a view of the package's text: its parts become strings only when they are read, which
 * saves time and memory for a block. Read them by name; `{ ...row }` copies none of them.
 */
export class RowOfText implements PackageRow {
	constructor(
		private readonly text: string,
		readonly index: number,
		private readonly codeAt: number,
		private readonly urlAt: number,
		private readonly bitsAt: number,
		private readonly bitsEnd: number,
	) {}

	get code(): string {
		return this.text.substring(this.codeAt, this.codeAt + CODE_LENGTH);
	}

	get codeUrl(): string {
		return this.text.substring(this.urlAt, this.urlAt + URL_LENGTH);
	}

	get codeBits(): string {
		return this.text.substring(this.bitsAt, this.bitsEnd);
	}

	get bitsLength(): number {
		return this.bitsEnd - this.bitsAt;
	}

	toJSON(): PackageRow {
		const { index, code, codeUrl, codeBits } = this;
		return { index, code, codeUrl, codeBits };
	}
}
