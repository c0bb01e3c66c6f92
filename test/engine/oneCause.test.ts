import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { row, without } from './chineseSheet';
import { APPLICATION, startWorld, statuses, type World } from './world';

const VALUES = without(row(0, 9), '申请单号', '起始位', '结束位');

describe('one cause, one sentence', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (
		rows: Array<IDataObject | INodeExecutionData>,
		parameters: INodeParameters = {},
		options: INodeParameters = {},
	) =>
		await world.run({
			rows,
			parameters: { rowSource: 'columns', ...parameters },
			options,
			onError: 'continueRegularOutput',
		});
	/** What every row says, and the error of a run that stops: the very same. */
	const told = async (
		rows: Array<IDataObject | INodeExecutionData>,
		parameters: INodeParameters = {},
	) => {
		const { rows: out } = await run(rows, parameters);
		const [message] = new Set(out.map((one) => one.activation_message));
		expect(out.map((one) => one.activation_message)).toEqual(out.map(() => message));
		expect(world.simulator.count()).toBe(0);
		const stopped = await world.run({ rows, parameters: { rowSource: 'columns', ...parameters } });
		expect(stopped.error?.message).toBe(message);
		expect(stopped.error?.description ?? '').not.toContain(message);
		return String(message);
	};

	it('a missing column, with the columns that there are and where to put it', async () => {
		const rows = [row(0, 9), row(10, 19), {}].map((one) => without(one, '商品标题', '小程序路径'));
		const message = await told(rows.slice(0, 2));
		expect(message).toMatch(/^The sheet has no column for Product Title, Mini Program Path\. /);
		expect(message).toContain('The columns are: "申请单号", "起始位"');
		expect(message).toContain('(such as "商品标题", "小程序路径"), or name it in Column Names.');
		expect(message).toMatch(/goes into Default Values\.$/);
		const { rows: zh } = await run(rows, {}, { messageLanguage: 'zh' });
		expect(zh[0].activation_message).toMatch(
			/^表格中没有以下列：Product Title（商品标题）、Mini Program Path（小程序路径）。/,
		);
	});

	it('a missing start, for which there is no value that holds for all rows', async () => {
		const message = await told([row(0, 9), row(10, 19)].map((one) => without(one, '起始位')));
		expect(message).toMatch(/^The sheet has no column for Code Start\. .*Column Names\.$/);
	});

	it('no missing column where finished rows, or a default value, need none', async () => {
		const done = await run([row(0, 9)]);
		const rest = done.rows.map((one) => without(one, '商品标题'));
		expect((await run(rest)).rows).toEqual(rest);
		const defaultValues = { productTitle: '={{ "茶" }}' };
		const filled = await run([without(row(10, 19), '商品标题')], { defaultValues });
		expect(statuses(filled)).toEqual(['activated']);
	});

	it('a count in place of the end, and an end in place of the count, with the choice to make', async () => {
		const counted = [{ 申请单号: APPLICATION, 起始位: 0, 数量: 10, ...VALUES }];
		expect(await told(counted)).toBe(
			'The sheet has no column for Code End, but one for Code Count ("数量"). Set Range By to "Start and Count".',
		);
		expect(await told([row(0, 9)], { rangeBy: 'startCount' })).toContain('to "Start and End"');
		expect(statuses(await run(counted, { rangeBy: 'startCount' }))).toEqual(['activated']);
	});

	it.each([
		['data', (rows: IDataObject[]) => ({ data: rows }), 'Fields To Split Out = data'],
		[
			'body.rows',
			(rows: IDataObject[]) => ({ headers: { host: 'a' }, query: {}, body: { rows } }),
			'Fields To Split Out = body.rows',
		],
		[
			'one row in a body',
			([first]: IDataObject[]) => ({ headers: {}, body: first }),
			'{{ $json.body }}',
		],
		['a text', (rows: IDataObject[]) => ({ data: JSON.stringify(rows) }), 'Response Format = JSON'],
		[
			'lists without headers',
			() => ({ row: Object.keys(row(0, 9)) }),
			'Header Row in Extract from File',
		],
	])('rows inside: %s', async (_where, item, cure) => {
		expect(await told([item([row(0, 9), row(10, 19)])])).toContain(cure);
	});

	it('headers that the reader took for the first row', async () => {
		const cells = row(0, 9);
		const unnamed = (values: unknown[]) =>
			Object.fromEntries(values.map((value, at) => [`__EMPTY_${at}`, value])) as IDataObject;
		const sheet = [Object.keys(cells), Object.values(cells)].map(unnamed);
		expect(await told(sheet)).toContain('but row 1 looks like them ("申请单号"');
	});

	it('an error that is no text is a cell like any other, and no node that failed', async () => {
		expect(await told([{ error: 404 }])).not.toContain('handed over this error');
		expect(await told([{ error: 'no such file' }])).toContain('handed over this error');
	});

	it.each([
		[';', 'Delimiter of Extract from File to ;.'],
		['\t', 'Delimiter of Extract from File to {{ "\\t" }} as an expression.'],
		['|', 'Delimiter of Extract from File to |.'],
	])('a CSV file with the delimiter %j', async (sign, cure) => {
		const cells = row(0, 9);
		const line = { [Object.keys(cells).join(sign)]: Object.values(cells).join(sign) };
		expect(await told([line, line])).toContain(cure);
	});

	it('a file that is not UTF-8, by its headers or its cells; not where Chinese came through', async () => {
		const broken = (text: string) => text.replace(/\p{Script=Han}/gu, '\uFFFD\uFFFD');
		const entries = Object.entries(row(0, 9));
		const headers = Object.fromEntries(
			entries.map(([key, cell]) => [broken(key), broken(String(cell))]),
		);
		expect(await told([headers])).toContain('not UTF-8');
		const english = { application_id: APPLICATION, code_start: 0, code_end: 9, activity: '��' };
		expect(await told([{ ...english, brand: '��茶'.slice(0, 2), title: '��' }])).toContain('GBK');
		const { rows } = await run([row(0, 9, { 品牌: '�茶' })]);
		expect(rows[0].activation_message).toMatch(/^Product Brand \(column "品牌"\): /);
	});

	it('a sheet without any known column: the worksheet may be another', async () => {
		expect(await told([{ 产品: '', 备注: 'a' }])).toContain(
			'option Sheet Name of Extract from File',
		);
	});

	it('merged cells, a sentence for the rows that they leave blank', async () => {
		const merged = ['申请单号', '活动名称', '品牌'];
		const rows = [row(0, 9), ...[10, 20].map((at) => without(row(at, at + 9), ...merged))];
		const result = await run(rows);
		expect(statuses(result)).toEqual(['activated', 'invalid', 'invalid']);
		expect(result.rows[1].activation_message).toBe(
			'Blank here and filled further up, as under merged cells: Application ID (column "申请单号"), Activity Name (column "活动名称"), Product Brand (column "品牌"). A program that reads a sheet gives the value of merged cells to the first row alone: unmerge them in the sheet, and fill the value into every row.',
		);
		expect(result.warnings[0].split('<br>\n')).toHaveLength(3);
		expect(result.warnings[0]).toMatch(/Row 2, .*; row 3, .*: Blank here/);
		const one = await run([row(0, 9), row(40, 49), row(50, 59, { 品牌: '' })]);
		expect(one.rows[2].activation_message).toMatch(
			/^Product Brand .*: is empty; it is required\.$/,
		);
	});

	it('a total and a note below the table', async () => {
		const total = { 申请单号: '合计', 结束位: 20, 商品标题: '' };
		const note = { 申请单号: '以上码段请于周五前激活' };
		const result = await run([row(0, 9), row(10, 19), total, {}, note]);
		expect(statuses(result)).toEqual(['activated', 'activated', 'invalid', 'invalid', 'invalid']);
		const [, , first, , last] = result.rows.map(({ activation_message }) => activation_message);
		expect(first).toMatch(
			/^This row looks like a total or a note below the table \("合计"\)\. Delete/,
		);
		expect(last).toMatch(/^This row looks like .*\("以上码段请于周五前激活"\)/);
		const above = await run([{ ...total }, row(20, 29)]);
		expect(above.rows[0].activation_message).not.toContain('looks like');
	});

	const below = async (words: string) => {
		const total = { 申请单号: words, 结束位: 20, 商品标题: '' };
		return (await run([row(20, 29), total])).rows[1].activation_message;
	};

	it.each(
		(
			'共计|共 计|合  计|总计|总 计|小计|小 计|总数|总 数|总和|总 和|汇总|汇 总|累计|累 计|备注|备 注|说明|说 明|注意|注:|注 ：|制表人|填表|审核|' +
			'Remark|Grand total|Sub totals|Subtotal|SUM|Notes|*合计|  合计|（合计）|【备注】|#Total'
		).split('|'),
	)('%j begins a total or a note', async (words) => {
		expect(await below(words)).toContain(
			`looks like a total or a note below the table ("${words}")`,
		);
	});

	it.each(['Sumatra', 'Notebook', 'S合计', '不合计', '合作计'])('%j begins none', async (words) => {
		expect(await below(words)).not.toContain('looks like');
	});

	it('an item that holds no row', async () => {
		const text = { json: ['{"申请单号":1}'] as unknown as IDataObject };
		const result = await run([text, row(0, 9)]);
		expect(statuses(result)).toEqual(['invalid', 'activated']);
		expect(result.rows[0].activation_message).toMatch(
			/^This item holds no row: its json is not an object\. .{1,40}$/,
		);
	});
});
