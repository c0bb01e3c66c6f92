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
	/** @param text the beginning of the package */
	noRow: (line: number, text: string) =>
		new CodePackageError(
			'unclassifiable-row',
			`Line ${line} of the code package does not hold the four columns of a code. No code of this package is given out. Download it again; if that does not help, WeChat may have changed the form of its packages: Raw Files gives them as they are. The shape of the first line: ${shapeOf(text)}`,
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

/** The first line without what it says: "digits×68 tab other×3 letters×4". Each kind of character as often as it stands there. */
function shapeOf(text: string): string {
	const [line] = text.split(/[\r\n]/, 1);
	const runs = line.match(/\d+|\p{L}+|\t|[ -/:-@[-`{-~]|[^\d\p{L}\t -~]+/gu) ?? [];
	const told = runs.slice(0, MOST_RUNS).map((run) => {
		if (run === '\t') return 'tab';
		if (/^[ -~]$/.test(run) && !/[\da-z]/i.test(run)) return `"${run}"`;
		const kind = /^\d/.test(run) ? 'digits' : /^\p{L}/u.test(run) ? 'letters' : 'other';
		return `${run.length} ${kind}`;
	});
	return runs.length === 0 ? 'empty' : told.concat(runs.length > MOST_RUNS ? '…' : []).join(', ');
}

const MOST_RUNS = 30;
