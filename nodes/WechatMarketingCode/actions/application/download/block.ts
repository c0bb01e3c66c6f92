import {
	CodePackageError,
	decryptPackage,
	parsePackage,
	type PackageRow,
	type PackageRows,
} from '../../../domain/codePackage';
import { contains, type CodeRange } from '../../../domain/ranges';
import type { Sentence } from '../../../domain/sentence';
import { words } from '../words';

/** One block of codes, decrypted; only the asked-for part of it. */
export interface Block {
	readonly range: CodeRange;
	/** Checked, as many as the range has codes, in the order of WeChat's lines; none where only `bytes` is wanted. */
	readonly rows: Iterable<PackageRow>;
	/** WeChat's own text of these rows, byte for byte; made when it is asked for, since few want it. */
	readonly bytes: () => Buffer;
}

/**
 * Decrypts and checks a downloaded package; what is wrong comes back as a sentence. A whole block in
 * WeChat's own form is not read at all, so that a layout which nobody knows does not keep it back.
 */
export function openBlock(
	buffer: string,
	packageKey: string,
	block: CodeRange,
	{ part, isRaw }: { part: CodeRange; isRaw: boolean },
): Block | { failure: Sentence } {
	if (packageKey === '') return { failure: words.noPackageKey };
	try {
		const plain = decryptPackage(buffer, packageKey);
		if (!contains(part, block)) return partOf(parsePackage(plain, block), plain, part);
		const rows = isRaw ? [] : parsePackage(plain, block);
		return { range: block, rows, bytes: () => plain };
	} catch (error) {
		const failure = error instanceof CodePackageError ? error.sentence : words.unreadPackage;
		return { failure };
	}
}

function partOf(rows: PackageRows, plain: Buffer, range: CodeRange): Block {
	const isIn = (index: number): boolean => range.codeStart <= index && index <= range.codeEnd;
	return {
		range,
		rows: [...rows].filter(({ index }) => isIn(index)),
		bytes: () => {
			const lines = linesOf(plain.toString('latin1', rows.from));
			const part = lines.filter((_, line) => isIn(rows.indexes[line]));
			return Buffer.from(part.join(''), 'latin1');
		},
	};
}

/** A line for each row, in their order, each with the line end that WeChat gave it. */
const linesOf = (text: string): string[] => text.match(/[^\r\n]+(?:\r\n?|\n|$)/g) ?? [];
