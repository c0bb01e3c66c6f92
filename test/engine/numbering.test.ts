import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { row, without } from './chineseSheet';
import { fieldExpressions } from './harness';
import { APPLICATION, startWorld, statuses, type World } from './world';

describe('a sheet that counts from 1', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (
		rows: IDataObject[],
		options: INodeParameters = {},
		more: INodeParameters = {},
	) =>
		await world.run({
			rows,
			parameters: { rowSource: 'columns', ...more },
			options,
			onError: 'continueRegularOutput',
		});
	const messageOf = ({ rows }: { rows: IDataObject[] }, at = 0) =>
		String(rows[at].activation_message);
	const fromOne = () => [row(1, 1000), row(1001, 2000)];

	it.each([{}, { dryRun: true }])('is not sent before Numbering says so: %j', async (options) => {
		const result = await run(fromOne(), options);
		expect(statuses(result)).toEqual(['invalid', 'invalid']);
		expect(messageOf(result)).toContain('the first code is 0');
		expect(messageOf(result)).toContain('Numbering');
		expect(world.simulator.count()).toBe(0);
	});

	it.each([
		['oneBased', [0, 1000]],
		['zeroBased', [1, 1001]],
	])('is sent as it stands with Numbering %s', async (numbering, starts) => {
		const result = await run(fromOne(), { numbering });
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(result.rows.map(({ activation_code_start }) => activation_code_start)).toEqual(starts);
	});

	it('is known by its header, over which Numbering wins with a note', async () => {
		const { 起始位: start, 结束位: end, ...rest } = row(1, 10);
		const told = [{ ...rest, '起始位（从1开始）': start, 结束位: end }];
		const result = await run(told);
		expect(result.rows[0]).toMatchObject({
			activation_status: 'activated',
			activation_code_end: 9,
		});
		expect(messageOf(result)).not.toContain('Note:');
		const other = await run(
			told.map((one) => ({ ...one, '起始位（从1开始）': 11, 结束位: 20 })),
			{ numbering: 'zeroBased' },
		);
		expect(other.rows[0]).toMatchObject({ activation_code_start: 11, activation_code_end: 20 });
		expect(messageOf(other)).toContain('counting begins at 1; the option Numbering');
	});

	it('refuses headers that contradict each other about it', async () => {
		const { 起始位: start, 结束位: end, ...rest } = row(1, 10);
		const result = await run([{ ...rest, '起始位（从1开始）': start, '结束位（从0开始）': end }]);
		expect(messageOf(result)).toContain('another that it begins at 1');
	});

	it.each([
		['the largest end ends in 9', () => [row(1, 999), row(1000, 9999)]],
		['the only row is a single code', () => [row(1, 1)]],
	])('is only a note where %s', async (_when, rows) => {
		const result = await run(rows());
		expect(new Set(statuses(result))).toEqual(new Set(['activated']));
		expect(messageOf(result)).toContain('Note: ');
		expect(messageOf(result)).toContain('WeChat counts from 0');
	});

	it('is no matter of empty rows, whatever Default Values would fill into them', async () => {
		const defaults = { defaultValues: { applicationId: String(APPLICATION) } };
		const cells = (start: number, end: number) => without(row(start, end), '申请单号');
		const slight = await run([cells(1, 9999), {}], {}, defaults);
		expect(slight.rows[1].activation_message).toBe('Empty row; nothing was sent.');
		expect(slight.hints[0]).toContain('1 row has a note');
		const single = await run([cells(1, 1), {}], { dryRun: true }, defaults);
		expect(statuses(single)).toEqual(['dry_run', 'invalid']);
		const between = await run([cells(1, 10), {}, cells(11, 20)], {}, defaults);
		expect(messageOf(between, 1)).toBe('The row is empty.');
	});

	it('is told by a start whose row is bad otherwise, and by a finished row', async () => {
		const typo = await run([row(1, '1,00O'), row(1001, 2000)]);
		expect(statuses(typo)).toEqual(['invalid', 'invalid']);
		const [finished] = (await run([row(1, 1000)], { numbering: 'zeroBased' })).rows;
		const result = await run([finished, row(1001, 2000)]);
		expect(statuses(result)).toEqual(['activated', 'invalid']);
		expect(result.rows[0]).toEqual(finished);
	});

	it('is not seen in rows that begin at 0, elsewhere, in another application, or are whole', async () => {
		world.simulator.addApplication({
			applicationId: 581865999,
			codeCount: 200_000,
			status: 'FINISH',
		});
		expect(statuses(await run([row(0, 0), row(1, 1000)]))).toEqual(['activated', 'activated']);
		expect(statuses(await run([row(5001, 6000)]))).toEqual(['activated']);
		const mixed = [row(6001, 6010), row(1, 10, { 申请单号: 581865999 })];
		expect(statuses(await run(mixed))).toEqual(['activated', 'invalid']);
		const whole = row('', '', { 申请单号: 581865999 });
		expect(statuses(await run([whole], {}, { rangeBy: 'wholeApplication' }))).toEqual([
			'activated',
		]);
	});

	it('is seen with fields too', async () => {
		const result = await world.run({
			rows: [
				{
					application: APPLICATION,
					start: 1,
					end: 10,
					activity: 'a',
					brand: 'b',
					title: 't',
					barcode: '6941873400136',
					app: 'wx1234567890abcdef',
					path: 'p/i',
				},
			],
			parameters: fieldExpressions,
			onError: 'continueRegularOutput',
		});
		expect(statuses(result)).toEqual(['invalid']);
	});
});
