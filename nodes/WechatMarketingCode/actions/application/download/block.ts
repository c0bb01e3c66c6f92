import {
	CodePackageError,
	decryptPackage,
	parsePackage,
	type PackageRow,
} from '../../../domain/codePackage';
import type { CodeRange } from '../../../domain/ranges';

/** One block of codes, decrypted and checked; only the asked-for part of it. */
export interface Block {
	readonly range: CodeRange;
	readonly rows: readonly PackageRow[];
	/** WeChat's own text of these rows. */
	readonly text: string;
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
			{ range: block, rows: parsePackage(plain, block), text: plain.toString('utf8') },
			part,
		);
	} catch (error) {
		const told = error instanceof CodePackageError ? error.message : 'the package could not be read.';
		return { failure: `Block ${block.codeStart}–${block.codeEnd}: ${told}` };
	}
}

function takePart(block: Block, part: CodeRange | undefined): Block {
	if (part === undefined) return block;
	const range = {
		codeStart: Math.max(part.codeStart, block.range.codeStart),
		codeEnd: Math.min(part.codeEnd, block.range.codeEnd),
	};
	const isIn = ({ index }: PackageRow): boolean =>
		range.codeStart <= index && index <= range.codeEnd;
	const lines = block.text.split('\n').filter((line) => line.trim() !== '');
	return {
		range,
		rows: block.rows.filter(isIn),
		text: lines
			.filter((_, at) => isIn(block.rows[at]))
			.map((line) => `${line}\n`)
			.join(''),
	};
}
