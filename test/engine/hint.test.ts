import { without } from './chineseSheet';
import { sheetRow, valueExpressions } from './harness';
import { startWorld, type World } from './world';

const onError = 'continueRegularOutput';

describe('the hint after a run', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it('is the summary alone, and no warning, when all went well', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9), sheetRow(10, 19)] });
		expect(run.hints).toEqual(['2 activated, in 2 requests']);
		expect(run.warnings).toEqual([]);
	});

	it('is a warning with the first three distinct reasons and their rows, when rows are bad', async () => {
		const unknown = [1, 2, 3, 4, 5].map((at) => sheetRow(at * 10, at * 10, { application: '999' }));
		const rows = [sheetRow(0, 9), ...unknown, sheetRow(5, 14), sheetRow(3, 2), sheetRow(1.5, 2)];
		const run = await world.run({ rows, onError });
		const lines = run.warnings[0].split('<br>\n');
		expect(lines).toHaveLength(5);
		expect(lines[0]).toBe('1 activated, 5 failed, 3 invalid, in 6 requests');
		expect(lines[1]).toMatch(
			/^Row 2, 10–10 绿茶 500ml; row 3, 20–20 绿茶 500ml; row 4, 30–30 绿茶 500ml; 2 more: WeChat knows no application 999/,
		);
		expect(lines[2]).toMatch(/^Row 7, 5–14 绿茶 500ml: Its range 5–14 overlaps/);
		expect(lines[3]).toMatch(/^Row 8, 绿茶 500ml: Code End: the end/);
		expect(lines[4]).toBe('Row 1 is the first row that reached this node.');
	});

	it('keeps our own words whole where a title has quotation marks in it', async () => {
		const title = 'Monitor 27" curved, 4K';
		await world.run({ rows: [sheetRow(0, 9, { title })] });
		const rows = [sheetRow(0, 9, { title, brand: `12" ${'x'.repeat(80)}` })];
		const [, reason] = (await world.run({ rows, onError })).warnings[0].split('<br>\n');
		expect(reason.replaceAll('&quot;', '"')).toBe(
			`Row 1, 0–9 ${title}: Codes 0–9 are active already for 春季扫码 / ${title} / 6941873400136 / wx1234567890abcdef / pages/index/index; they differ in Product Brand ("山泉", in this row "12" ${'x'.repeat(55)}…"). Activation cannot be changed: correct the range, or leave this row out.`,
		);
	});

	it('is a warning when rows stay open, with the one reason', async () => {
		const store = world.credential({ appSecret: '' });
		const run = await world.run({ rows: [sheetRow(0, 9), sheetRow(10, 19)], store, onError });
		expect(run.warnings[0]).toMatch(
			/^2 not attempted.*<br>\nRow 1, .*; row 2, .*: Not attempted: .*App Secret/,
		);
	});

	it('does not count rows that are called by their lines', async () => {
		const run = await world.run({ rows: [sheetRow(9, 0, { row_number: 2 })], onError });
		expect(run.warnings[0]).toMatch(/\nLine 2, /);
		expect(run.warnings[0]).not.toContain('Row 1');
	});

	it('is no warning for empty rows at the end', async () => {
		const blank = Object.fromEntries(Object.keys(sheetRow(0, 0)).map((key) => [key, ' ']));
		const run = await world.run({ rows: [sheetRow(0, 9), blank], onError });
		expect(run.hints).toHaveLength(1);
		expect(run.warnings).toEqual([]);
	});

	it('says of a dry run over whole applications that they take one call per block', async () => {
		const parameters = { ...valueExpressions, rangeBy: 'wholeApplication' };
		const run = await world.run({ rows: [sheetRow(0, 0)], parameters, options: { dryRun: true } });
		expect(run.hints[0]).toMatch(/the run would take one call per block$/);
	});

	it('tells after a dry run which column was taken for which field, and what came from Default Values', async () => {
		const parameters = {
			rowSource: 'columns',
			columnNames: { wxaAppId: 'app', codeStart: 'Von <b>' },
			defaultValues: { productBrand: '山泉', wxaPath: 'pages/a' },
		};
		const rows = [{ ...without(sheetRow(0, 9), 'path', 'start'), 'Von <b>': 0 }];
		const options = [{ dryRun: true }, { askWeChat: true }];
		for (const option of options) {
			const run = await world.run({ rows, parameters, options: option });
			expect(run.hints[0]).toContain(
				'; the run would take 1 call. Taken: application → Application ID',
			);
			expect(run.hints[0]).toContain(', Von &lt;b&gt; → Code Start, ');
			expect(run.hints[0]).toContain(', brand → Product Brand, ');
			expect(run.hints[0]).toMatch(
				/→ Mini Program App ID; from Default Values: Mini Program Path$/,
			);
		}
		const chinese = { dryRun: true, messageLanguage: 'zh' };
		const told = await world.run({ rows, parameters, options: chinese });
		expect(told.hints[0]).toMatch(/。列的对应关系：application → Application ID（申请单号）、/);
		expect(told.hints[0]).toMatch(
			/；取自 Default Values（默认值）：Mini Program Path（小程序路径）$/,
		);
		const real = await world.run({ rows, parameters });
		expect(real.hints[0]).not.toContain('Taken');
	});

	it('counts the notes that stand in a message, and no others', async () => {
		const parameters = {
			rowSource: 'columns',
			columnNames: { wxaAppId: 'app' },
			defaultValues: { productBrand: '山泉' },
		};
		const done = { ...sheetRow(0, 9, { barcode: '12' }), activation_status: 'activated' };
		const range = { activation_code_start: 0, activation_code_end: 9 };
		const finished = { ...done, ...range, activation_application_id: '581865877' };
		const rows = [finished, { title: '待定' }, sheetRow(10, 19), { title: '-' }];
		const run = await world.run({ rows, parameters, onError });
		expect(run.hints[0]).toMatch(/^2 activated, 1 invalid, 1 empty, in 1 request<br>/);
		expect(run.rows[1].activation_message).toBe('The row is empty.');
		const type = 'n8n-nodes-wechat-marketing-code.wechatMarketingCodeTool';
		const tool = await world.run({ rows: [finished, {}], parameters, node: { type } });
		expect(tool.hints[0]).toMatch(/^1 activated, 1 empty, in 0 requests\. Taken: /);
	});

	it('cuts what WeChat tells of the codes that somebody else holds', async () => {
		await world.run({ rows: [sheetRow(0, 9, { activity: '长'.repeat(200) })] });
		const run = await world.run({ rows: [sheetRow(0, 9)], onError });
		expect(run.warnings[0]).toContain('are active already for 长');
		expect(run.warnings[0]).not.toMatch(/长{61}/);
	});

	it('escapes and cuts the text of cells; the message of the row keeps it as it is', async () => {
		const cell = `<img src=x onerror="x"> ${'long '.repeat(20)}`.trim();
		const rows = [
			sheetRow(0, 9, { title: '<b>茶</b>' }),
			sheetRow(0, 9, { title: '<i>茶</i>' }),
			sheetRow(20, 29, { start: cell }),
		];
		const run = await world.run({ rows, onError });
		expect(run.warnings[0]).toContain('0–9 &lt;b&gt;茶&lt;/b&gt;');
		expect(run.warnings[0]).toContain('&quot;&lt;img src=x onerror=');
		expect(run.warnings[0].replaceAll('<br>\n', '')).not.toMatch(/[<>]/);
		expect(run.rows[1].activation_message).toContain('0–9 <b>茶</b>');
		const stopped = await world.run({ rows: [rows[2], rows[0], rows[1]] });
		expect(stopped.error?.description).toContain('0–9 &lt;b&gt;茶&lt;/b&gt;');
		expect(stopped.error?.description?.replaceAll('<br>\n', '')).not.toMatch(/[<>]/);
	});
});
