import {
	CodePackageError,
	decryptPackage,
	parsePackage,
	type PackageRow,
} from '../../../domain/codePackage';
import { contains, type CodeRange } from '../../../domain/ranges';

/** One block of codes, decrypted and checked; only the asked-for part of it. */
export interface Block {
	readonly range: CodeRange;
	readonly rows: readonly PackageRow[];
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
	if (packageKey === '') {
		return {
			failure:
				'The credential has no Code Package Key. WeChat sent it (16 characters) when it opened one item one code for the account; fill it in, then download again.',
		};
	}
	try {
		const plain = decryptPackage(buffer, packageKey);
		return takePart(
			{ range: block, rows: parsePackage(plain, block), text: () => textOf(plain) },
			part,
		);
	} catch (error) {
		const told =
			error instanceof CodePackageError ? error.message : 'the package could not be read.';
		return { failure: `Block ${block.codeStart}–${block.codeEnd}: ${told}` };
	}
}

const PREFIX_LENGTH = 16;

/** The text of a package, without the 16 bytes that are no text with which some may begin (API facts §2.4). */
function textOf(plain: Buffer): string {
	const isText = (byte: number): boolean =>
		(byte >= 0x20 && byte <= 0x7e) || [0x09, 0x0a, 0x0d].includes(byte);
	const hasPrefix = !plain.subarray(0, PREFIX_LENGTH).every(isText);
	return plain.toString('latin1', hasPrefix ? PREFIX_LENGTH : 0);
}

function takePart(block: Block, part: CodeRange | undefined): Block {
	if (part === undefined || contains(part, block.range)) return block;
	const range = {
		codeStart: Math.max(part.codeStart, block.range.codeStart),
		codeEnd: Math.min(part.codeEnd, block.range.codeEnd),
	};
	const isIn = ({ index }: PackageRow): boolean =>
		range.codeStart <= index && index <= range.codeEnd;
	return {
		range,
		rows: block.rows.filter(isIn),
		text: () =>
			linesOf(block.text())
				.filter((_, at) => at < block.rows.length && isIn(block.rows[at]))
				.join(''),
	};
}

/** A line for each row, in their order, each with the line end that WeChat gave it. */
const linesOf = (text: string): string[] => text.match(/[^\r\n]+(?:\r\n?|\n|$)/g) ?? [];
