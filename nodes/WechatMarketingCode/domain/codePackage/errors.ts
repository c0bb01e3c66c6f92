/**
 * Why a package gives no rows:
 * - `key-length`: the key is not 16 bytes long
 * - `not-base64`: the buffer is not base64 text
 * - `truncated`: the buffer is empty or does not end at a cipher block
 * - `wrong-key`: what comes out is not text
 * - `unclassifiable-row`: a line does not hold the four columns
 * - `duplicate-index`, `count-mismatch`: not every code of the block is there exactly once
 */
export type CodePackageReason =
	| 'key-length'
	| 'not-base64'
	| 'truncated'
	| 'wrong-key'
	| 'unclassifiable-row'
	| 'duplicate-index'
	| 'count-mismatch';

/** The message is for a person; it holds neither the key nor a code. `line` counts from 1. */
export class CodePackageError extends Error {
	constructor(
		readonly reason: CodePackageReason,
		message: string,
		readonly line?: number,
	) {
		super(message);
		this.name = 'CodePackageError';
	}
}
