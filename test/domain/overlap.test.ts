import fc from 'fast-check';
import { findEarlierOverlaps as find } from '../../nodes/WechatMarketingCode/domain/overlap';
import { overlaps } from '../../nodes/WechatMarketingCode/domain/ranges';

interface Row {
	applicationId: string;
	codeStart: number;
	codeEnd: number;
}
type Rows = Array<Row | undefined>;

function findEarlierOverlaps(rows: Rows): Array<number | undefined> {
	const work = find(rows);
	let step = work.next();
	while (!step.done) step = work.next();
	return step.value;
}

const row = (codeStart: number, codeEnd: number, applicationId = '581865877'): Row => ({
	applicationId,
	codeStart,
	codeEnd,
});

/** The definition itself, row against row. */
function oracle(rows: Rows): Array<number | undefined> {
	return rows.map((later, index) => {
		if (!later || later.codeStart > later.codeEnd) return undefined;
		const first = rows
			.slice(0, index)
			.findIndex(
				(earlier) =>
					earlier !== undefined &&
					earlier.codeStart <= earlier.codeEnd &&
					earlier.applicationId === later.applicationId &&
					overlaps(earlier, later),
			);
		return first === -1 ? undefined : first;
	});
}

function anyRows(applications: number, highest: number, longest: number): fc.Arbitrary<Rows> {
	const one = fc
		.tuple(fc.nat(applications - 1), fc.nat(highest), fc.integer({ min: -1, max: longest }))
		.map(([application, start, more]) => row(start, start + more, `app ${application}`));
	return fc.array(fc.option(one, { nil: undefined, freq: 8 }), { maxLength: 60 });
}

describe('rows that overlap an earlier row', () => {
	test('name the lowest earlier row', () => {
		const rows = [row(0, 9), row(10, 19), row(5, 14), row(9, 9), row(19, 20), row(30, 39)];
		expect(findEarlierOverlaps(rows)).toEqual([undefined, undefined, 0, 0, 1, undefined]);
	});

	test('name an earlier row even when that row overlaps another one itself', () => {
		expect(findEarlierOverlaps([row(0, 9), row(5, 14), row(12, 13)])).toEqual([undefined, 0, 1]);
	});

	test('do not overlap rows of another application, nor rows that only touch', () => {
		expect(findEarlierOverlaps([row(0, 9), row(0, 9, '715479145'), row(10, 19)])).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	test('leave out rows without a range', () => {
		expect(findEarlierOverlaps([undefined, row(9, 0), row(NaN, 9), row(0, 9)])).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		expect(findEarlierOverlaps([])).toEqual([]);
	});

	test.each([
		['crowded', anyRows(1, 20, 8)],
		['of several applications', anyRows(3, 40, 20)],
		['sparse', anyRows(2, 2_000_000, 60_000)],
		['far out', anyRows(1, 5, 3).map((rows) => rows.map((one) => one && far(one)))],
	])('are found as by comparing each row with each: %s', (_name, rows) => {
		fc.assert(
			fc.property(rows, (some) => {
				expect(findEarlierOverlaps(some)).toEqual(oracle(some));
			}),
			{ numRuns: 1500 },
		);
	});
});

function far({ codeStart, codeEnd, applicationId }: Row): Row {
	const offset = Number.MAX_SAFE_INTEGER - 20;
	return row(codeStart + offset, codeEnd + offset, applicationId);
}

describe('the search among 50,000 rows', () => {
	const count = 50_000;
	const shapes: Array<[string, (index: number) => Row]> = [
		['that follow each other', (index) => row(index * 10, index * 10 + 9)],
		['that are all the same', () => row(0, 49_999)],
		['that lie inside each other, outermost first', (index) => row(index, 2 * count - index)],
		['that lie inside each other, innermost first', (index) => row(count - index, count + index)],
		['that come in falling order', (index) => row((count - index) * 10, (count - index) * 10 + 15)],
		['of as many applications', (index) => row(0, 9, String(index))],
	];

	// Counted, not timed: each look at a row's ends is one read of its getter.
	test.each(shapes)('looks at each row a handful of times: rows %s', (_name, shape) => {
		let reads = 0;
		const counted = Array.from({ length: count }, (_, index) => {
			const { applicationId, codeStart, codeEnd } = shape(index);
			return {
				applicationId,
				get codeStart() {
					reads++;
					return codeStart;
				},
				get codeEnd() {
					reads++;
					return codeEnd;
				},
			};
		});
		const found = findEarlierOverlaps(counted);
		expect(found).toHaveLength(count);
		expect(reads).toBeLessThan(count * 12);
	});
});
