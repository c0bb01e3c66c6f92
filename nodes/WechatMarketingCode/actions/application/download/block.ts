import {
	CodePackageError,
	decryptPackage,
	parsePackage,
	type PackageRow,
	type PackageRows,
} from '../../../domain/codePackage';
import { contains, type CodeRange } from '../../../domain/ranges';
import { words } from '../words';

/** One block of codes, decrypted and checked; only the asked-for part of it. */
export interface Block {
	readonly range: CodeRange;
	/** As many as the range has codes, in the order of WeChat's lines. */
	readonly rows: Iterable<PackageRow>;
	/** WeChat's own text of these rows; made when it is asked for, since few want it. */
	readonly text: () => string;
}

/** Decrypts and checks a downloaded package; what is wrong comes back as a sentence. */
export function openBlock(
	buffer: string,
	packageKey: string,
	block: CodeRange,
	part: CodeRange | undefined,
): Block | { failure: string } {
	if (packageKey === '') return { failure: words.noPackageKey() };
	try {
		const plain = decryptPackage(buffer, packageKey);
		const rows = parsePackage(plain, block);
		return part === undefined || contains(part, block)
			? { range: block, rows, text: () => textOf(plain) }
			: partOf(rows, plain, clip(block, part));
	} catch (error) {
		const told = error instanceof CodePackageError ? error.message : undefined;
		return { failure: words.badBlock(block, told) };
	}
}

/** What a block has of the part; its end is before its start when that is nothing. */
export const clip = (block: CodeRange, part: CodeRange): CodeRange => ({
	codeStart: Math.max(part.codeStart, block.codeStart),
	codeEnd: Math.min(part.codeEnd, block.codeEnd),
});

const PREFIX_LENGTH = 16;

/** The text of a package, without the 16 bytes that some may begin with (docs/wechat-api.md, "Cipher of a package"). */
function textOf(plain: Buffer): string {
	const isText = (byte: number): boolean =>
		(byte >= 0x20 && byte <= 0x7e) || [0x09, 0x0a, 0x0d].includes(byte);
	const hasPrefix = !plain.subarray(0, PREFIX_LENGTH).every(isText);
	return plain.toString('latin1', hasPrefix ? PREFIX_LENGTH : 0);
}

function partOf(rows: PackageRows, plain: Buffer, range: CodeRange): Block {
	const isIn = (index: number): boolean => range.codeStart <= index && index <= range.codeEnd;
	return {
		range,
		rows: [...rows].filter(({ index }) => isIn(index)),
		text: () =>
			linesOf(textOf(plain))
				.filter((_, line) => line < rows.length && isIn(rows.indexOf(line)))
				.join(''),
	};
}

/** A line for each row, in their order, each with the line end that WeChat gave it. */
const linesOf = (text: string): string[] => text.match(/[^\r\n]+(?:\r\n?|\n|$)/g) ?? [];
