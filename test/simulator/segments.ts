import type { Segment } from './types';

/** Active ranges of one application: sorted, never overlapping, looked up by binary search. */
export class Segments {
	private readonly list: Segment[] = [];

	all(): Segment[] {
		return [...this.list];
	}

	/** Index of the first segment that ends at or after `position`. */
	private firstEndingFrom(position: number): number {
		let low = 0;
		let high = this.list.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.list[middle].codeEnd < position) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	at(position: number): Segment | undefined {
		const segment = this.list[this.firstEndingFrom(position)];
		return segment && segment.codeStart <= position ? segment : undefined;
	}

	overlapping(codeStart: number, codeEnd: number): Segment[] {
		const first = this.firstEndingFrom(codeStart);
		let end = first;
		while (end < this.list.length && this.list[end].codeStart <= codeEnd) end++;
		return this.list.slice(first, end);
	}

	/** Adds a segment that overlaps none. */
	add(segment: Segment): void {
		this.list.splice(this.firstEndingFrom(segment.codeStart), 0, segment);
	}

	/** Adds a segment and cuts away what it covers of others. */
	overwrite(segment: Segment): void {
		const covered = this.overlapping(segment.codeStart, segment.codeEnd);
		const kept: Segment[] = [];
		for (const old of covered) {
			if (old.codeStart < segment.codeStart) {
				kept.push({ ...old, codeEnd: segment.codeStart - 1 });
			}
		}
		kept.push(segment);
		for (const old of covered) {
			if (old.codeEnd > segment.codeEnd) kept.push({ ...old, codeStart: segment.codeEnd + 1 });
		}
		this.list.splice(this.firstEndingFrom(segment.codeStart), covered.length, ...kept);
	}

	/** The parts of a range that are not active. */
	free(codeStart: number, codeEnd: number): Array<{ codeStart: number; codeEnd: number }> {
		const parts: Array<{ codeStart: number; codeEnd: number }> = [];
		let from = codeStart;
		for (const segment of this.overlapping(codeStart, codeEnd)) {
			if (segment.codeStart > from) parts.push({ codeStart: from, codeEnd: segment.codeStart - 1 });
			from = segment.codeEnd + 1;
		}
		if (from <= codeEnd) parts.push({ codeStart: from, codeEnd });
		return parts;
	}
}
