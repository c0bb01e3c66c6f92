import { describeRange, type CodeRange } from '../ranges';

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

/** Every error of this room, from what was found. */
export const errors = {
	keyLength: (length: number) =>
		new CodePackageError(
			'key-length',
			`The code package key must have 16 characters, but this one has ${length}. Copy it again from WeChat's message.`,
		),
	notBase64: () =>
		new CodePackageError(
			'not-base64',
			'The code package that WeChat sent is not base64 text. Download it again.',
		),
	truncated: () =>
		new CodePackageError(
			'truncated',
			'The code package that WeChat sent is empty or cut off. Download it again.',
		),
	wrongKey: () =>
		new CodePackageError(
			'wrong-key',
			'The code package key does not fit this package. Use the key that WeChat issued for the account that applied for the codes.',
		),
	noRow: (line: number) =>
		new CodePackageError(
			'unclassifiable-row',
			`Line ${line} of the code package does not hold the four columns of a code. No code of this package is given out. Download it again; if that does not help, WeChat may have changed the form of its packages.`,
			line,
		),
	otherCount: (codes: number, block: CodeRange) =>
		new CodePackageError(
			'count-mismatch',
			`The code package holds ${codes} codes, but the block is ${describeRange(block)}. Download it again.`,
		),
	repeated: (line: number, index: number) =>
		new CodePackageError(
			'duplicate-index',
			`Line ${line} of the code package repeats the position ${index}.`,
			line,
		),
};
