import { comma, en, joined, quoted, ToldError, type Sentence } from '../sentence';
import { describeRange, type CodeRange } from '../ranges';

/** Why a package gives no rows, with neither the key nor a code. `line` counts from 1. */
export class CodePackageError extends ToldError {
	constructor(
		readonly reason: string,
		sentence: Sentence,
		readonly line?: number,
	) {
		super(sentence);
		this.name = 'CodePackageError';
	}
}

/** Every error of this room, from what was found. */
export const errors = {
	keyLength: (length: number) =>
		new CodePackageError(
			'key-length',
			en`The code package key must have 16 characters, but this one has ${length}. Copy it again from WeChat's message.`
				.zh`码包密钥应为 16 个字符，现在是 ${length} 个。请从微信下发的消息中重新复制。`,
		),
	notBase64: () =>
		new CodePackageError(
			'not-base64',
			en`The code package that WeChat sent is not base64 text. Download it again.`
				.zh`微信返回的码包不是 base64 文本。请重新下载。`,
		),
	truncated: () =>
		new CodePackageError(
			'truncated',
			en`The code package that WeChat sent is empty or cut off. Download it again.`
				.zh`微信返回的码包为空或不完整。请重新下载。`,
		),
	wrongKey: () =>
		new CodePackageError(
			'wrong-key',
			en`The code package key does not fit this package. Use the key that WeChat issued for the account that applied for the codes.`
				.zh`码包密钥与这个码包不匹配。请使用微信下发给申请这些码的账号的密钥。`,
		),
	/** @param text the beginning of the package */
	noRow: (line: number, text: string) =>
		new CodePackageError(
			'unclassifiable-row',
			en`Line ${line} of the code package does not hold the four columns of a code. No code of this package is given out. Download it again; if that does not help, WeChat may have changed the form of its packages: Raw Files gives them as they are. The shape of the first line: ${shapeOf(text)}`
				.zh`码包第 ${line} 行不是一个码应有的四列。这个码包中的码都没有输出。请重新下载；如果仍然这样，可能是微信更改了码包格式：可用 Raw Files（原始文件）原样输出。首行的构成：${shapeOf(text)}`,
			line,
		),
	otherCount: (codes: number, block: CodeRange) =>
		new CodePackageError(
			'count-mismatch',
			en`The code package holds ${codes} codes, but the block is ${describeRange(block)}. Download it again.`
				.zh`码包里有 ${codes} 个码，而该区块是 ${describeRange(block)}。请重新下载。`,
		),
	repeated: (line: number, index: number) =>
		new CodePackageError(
			'duplicate-index',
			en`Line ${line} of the code package repeats the position ${index}.`
				.zh`码包第 ${line} 行重复了位置 ${index}。`,
			line,
		),
};

const MOST_RUNS = 30;

/** The first line without what it says: "68 digits, tab, 3 other, 4 letters". Each kind of character as often as it stands there. */
function shapeOf(text: string): Sentence {
	const [line] = text.split(/[\r\n]/, 1);
	const runs = line.match(/\d+|\p{L}+|\t|[ -/:-@[-`{-~]|[^\d\p{L}\t -~]+/gu) ?? [];
	if (runs.length === 0) return en`empty`.zh`空行`;
	const told = runs.slice(0, MOST_RUNS).map((run): Sentence => {
		if (run === '\t') return en`tab`.zh`制表符`;
		if (/^\d/.test(run)) return en`${run.length} digits`.zh`${run.length} 位数字`;
		if (/^\p{L}/u.test(run)) return en`${run.length} letters`.zh`${run.length} 个字母`;
		if (/^[ -~]$/.test(run)) return quoted(run);
		return en`${run.length} other`.zh`${run.length} 个其他字符`;
	});
	return joined(runs.length > MOST_RUNS ? [...told, '…'] : told, comma);
}
