import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { startWorld, statuses, type World } from '../world';
import { answerFor, fields, mapped, OTHER_APPLICATION, row, sent } from './sheet';

const different = (wire: string, { others }: (typeof fields)[number]): unknown =>
	wire === 'application_id' ? OTHER_APPLICATION : others[0];

describe('a look-up', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const tell = (body: IDataObject, when?: (index: unknown) => boolean) =>
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			when: when && ((request) => when((request.body as IDataObject).code_index)),
			do: { httpStatus: 200, body: JSON.stringify(body) },
		});
	const refuse = (errcode: number, endpoint = 'codeactive') =>
		world.simulator.faults.add({ endpoint, times: Infinity, do: { errcode } });
	const run = async (options: Record<string, string | boolean> = {}, rows = [row(0, 9)]) =>
		await world.run({
			rows,
			parameters: mapped,
			options: { numbering: 'zeroBased', ...options },
			onError: 'continueRegularOutput',
		});

	it('that tells the same values in all fields is the same', async () => {
		refuse(80302);
		tell(answerFor(0, 9));
		expect(statuses(await run())).toEqual(['already_active']);
		expect(statuses(await run({ ifAlreadyActive: 'checkFirst' }))).toEqual(['already_active']);
	});

	it.each(fields)('that tells another $wire is not the same (Skip)', async (field) => {
		refuse(80302);
		tell(answerFor(0, 9, { [field.wire]: different(field.wire, field) } as IDataObject));
		expect(statuses(await run())).toEqual(['failed']);
	});

	it.each(fields)('that tells another $wire is not the same (Check First)', async (field) => {
		tell(answerFor(0, 9, { [field.wire]: different(field.wire, field) } as IDataObject));
		expect(statuses(await run({ ifAlreadyActive: 'checkFirst' }))).toEqual(['failed']);
		expect(sent(world)).toEqual([]);
	});

	it.each(fields)(
		'that tells another $wire after a success makes doubt (Verify)',
		async (field) => {
			tell(answerFor(0, 9, { [field.wire]: different(field.wire, field) } as IDataObject));
			expect(statuses(await run({ verifyAfterActivation: true }))).toEqual(['failed']);
		},
	);

	it('of the last code alone makes doubt after a success (Verify)', async () => {
		tell(answerFor(9, 9, { product_brand: 'another' }), (index) => index === 9);
		expect(statuses(await run({ verifyAfterActivation: true }))).toEqual(['failed']);
	});

	it('of the last code alone that denies a success makes doubt (Verify)', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			where: { code_index: 9 },
			do: { errcode: 80304 },
		});
		expect(statuses(await run({ verifyAfterActivation: true }))).toEqual(['failed']);
	});

	it('that is silent after a success leaves the row activated, with a note (Verify)', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			do: 'reset-before',
		});
		const { rows } = await run({ verifyAfterActivation: true });
		expect(rows[0]).toMatchObject({ activation_status: 'activated', activation_errcode: 0 });
		expect(rows[0].activation_message).toMatch(/Note: .*could not be verified/);
	});

	it('comes before the call, for the first and the last code (Check First)', async () => {
		expect(statuses(await run({ ifAlreadyActive: 'checkFirst' }))).toEqual(['activated']);
		const asked = sent(world, 'codeactivequery').map(({ code_index }) => code_index);
		expect(asked).toEqual([0, 9]);
		const order = world.simulator.journal.map(({ endpoint }) => endpoint);
		expect(order.indexOf('codeactive')).toBeGreaterThan(order.lastIndexOf('codeactivequery'));
	});

	it('sees a last code that is held by others, where WeChat would overwrite it (Check First)', async () => {
		await run({}, [row(5, 9, { brand: 'another' })]);
		world.simulator.set({ overlap: 'overwrite' });
		expect(statuses(await run({ ifAlreadyActive: 'checkFirst' }))).toEqual(['failed']);
		expect(world.simulator.commits).toHaveLength(1);
	});

	it('that gets no answer before the call lets nothing be sent (Check First)', async () => {
		refuse(80300, 'codeactivequery');
		const { rows } = await run({ ifAlreadyActive: 'checkFirst' });
		expect(rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80300 });
		expect(sent(world)).toEqual([]);
	});

	it('walks on from one active segment to the next, whatever their lengths', async () => {
		const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });
		let from = 0;
		await fc.assert(
			fc.asyncProperty(lengths, async (parts) => {
				let at = from;
				const rows = parts.map((length) => row(at, (at += length) - 1));
				await run({}, rows);
				const whole = [row(from, at - 1)];
				expect(statuses(await run({}, whole))).toEqual(['already_active']);
				const beyond = [row(from, at)];
				expect(statuses(await run({}, beyond))).toEqual(['failed']);
				from = at + 1;
			}),
			{ numRuns: 6 },
		);
	});
});
