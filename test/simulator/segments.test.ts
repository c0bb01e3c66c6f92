import fc from 'fast-check';
import { Commits } from './commits';
import { Segments } from './segments';
import type { Commit, Segment } from './types';

const VALUES = {
	activity_name: 'a',
	product_brand: 'b',
	product_title: 't',
	product_code: 'c',
	wxa_appid: 'w',
	wxa_path: 'p',
	wxa_type: 0,
};

function segment(codeStart: number, codeEnd: number, seq = 0): Segment {
	return { ...VALUES, codeStart, codeEnd, committedAt: 0, seq };
}

const RANGES = fc.array(
	fc.tuple(fc.nat(60), fc.nat(8)).map(([start, length]) => [start, start + length] as const),
	{ maxLength: 40 },
);

test('refusing and overwriting agree with an array of every single code', () => {
	fc.assert(
		fc.property(RANGES, fc.boolean(), (ranges, overwrite) => {
			const naive = Array<number>(70).fill(-1);
			const segments = new Segments();
			ranges.forEach(([start, end], seq) => {
				const taken = naive.slice(start, end + 1).some((owner) => owner >= 0);
				expect(segments.overlapping(start, end).length > 0).toBe(taken);
				const free = segments.free(start, end).flatMap(({ codeStart, codeEnd }) => {
					return Array.from({ length: codeEnd - codeStart + 1 }, (_, i) => codeStart + i);
				});
				const naiveFree = naive.flatMap((owner, i) =>
					owner < 0 && i >= start && i <= end ? [i] : [],
				);
				expect(free).toEqual(naiveFree);
				if (taken && !overwrite) return;
				if (overwrite) segments.overwrite(segment(start, end, seq));
				else segments.add(segment(start, end, seq));
				naive.fill(seq, start, end + 1);
			});
			expect(naive.map((_, i) => segments.at(i)?.seq ?? -1)).toEqual(naive);
			const all = segments.all();
			all.forEach((one, i) => {
				expect(one.codeStart).toBeLessThanOrEqual(one.codeEnd);
				if (i > 0) expect(one.codeStart).toBeGreaterThan(all[i - 1].codeEnd);
			});
		}),
	);
});

test('commits are counted per code as by an array of every single code', () => {
	fc.assert(
		fc.property(RANGES, (ranges) => {
			const naive = Array<number>(70).fill(0);
			const commits = new Commits();
			for (const [start, end] of ranges) {
				const made: Commit = {
					...segment(start, end),
					applicationId: '1',
					requestSeq: 0,
					overwrote: false,
				};
				commits.add(made);
				for (let i = start; i <= end; i++) naive[i]++;
			}
			const counted = Array<number>(70).fill(0);
			for (const { codeStart, codeEnd, commits: count } of commits.perCode('1')) {
				counted.fill(count, codeStart, codeEnd + 1);
			}
			expect(counted).toEqual(naive);
			const double = commits.double().reduce((sum, r) => sum + r.codeEnd - r.codeStart + 1, 0);
			expect(double).toBe(naive.filter((count) => count > 1).length);
			expect(commits.perCode('2')).toEqual([]);
		}),
	);
});

test('100,000 segments in a scattered order: a look-up reads a few of them, never all', () => {
	const segments = new Segments();
	const count = 100_000;
	let reads = 0;
	class Counted {
		readonly committedAt = 0;
		readonly seq = 0;
		constructor(readonly codeStart: number) {
			Object.assign(this, VALUES);
		}
		get codeEnd() {
			reads++;
			return this.codeStart;
		}
	}
	const counting = (position: number) => new Counted(position) as Counted & typeof VALUES;
	for (let i = 0; i < count; i++) segments.add(counting(((i * 61_803) % count) * 2));
	expect(reads).toBeLessThan(count * 20);
	reads = 0;
	expect(segments.at(123_456)?.codeStart).toBe(123_456);
	expect(segments.at(123_457)).toBeUndefined();
	expect(segments.overlapping(0, 0)).toHaveLength(1);
	expect(segments.free(199_997, 200_000)).toHaveLength(2);
	expect(reads).toBeLessThan(100);
	expect(segments.all()).toHaveLength(count);
});
