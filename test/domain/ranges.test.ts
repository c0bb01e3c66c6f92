import fc from 'fast-check';
import {
	BLOCK_SIZE,
	blockOf,
	contains,
	countOf,
	crossesBlock,
	cutAtBlocks,
	clip,
	describeRange,
	overlaps,
	touches,
	type CodeRange,
} from '../../nodes/WechatMarketingCode/domain/ranges';

const range = (codeStart: number, codeEnd: number): CodeRange => ({ codeStart, codeEnd });
const anyRange = fc
	.tuple(fc.nat(2_000_000), fc.nat(400_000))
	.map(([start, length]) => range(start, start + length));
const smallRange = fc
	.tuple(fc.nat(30), fc.nat(10))
	.map(([start, more]) => range(start, start + more));

describe('a range of codes', () => {
	test('counts both ends', () => {
		expect(countOf(range(0, 9999))).toBe(10_000);
		expect(countOf(range(7, 7))).toBe(1);
	});

	test('is described with its count', () => {
		expect(describeRange(range(0, 9999)).en).toBe('0–9999 (10,000 codes)');
		expect(describeRange(range(7, 7)).en).toBe('7 (1 code)');
	});

	test('lies in blocks of 50,000, the first of which ends at 49999', () => {
		expect([0, 49_999, 50_000, 99_999, 100_000].map(blockOf)).toEqual([0, 0, 1, 1, 2]);
		expect(crossesBlock(range(0, 49_999))).toBe(false);
		expect(crossesBlock(range(49_999, 50_000))).toBe(true);
	});

	test('touches only the range that starts right after it', () => {
		expect(touches(range(0, 9), range(10, 19))).toBe(true);
		expect(touches(range(0, 9), range(9, 19))).toBe(false);
		expect(touches(range(0, 9), range(11, 19))).toBe(false);
		expect(touches(range(10, 19), range(0, 9))).toBe(false);
	});

	test('overlaps and contains as its positions do, one by one', () => {
		const positions = ({ codeStart, codeEnd }: CodeRange) =>
			Array.from({ length: codeEnd - codeStart + 1 }, (_, at) => codeStart + at);
		fc.assert(
			fc.property(smallRange, smallRange, (a, b) => {
				const inA = new Set(positions(a));
				expect(overlaps(a, b)).toBe(positions(b).some((position) => inA.has(position)));
				expect(contains(a, b)).toBe(positions(b).every((position) => inA.has(position)));
			}),
		);
	});
});

describe('cutting at block borders', () => {
	test('gives the parts of the blocks', () => {
		expect(cutAtBlocks(range(49_990, 100_005))).toEqual([
			range(49_990, 49_999),
			range(50_000, 99_999),
			range(100_000, 100_005),
		]);
		expect(cutAtBlocks(range(5, 6))).toEqual([range(5, 6)]);
	});

	test('loses no position, repeats none, and no part crosses a border', () => {
		fc.assert(
			fc.property(anyRange, (whole) => {
				const parts = cutAtBlocks(whole);
				expect(parts[0].codeStart).toBe(whole.codeStart);
				expect(parts[parts.length - 1].codeEnd).toBe(whole.codeEnd);
				parts.forEach((part, at) => {
					expect(part.codeStart).toBeLessThanOrEqual(part.codeEnd);
					expect(crossesBlock(part)).toBe(false);
					if (at > 0) expect(touches(parts[at - 1], part)).toBe(true);
				});
			}),
		);
	});

	test('leaves a range whole that is longer than any application', () => {
		const absurd = range(0, Number.MAX_SAFE_INTEGER);
		expect(cutAtBlocks(absurd)).toEqual([absurd]);
		expect(cutAtBlocks(range(0, 20_000_000 - 1))).toHaveLength(20_000_000 / BLOCK_SIZE);
	});
});

describe('what lies in a range', () => {
	it('is cut to it and keeps its order; what only touches it is left out', () => {
		const things = ['0–4', '5–9', '10–14', '15–19'].map((name) => {
			const [codeStart, codeEnd] = name.split('–').map(Number);
			return { name, range: { codeStart, codeEnd } };
		});
		expect(clip(things, range(3, 10))).toEqual([
			{ name: '0–4', range: range(3, 4) },
			{ name: '5–9', range: range(5, 9) },
			{ name: '10–14', range: range(10, 10) },
		]);
	});
});
