import fc from 'fast-check';
import { startWorld, statuses, type World } from '../world';
import {
	columns,
	fields,
	mapped,
	OTHER_APPLICATION,
	productFields,
	row,
	sent,
	type Field,
} from './sheet';

const valueOf = ({ others }: Field) => fc.constantFrom(...others);
const onWire = (cell: string, value: string | number): unknown =>
	cell === 'application' ? Number(value) : value;

describe('every field of a row', () => {
	let world: World;
	let from = 0;
	beforeEach(async () => {
		world = await startWorld();
		world.simulator.addApplication({ applicationId: OTHER_APPLICATION, codeCount: 200_000 });
		from = 0;
	});
	afterEach(async () => await world.end());

	const options = { numbering: 'zeroBased' };
	const inFields = { parameters: mapped, options };
	const inColumns = { parameters: columns, options };

	describe.each([
		['fields', inFields],
		['columns', inColumns],
	])('with the rows from %s', (_source, setup) => {
		it.each(fields)('$cell is sent as $wire and as nothing else', async (field) => {
			await fc.assert(
				fc.asyncProperty(valueOf(field), async (value) => {
					from += 20;
					const before = sent(world).length;
					const plain = row(from, from + 9);
					const changed = { ...row(from + 10, from + 19), [field.cell]: value };
					const run = await world.run({ rows: [plain, changed], ...setup });
					expect(statuses(run)).toEqual(['activated', 'activated']);
					const [one, other] = sent(world).slice(before);
					expect(other).toEqual({
						...one,
						code_start: from + 10,
						code_end: from + 19,
						[field.wire]: onWire(field.cell, value),
					});
					expect(other[field.wire]).not.toEqual(one[field.wire]);
				}),
				{ numRuns: 3 },
			);
		});

		it('the start is sent as code_start, the end as code_end', async () => {
			await fc.assert(
				fc.asyncProperty(fc.nat(20), fc.nat(20), async (gap, length) => {
					from += 50;
					await world.run({ rows: [row(from + gap, from + gap + length)], ...setup });
					expect(sent(world).at(-1)).toMatchObject({
						code_start: from + gap,
						code_end: from + gap + length,
					});
				}),
				{ numRuns: 5 },
			);
		});
	});

	it.each(productFields)('$cell alone makes an equal range no repeat', async ({ cell, others }) => {
		const run = await world.run({
			rows: [row(0, 9), row(0, 9, { [cell]: others[0] }), row(0, 9)],
			onError: 'continueRegularOutput',
			...inFields,
		});
		expect(statuses(run)).toEqual(['activated', 'invalid', 'activated']);
		expect(sent(world)).toHaveLength(1);
	});

	it('equal ranges of two applications are two calls', async () => {
		const rows = [row(0, 9), row(0, 9, { application: String(OTHER_APPLICATION) })];
		expect(statuses(await world.run({ rows, ...inFields }))).toEqual(['activated', 'activated']);
		expect(sent(world)).toHaveLength(2);
	});

	it.each(fields)(
		'$cell alone keeps touching rows from sharing a call',
		async ({ cell, others }) => {
			const run = await world.run({
				rows: [row(0, 9), row(10, 19, { [cell]: others[0] }), row(20, 29)],
				parameters: mapped,
				options: { ...options, combineAdjacentRows: true },
			});
			expect(new Set(statuses(run))).toEqual(new Set(['activated']));
			expect(sent(world)).toHaveLength(3);
		},
	);

	it.each(productFields)('$cell alone makes an active range another product', async (field) => {
		await world.run({ rows: [row(0, 9)], ...inFields });
		for (const ifAlreadyActive of ['skip', 'checkFirst']) {
			const run = await world.run({
				rows: [row(0, 9, { [field.cell]: field.others[0] })],
				parameters: mapped,
				options: { ...options, ifAlreadyActive },
				onError: 'continueRegularOutput',
			});
			expect(statuses(run)).toEqual(['failed']);
		}
		expect(world.simulator.commits).toHaveLength(1);
	});
});
