import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startWorld, statuses, type World } from './world';

const chinese = (start: unknown, end: unknown, more: IDataObject = {}): IDataObject => ({
	申请单号: 581865877,
	起始位: start as number,
	结束位: end as number,
	活动名称: '春季扫码',
	品牌: '山泉',
	商品标题: '绿茶 500ml',
	条码: '6941873400136',
	...more,
});

const miniProgram = { wxaAppId: 'wx1234567890abcdef', wxaPath: 'pages/index/index' };

describe('rows from columns', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (
		rows: IDataObject[],
		parameters: INodeParameters = {},
		options: INodeParameters = {},
	) =>
		await world.run({
			rows,
			parameters: { rowSource: 'columns', defaultValues: miniProgram, ...parameters },
			options,
			onError: 'continueRegularOutput',
		});

	it('recognises Chinese headers, and takes what the sheet does not repeat from the default values', async () => {
		const result = await run([chinese(0, 9), chinese('10', ' 1,999 ')]);
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(result.rows[1]).toMatchObject({
			起始位: '10',
			activation_code_start: 10,
			activation_code_end: 1999,
		});
	});

	it('takes the cell before the default value, and the default for a blank cell', async () => {
		await run([chinese(0, 9, { 小程序路径: 'pages/a' }), chinese(10, 19, { 小程序路径: '  ' })]);
		const paths = world.simulator.segments(581865877).map(({ wxa_path }) => wxa_path);
		expect(paths).toEqual(['pages/a', 'pages/index/index']);
	});

	it("uses the user's own headers", async () => {
		const rows = [{ ...chinese(undefined, undefined), Von: 0, Bis: 9 }];
		expect(
			statuses(await run(rows, { columnNames: { codeStart: 'Von', codeEnd: 'Bis' } })),
		).toEqual(['activated']);
	});

	it('refuses a sheet with two columns for one field, and names both', async () => {
		const result = await run([chinese(0, 9, { Start: 0 })]);
		expect(statuses(result)).toEqual(['invalid']);
		expect(result.rows[0].activation_message).toContain(
			'"起始位" and "Start" both mean Code Start',
		);
		expect(world.simulator.count()).toBe(0);
	});

	it('names row, field and column of a bad cell', async () => {
		const result = await run([chinese(0, 9), chinese('6.94E+12', 19), chinese(20, '#N/A')]);
		expect(statuses(result)).toEqual(['activated', 'invalid', 'invalid']);
		expect(result.rows[1].activation_message).toMatch(/^Code Start \(column "起始位"\): /);
		expect(result.rows[2].activation_message).toContain('column "结束位"');
	});

	it('names a field that has neither column nor default value', async () => {
		const result = await run([chinese(0, 9)], {
			defaultValues: { wxaAppId: 'wx1234567890abcdef' },
		});
		expect(result.rows[0].activation_message).toMatch(
			/^The sheet has no column for Mini Program Path\./,
		);
	});

	it('reads a start and a count, counted from one', async () => {
		const row = chinese(1, '');
		const result = await run(
			[{ ...row, 数量: 10 }],
			{ rangeBy: 'startCount' },
			{ numbering: 'oneBased' },
		);
		expect(result.rows[0]).toMatchObject({
			activation_status: 'activated',
			activation_code_start: 0,
			activation_code_end: 9,
		});
	});

	it('refuses a row whose count does not fit its start and end', async () => {
		const result = await run([chinese(0, 9, { 数量: 10 }), chinese(10, 19, { 数量: 100 })]);
		expect(statuses(result)).toEqual(['activated', 'invalid']);
		expect(result.rows[0].activation_message).not.toContain('Note:');
		expect(result.rows[1].activation_message).toContain(
			'says 100, but from start to end there are 10 codes',
		);
	});

	it('checks a sheet of 50,000 rows in one go, and finds the one that overlaps', async () => {
		const rows = Array.from({ length: 50_000 }, (_, i) => chinese(i * 4, i * 4 + 3));
		rows[49_999] = chinese(7, 8);
		const result = await run(rows, {}, { dryRun: true });
		expect(statuses(result).filter((status) => status === 'dry_run')).toHaveLength(49_999);
		expect(result.rows[49_999].activation_message).toContain('overlaps with that of row 2, 4–7 ');
		expect(world.simulator.count()).toBe(0);
	});

	it('runs its own result sheet again without a call', async () => {
		const first = await run([chinese(0, 9)]);
		const calls = world.simulator.count();
		expect((await run(first.rows)).rows).toEqual(first.rows);
		expect(world.simulator.count()).toBe(calls);
	});

	it('reads no expression', async () => {
		const result = await run([chinese(0, 9, { 活动名称: '={{ 1 + 1 }}' })]);
		expect(statuses(result)).toEqual(['activated']);
		expect(world.simulator.segments(581865877)[0].activity_name).toBe('={{ 1 + 1 }}');
	});
});
