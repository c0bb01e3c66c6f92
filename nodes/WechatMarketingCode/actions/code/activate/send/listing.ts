import { describeRange, touches, type CodeRange } from '../../../../domain/ranges';
import { comma, en, joined, type Part, type Sentence } from '../../../../domain/sentence';
import type { Settled } from './ending';

/** Ranges that a message lists before it only counts them. */
const MOST_LISTED = 20;

export const rangesOf = (parts: readonly Settled[]): CodeRange[] => parts.map(({ range }) => range);

/** The parts in which it was sent, with their sizes. */
export const listed = (parts: readonly Settled[]): Sentence =>
	shown(parts.length > MOST_LISTED ? united(parts) : rangesOf(parts), describeRange);

/** Where it is active or not, in as few ranges as can be. */
export const plainly = (parts: readonly Settled[]): Sentence =>
	shown(united(parts), ({ codeStart, codeEnd }) =>
		codeStart === codeEnd ? `${codeStart}` : `${codeStart}–${codeEnd}`,
	);

function shown(ranges: readonly CodeRange[], inWords: (range: CodeRange) => Part): Sentence {
	const told = joined(ranges.slice(0, MOST_LISTED).map(inWords), comma);
	const more = ranges.length - MOST_LISTED;
	return more > 0 ? en`${told} and ${more} more`.zh`${told}，另外 ${more} 段` : told;
}

function united(parts: readonly Settled[]): CodeRange[] {
	const all: CodeRange[] = [];
	for (const { range } of parts) {
		const last = all.at(-1);
		if (last !== undefined && touches(last, range)) last.codeEnd = range.codeEnd;
		else all.push({ ...range });
	}
	return all;
}
