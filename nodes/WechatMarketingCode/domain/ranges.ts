/** Positions of codes inside one application: 0-based, both ends inclusive (docs/wechat-api.md, "Positions"). */
export interface CodeRange {
	codeStart: number;
	codeEnd: number;
}

/** WeChat generates and lists codes in blocks of this many (docs/wechat-api.md, "Blocks"). */
export const BLOCK_SIZE = 50_000;

/** No source allows an application more than 200 million codes (docs/wechat-api.md, "Applying"). */
const MOST_BLOCKS = 200_000_000 / BLOCK_SIZE;

/** How many codes the range holds. */
export function countOf({ codeStart, codeEnd }: CodeRange): number {
	return codeEnd - codeStart + 1;
}

/** The number of the block (from 0) in which a position lies. */
export function blockOf(index: number): number {
	return Math.floor(index / BLOCK_SIZE);
}

export function crossesBlock({ codeStart, codeEnd }: CodeRange): boolean {
	return blockOf(codeStart) !== blockOf(codeEnd);
}

/**
 * The parts of a range, in order, none of which crosses a block border; together they hold exactly
 * the same positions. A range longer than any application comes back whole: its parts would fill
 * the memory, and WeChat refuses it either way.
 */
export function cutAtBlocks(range: CodeRange): CodeRange[] {
	const first = blockOf(range.codeStart);
	const last = blockOf(range.codeEnd);
	if (last - first >= MOST_BLOCKS) return [range];
	const parts: CodeRange[] = [];
	for (let block = first; block <= last; block++) {
		parts.push({
			codeStart: Math.max(range.codeStart, block * BLOCK_SIZE),
			codeEnd: Math.min(range.codeEnd, (block + 1) * BLOCK_SIZE - 1),
		});
	}
	return parts;
}

/** True when `b` starts at the position right after the end of `a`. */
export function touches(a: CodeRange, b: CodeRange): boolean {
	return b.codeStart === a.codeEnd + 1;
}

/** True when every position of `inner` is in `outer`. */
export function contains(outer: CodeRange, inner: CodeRange): boolean {
	return outer.codeStart <= inner.codeStart && inner.codeEnd <= outer.codeEnd;
}

/** True when both have the same ends. */
export function isEqual(a: CodeRange, b: CodeRange): boolean {
	return a.codeStart === b.codeStart && a.codeEnd === b.codeEnd;
}

/** From the first position to the last of ranges in order. */
export function spanning(ranges: readonly CodeRange[]): CodeRange {
	return { codeStart: ranges[0].codeStart, codeEnd: ranges[ranges.length - 1].codeEnd };
}

/** True when the two ranges have at least one position in common. */
export function overlaps(a: CodeRange, b: CodeRange): boolean {
	return a.codeStart <= b.codeEnd && b.codeStart <= a.codeEnd;
}

/** For messages: "0–9999 (10,000 codes)", "7 (1 code)". */
export function describeRange(range: CodeRange): string {
	const { codeStart, codeEnd } = range;
	if (codeStart === codeEnd) return `${codeStart} (1 code)`;
	return `${codeStart}–${codeEnd} (${countOf(range).toLocaleString('en-US')} codes)`;
}
