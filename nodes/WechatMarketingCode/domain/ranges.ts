import { range as numbers, sortedIndexBy, sortedLastIndexBy } from 'lodash';
import { rememberLast } from './rememberLast';
import { en, type Sentence } from './sentence';

/** Positions of codes inside one application: 0-based, both ends inclusive (docs/wechat-api.md, "Positions"). */
export interface CodeRange {
	codeStart: number;
	codeEnd: number;
}

/** WeChat generates and lists codes in blocks of this many (docs/wechat-api.md, "Blocks"). */
export const BLOCK_SIZE = 50_000;

/** No source allows an application more than 200 million codes (docs/wechat-api.md, "Applying"). */
const MOST_BLOCKS = 200_000_000 / BLOCK_SIZE;

export const countOf = ({ codeStart, codeEnd }: CodeRange): number => codeEnd - codeStart + 1;

/** The number of the block (from 0) in which a position lies. */
export const blockOf = (index: number): number => Math.floor(index / BLOCK_SIZE);

export const crossesBlock = ({ codeStart, codeEnd }: CodeRange): boolean =>
	blockOf(codeStart) !== blockOf(codeEnd);

/**
 * The parts of a range, in order, none of which crosses a block border; together they hold exactly
 * the same positions. A range longer than any application comes back whole: its parts would fill
 * the memory, and WeChat refuses it either way.
 */
export function cutAtBlocks(range: CodeRange): CodeRange[] {
	const [first, last] = [blockOf(range.codeStart), blockOf(range.codeEnd)];
	if (last - first >= MOST_BLOCKS) return [range];
	return numbers(first, last + 1).map((block) => ({
		codeStart: Math.max(range.codeStart, block * BLOCK_SIZE),
		codeEnd: Math.min(range.codeEnd, (block + 1) * BLOCK_SIZE - 1),
	}));
}

/** `b` starts at the position right after the end of `a`. */
export const touches = (a: CodeRange, b: CodeRange): boolean => b.codeStart === a.codeEnd + 1;

export const contains = (outer: CodeRange, inner: CodeRange): boolean =>
	outer.codeStart <= inner.codeStart && inner.codeEnd <= outer.codeEnd;

export const isEqual = (a: CodeRange, b: CodeRange): boolean =>
	a.codeStart === b.codeStart && a.codeEnd === b.codeEnd;

/** From the first position to the last of ranges in order. */
export function spanning(ranges: readonly CodeRange[]): CodeRange {
	const [first] = ranges;
	const last = ranges[ranges.length - 1];
	return first === last ? first : { codeStart: first.codeStart, codeEnd: last.codeEnd };
}

/** The two have at least one position in common. */
export const overlaps = (a: CodeRange, b: CodeRange): boolean =>
	a.codeStart <= b.codeEnd && b.codeStart <= a.codeEnd;

const startIn = ({ range }: { readonly range: CodeRange }): number => range.codeStart;
const endIn = ({ range }: { readonly range: CodeRange }): number => range.codeEnd;

/** What lies in a range of things that have one themselves, each cut to it. They are in order, and none overlaps another. */
export const clip = <T extends { readonly range: CodeRange }>(
	things: readonly T[],
	{ codeStart, codeEnd }: CodeRange,
): T[] => {
	const at = (index: number) => ({ range: { codeStart: index, codeEnd: index } });
	const from = sortedIndexBy<{ range: CodeRange }>(things, at(codeStart), endIn);
	const to = sortedLastIndexBy<{ range: CodeRange }>(things, at(codeEnd), startIn);
	return things.slice(from, to).map((thing) => ({
		...thing,
		range: {
			codeStart: Math.max(thing.range.codeStart, codeStart),
			codeEnd: Math.min(thing.range.codeEnd, codeEnd),
		},
	}));
};

/** A block as WeChat lists it, and what is taken of it. */
export interface Share {
	readonly block: CodeRange;
	readonly range: CodeRange;
}

/**
 * What is taken of each block for a part, or for all: no code twice, and none is left out where blocks
 * overlap. `repeated`: the blocks that hold codes of those before them.
 *
 * @param blocks in order of their starts
 */
export function sharesOf(
	blocks: readonly CodeRange[],
	{ codeStart, codeEnd }: CodeRange = { codeStart: 0, codeEnd: Infinity },
): { shares: Share[]; repeated: CodeRange[] } {
	const shares: Share[] = [];
	const repeated: CodeRange[] = [];
	let next = codeStart;
	for (const block of blocks) {
		const first = Math.max(codeStart, block.codeStart);
		const last = Math.min(codeEnd, block.codeEnd);
		if (first > last) continue;
		if (first < next) repeated.push(block);
		if (last < next) continue;
		shares.push({ block, range: { codeStart: Math.max(next, first), codeEnd: last } });
		next = last + 1;
	}
	return { shares, repeated };
}

/** "10,000". Batches are of one size. */
const inGroups = rememberLast((count: number) => count.toLocaleString('en-US'));

/** For messages: "0–9999 (10,000 codes)", "7 (1 code)". */
export function describeRange(range: CodeRange): Sentence {
	const { codeStart, codeEnd } = range;
	const count = inGroups(countOf(range));
	const where = codeStart === codeEnd ? `${codeStart}` : `${codeStart}–${codeEnd}`;
	return en`${where} (${count} ${count === '1' ? 'code' : 'codes'})`.zh`${where}（${count} 个码）`;
}
