import { describeRange, touches, type CodeRange } from '../../../../domain/ranges';
import type { Ending, Settled } from './ending';

/** Ranges that a message lists before it only counts them. */
const MOST_LISTED = 20;

/** Parts of one kind and one reason together. */
export function kindsOf(parts: readonly Settled[]): Array<{ ending: Ending; parts: Settled[] }> {
	const groups: Array<{ ending: Ending; parts: Settled[] }> = [];
	for (const part of parts) {
		const group = groups.find(({ ending }) => alike(ending, part.ending));
		if (group === undefined) groups.push({ ending: part.ending, parts: [part] });
		else group.parts.push(part);
	}
	return groups;
}

function alike(a: Ending, b: Ending): boolean {
	if (a.kind !== b.kind) return false;
	if (a.kind === 'held' && b.kind === 'held') {
		return a.segment.range.codeStart === b.segment.range.codeStart;
	}
	return a.kind !== 'refused' || b.kind !== 'refused' || a.refusal.errcode === b.refusal.errcode;
}

export const rangesOf = (parts: readonly Settled[]): CodeRange[] => parts.map(({ range }) => range);

/** The parts in which it was sent, with their sizes. */
export function listed(parts: readonly Settled[]): string {
	const ranges = rangesOf(parts);
	return shown(ranges.length > MOST_LISTED ? joined(ranges) : ranges, describeRange);
}

/** Where it is active or not, in as few ranges as can be. */
export const plainly = (parts: readonly Settled[]): string =>
	shown(joined(rangesOf(parts)), ({ codeStart, codeEnd }) =>
		codeStart === codeEnd ? `${codeStart}` : `${codeStart}–${codeEnd}`,
	);

function shown(ranges: readonly CodeRange[], inWords: (range: CodeRange) => string): string {
	const told = ranges.slice(0, MOST_LISTED).map(inWords).join(', ');
	const more = ranges.length - MOST_LISTED;
	return more > 0 ? `${told} and ${more} more` : told;
}

function joined(ranges: readonly CodeRange[]): CodeRange[] {
	const all: CodeRange[] = [];
	for (const range of ranges) {
		const last = all[all.length - 1];
		if (last !== undefined && touches(last, range)) {
			all[all.length - 1] = { codeStart: last.codeStart, codeEnd: range.codeEnd };
		} else all.push(range);
	}
	return all;
}
