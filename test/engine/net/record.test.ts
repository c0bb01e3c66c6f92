import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startWorld, statuses, type World } from '../world';
import { columns, fields, mapped, OTHER_APPLICATION, row, sent } from './sheet';

const columnsOf = (json: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(json).filter(([name]) => name.startsWith('activation_')));

/** As a reader of CSV files hands it back: everything is text, nothing is null. */
const asText = (json: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value ?? '')]));

const someRows = fc
	.array(
		fc.record({
			gap: fc.nat(3),
			length: fc.integer({ min: 1, max: 20 }),
			field: fc.constantFrom(...fields),
		}),
		{ minLength: 1, maxLength: 5 },
	)
	.map((parts) => {
		let at = 0;
		return parts.map(({ gap, length, field }) => {
			const start = at + gap;
			at = start + length;
			return { start, end: at - 1, more: { [field.cell]: field.others[0] } };
		});
	});

describe('the record of an earlier run', () => {
	let world: World;
	let application = 710_000_000;
	beforeEach(async () => {
		world = await startWorld();
		world.simulator.addApplication({ applicationId: OTHER_APPLICATION, codeCount: 200_000 });
	});
	afterEach(async () => await world.end());

	const run = async (rows: IDataObject[], options: INodeParameters = {}, parameters = mapped) =>
		await world.run({
			rows,
			parameters,
			options: { numbering: 'zeroBased', ...options },
			onError: 'continueRegularOutput',
		});

	it.each<[string, INodeParameters]>([
		['fields', mapped],
		['columns', columns],
	])('is read back as finished, with the rows from %s', async (_source, parameters) => {
		await fc.assert(
			fc.asyncProperty(someRows, fc.boolean(), async (made, oneBased) => {
				application += 1;
				world.simulator.addApplication({ applicationId: application, codeCount: 1000 });
				const first = oneBased ? 1 : 0;
				const options = { numbering: oneBased ? 'oneBased' : 'zeroBased' };
				const rows = made.map(({ start, end, more }) =>
					row(start + first, end + first, { ...more, application: String(application) }),
				);
				const done = await run(rows, options, parameters);
				expect(new Set(statuses(done))).toEqual(new Set(['activated']));
				const requests = world.simulator.count();
				const again = await run(done.rows, options, parameters);
				expect(again.rows).toEqual(done.rows);
				const fromText = await run(done.rows.map(asText), options, parameters);
				expect(fromText.rows.map((json) => asText(columnsOf(json)))).toEqual(
					done.rows.map((json) => asText(columnsOf(json))),
				);
				expect(world.simulator.count()).toBe(requests);
			}),
			{ numRuns: 5 },
		);
	});

	it('of a row that was active already is read back as finished, too', async () => {
		await run([row(0, 9)]);
		const found = await run([row(0, 9)]);
		expect(statuses(found)).toEqual(['already_active']);
		const requests = world.simulator.count();
		expect((await run(found.rows)).rows).toEqual(found.rows);
		expect(world.simulator.count()).toBe(requests);
	});

	it.each<[string, IDataObject, IDataObject]>([
		[
			'application',
			{ application: String(OTHER_APPLICATION) },
			{ application_id: OTHER_APPLICATION },
		],
		['start', { start: 4 }, { code_start: 4, code_end: 9 }],
		['end', { end: 14 }, { code_start: 0, code_end: 14 }],
		['range', { start: 20, end: 29 }, { code_start: 20, code_end: 29 }],
	])('does not stand for a row that asks for another %s', async (_what, change, body) => {
		const done = await run([row(0, 9)]);
		await run([{ ...done.rows[0], ...change }]);
		expect(sent(world)).toHaveLength(2);
		expect(sent(world)[1]).toMatchObject(body);
	});

	it.each(['failed', 'invalid', 'unknown', 'not_attempted', 'pending_review', 'dry_run'])(
		'of a row that is %s is no reason to leave it out',
		async (activation_status) => {
			const done = await run([row(0, 9)], { dryRun: true });
			const again = await run([{ ...done.rows[0], activation_status }]);
			expect(statuses(again)).toEqual(['activated']);
		},
	);

	it('protects its range against later rows', async () => {
		const done = await run([row(0, 9)]);
		const again = await run([done.rows[0], row(5, 14), row(10, 19, { brand: 'another' })]);
		expect(statuses(again).slice(0, 2)).toEqual(['activated', 'invalid']);
	});

	it('gives an exact repeat its own result without a call', async () => {
		const done = await run([row(0, 9)]);
		const again = await run([done.rows[0], row(0, 9)]);
		expect(statuses(again)).toEqual(['activated', 'activated']);
		expect(again.rows[1]).toMatchObject({ activation_errcode: 0, activation_code_end: 9 });
		expect(sent(world)).toHaveLength(1);
	});
});
