import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startWorld, statuses, type World } from '../world';
import { mapped, row, sent, sentRanges } from './sheet';

interface Piece {
	readonly start: number;
	readonly end: number;
	readonly brand: string;
}

/** Disjoint ranges, some touching, some across a block of 50,000, of two products, in any order. */
const pieces = fc
	.tuple(
		fc.constantFrom(0, 49_990, 99_950),
		fc.array(
			fc.record({
				gap: fc.constantFrom(0, 0, 0, 1, 7),
				length: fc.oneof({ maxDepth: 0 }, fc.integer({ min: 1, max: 12 }), fc.constant(60_000)),
				brand: fc.constantFrom('山泉', '山泉', 'another'),
			}),
			{ minLength: 1, maxLength: 6 },
		),
		fc.boolean(),
	)
	.map(([from, parts, backwards]) => {
		let at = from;
		const made = parts.map(({ gap, length, brand }): Piece => {
			const start = at + gap;
			at = start + length;
			return { start, end: at - 1, brand };
		});
		return backwards ? made.reverse() : made;
	});

const settings = fc.record({
	oneBased: fc.boolean(),
	byCount: fc.boolean(),
	combine: fc.boolean(),
	crossBlocks: fc.constantFrom(
		'accept' as const,
		'80306' as const,
		'80308' as const,
		'80310' as const,
	),
});

const key = (start: number, end: number, brand: string) => `${brand} ${start}-${end}`;

/** Touching ranges of one product joined, so that only what is covered counts, not how it was cut. */
function covered(ranges: readonly Piece[]): string[] {
	const joined: Piece[] = [];
	for (const piece of [...ranges].sort((a, b) => a.start - b.start)) {
		const last = joined.at(-1);
		if (last !== undefined && last.brand === piece.brand && last.end + 1 === piece.start) {
			joined[joined.length - 1] = { ...last, end: piece.end };
		} else joined.push(piece);
	}
	return joined.map(({ start, end, brand }) => key(start, end, brand));
}

const { codeEnd, ...withoutEnd } = mapped;
const byStartCount: INodeParameters = {
	...withoutEnd,
	rangeBy: 'startCount',
	codeCount: '={{ $json.count }}',
};

describe('what is sent', () => {
	let world: World;
	let application = 700_000_000;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it('covers exactly the ranges of the rows, each code once, with the values of its row', async () => {
		await fc.assert(
			fc.asyncProperty(
				pieces,
				settings,
				async (made, { oneBased, byCount, combine, crossBlocks }) => {
					application += 1;
					world.simulator.addApplication({ applicationId: application, codeCount: 600_000 });
					world.simulator.set({ crossBlocks });
					const first = oneBased ? 1 : 0;
					const rows = made.map(({ start, end, brand }) =>
						row(start + first, end + first, { application, brand, count: end - start + 1 }),
					);
					const run = await world.run({
						rows,
						parameters: byCount ? byStartCount : { ...mapped, codeEnd },
						options: {
							numbering: oneBased ? 'oneBased' : 'zeroBased',
							combineAdjacentRows: combine,
						},
					});
					expect(run.error).toBeUndefined();
					expect(statuses(run)).toEqual(made.map(() => 'activated'));
					expect(
						run.rows.map((told: IDataObject) => [
							told.activation_code_start,
							told.activation_code_end,
							told.activation_code_count,
						]),
					).toEqual(made.map(({ start, end }) => [start, end, end - start + 1]));
					const active = world.simulator
						.segments(application)
						.map(({ codeStart: start, codeEnd: end, product_brand: brand }) => ({
							start,
							end,
							brand,
						}));
					expect(covered(active)).toEqual(covered(made));
					expect(world.simulator.doubleCommits()).toEqual([]);
				},
			),
			{ numRuns: 25 },
		);
	});

	it.each<[string, IDataObject, INodeParameters, string]>([
		['an end one before its start', row(10, 9), mapped, 'zeroBased'],
		['an end far before its start', row(10, 0), mapped, 'zeroBased'],
		['a count of 0', row(10, 0, { count: 0 }), byStartCount, 'zeroBased'],
		['a start of 0 where the first code is 1', row(0, 9), mapped, 'oneBased'],
		['an end of 0 where the first code is 1', row(1, 0), mapped, 'oneBased'],
	])('is nothing for %s', async (_what, bad, parameters, numbering) => {
		const run = await world.run({
			rows: [bad],
			parameters,
			options: { numbering },
			onError: 'continueRegularOutput',
		});
		expect(statuses(run)).toEqual(['invalid']);
		expect(world.simulator.count()).toBe(0);
	});

	it('is one call per single code, and the first and last code of an application', async () => {
		const rows = [row(0, 0), row(199_999, 199_999)];
		const run = await world.run({ rows, parameters: mapped, options: { numbering: 'zeroBased' } });
		expect(statuses(run)).toEqual(['activated', 'activated']);
		expect(sentRanges(world)).toEqual(['0-0', '199999-199999']);
		expect(sent(world)).toHaveLength(2);
	});

	it('is nothing of a row that shares a single code with an earlier one', async () => {
		const run = await world.run({
			rows: [row(0, 9), row(9, 19), row(10, 19)],
			parameters: mapped,
			options: { numbering: 'zeroBased' },
			onError: 'continueRegularOutput',
		});
		expect(statuses(run).slice(0, 2)).toEqual(['activated', 'invalid']);
		expect(sentRanges(world)[0]).toBe('0-9');
		expect(sentRanges(world)).not.toContain('9-19');
	});
});
