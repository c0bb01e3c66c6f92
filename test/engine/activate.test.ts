import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { sheetRow, valueExpressions } from './harness';
import { APPLICATION, startWorld, statuses, type World } from './world';

describe('Code · Activate with a sheet', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it('sends one codeactive per row, with numbers as numbers and text untouched', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9), sheetRow(10, 19)] });
		expect(statuses(run)).toEqual(['activated', 'activated']);
		const bodies = world.simulator.journal
			.filter(({ endpoint }) => endpoint === 'codeactive')
			.map(({ bodyText }) => JSON.parse(bodyText) as unknown);
		expect(bodies).toEqual([
			{
				application_id: APPLICATION,
				activity_name: '春季扫码',
				product_brand: '山泉',
				product_title: '绿茶 500ml',
				product_code: '6941873400136',
				wxa_appid: 'wx1234567890abcdef',
				wxa_path: 'pages/index/index',
				wxa_type: 0,
				code_start: 0,
				code_end: 9,
			},
			expect.objectContaining({ code_start: 10, code_end: 19 }),
		]);
	});

	it('gives each row all result columns beside its own, in order and paired', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9, { note: 'a' }), sheetRow(10, 10)] });
		const [item] = run.outputs[0];
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(run.outputs[0][1].pairedItem).toEqual({ item: 1 });
		expect(item.json).toEqual({
			...sheetRow(0, 9, { note: 'a' }),
			activation_status: 'activated',
			activation_message: '0–9 (10 codes) of "绿茶 500ml" (6941873400136) activated.',
			activation_errcode: 0,
			activation_errmsg: expect.any(String) as string,
			activation_rid: null,
			activation_application_id: String(APPLICATION),
			activation_code_start: 0,
			activation_code_end: 9,
			activation_code_count: 10,
			activation_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
			activation_retry_after: null,
		});
	});

	it.each([
		['success', 'success'],
		['', null],
		['x'.repeat(600), `${'x'.repeat(499)}…`],
	])('tells of a success what WeChat says: %j', async (errmsg, told) => {
		const body = JSON.stringify({ errcode: 0, errmsg });
		world.simulator.faults.add({ endpoint: 'codeactive', do: { httpStatus: 200, body } });
		const { rows } = await world.run({ rows: [sheetRow(0, 9)] });
		expect(rows[0]).toMatchObject({ activation_status: 'activated', activation_errmsg: told });
	});

	it('tells it of a success that was verified, too', async () => {
		const options = { verifyAfterActivation: true };
		const { rows } = await world.run({ rows: [sheetRow(0, 9)], options });
		expect(rows[0]).toMatchObject({ activation_errcode: 0, activation_errmsg: 'ok' });
	});

	it('keeps the order of the rows with many calls under way', async () => {
		const rows = Array.from({ length: 40 }, (_, i) => sheetRow(i * 10, i * 10 + 9, { n: i }));
		const run = await world.run({ rows, options: { parallelRequests: 10 } });
		expect(run.rows.map(({ n }) => n)).toEqual(rows.map(({ n }) => n));
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
	});

	it('keeps files that come with a row, and leaves them out with Result Only', async () => {
		const binary = { data: { data: 'eA==', mimeType: 'text/plain' } };
		const rows = [{ json: sheetRow(0, 9), binary }];
		expect((await world.run({ rows })).outputs[0][0].binary).toEqual(binary);
		const only = await world.run({ rows, options: { output: 'resultOnly' } });
		expect(only.outputs[0][0].binary).toBeUndefined();
		expect(Object.keys(only.rows[0]).every((key) => key.startsWith('activation_'))).toBe(true);
		expect(Object.keys(only.rows[0])).toHaveLength(11);
	});

	it('passes a column named error on as input_error', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9, { error: 'from the ERP' })] });
		expect(run.rows[0]).toMatchObject({ input_error: 'from the ERP' });
		expect(run.rows[0]).not.toHaveProperty('error');
		expect(run.error).toBeUndefined();
	});

	it('says in a hint what the run came to', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9), sheetRow(10, 19)] });
		expect(run.hints).toEqual(['2 activated, in 2 requests']);
	});

	it('does nothing for no rows', async () => {
		// The engine does not even start a node for no rows: here the node starts and finds none.
		const node = new WechatMarketingCode();
		const execute = async function (this: IExecuteFunctions) {
			const context = new Proxy(this, {
				get: (target, name) =>
					name === 'getInputData' ? () => [] : (Reflect.get(target, name) as unknown),
			});
			return await node.execute.call(context);
		};
		const nodeType: INodeType = { description: node.description, execute };
		const run = await world.run({ rows: [sheetRow(0, 9)], nodeType });
		expect(run.error).toBeUndefined();
		expect(run.outputs).toEqual([[]]);
		expect(run.hints.filter((hint) => hint !== '')).toEqual([]);
		expect(world.simulator.count()).toBe(0);
	});

	it('finds rows active on a second run, and commits nothing twice', async () => {
		const rows = [sheetRow(0, 9), sheetRow(10, 19)];
		await world.run({ rows });
		const again = await world.run({ rows });
		expect(statuses(again)).toEqual(['already_active', 'already_active']);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('leaves finished rows of a result sheet alone', async () => {
		const first = await world.run({ rows: [sheetRow(0, 9)] });
		const calls = world.simulator.count();
		const again = await world.run({ rows: first.rows });
		expect(again.rows).toEqual(first.rows);
		expect(world.simulator.count()).toBe(calls);
		const asked = await world.run({ rows: first.rows, options: { skipFinishedRows: false } });
		expect(statuses(asked)).toEqual(['already_active']);
	});

	it('sends a row again whose range was changed after it was done', async () => {
		const first = await world.run({ rows: [sheetRow(0, 9)] });
		const run = await world.run({ rows: [{ ...first.rows[0], start: 100, end: 109 }] });
		expect(statuses(run)).toEqual(['activated']);
	});

	it('gives an exact repeat the result of the first row without a call of its own', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9), sheetRow(0, 9)] });
		expect(statuses(run)).toEqual(['activated', 'activated']);
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it('reads start and count, and one-based numbers', async () => {
		const run = await world.run({
			rows: [sheetRow(1, 0, { count: 10 })],
			parameters: {
				applicationId: '={{ $json.application }}',
				rangeBy: 'startCount',
				codeStart: '={{ $json.start }}',
				codeCount: '={{ $json.count }}',
				activityName: 'a',
				productBrand: 'b',
				productTitle: 'c',
				productCode: '6941873400136',
				wxaAppId: 'wx1234567890abcdef',
				wxaPath: 'pages/index/index',
			},
			options: { numbering: 'oneBased' },
		});
		expect(run.rows[0]).toMatchObject({
			activation_status: 'activated',
			activation_code_start: 0,
			activation_code_end: 9,
			activation_code_count: 10,
		});
	});

	it('sends nothing in a dry run, and says what it would do', async () => {
		const run = await world.run({
			rows: [sheetRow(0, 9), sheetRow(10, 5)],
			options: { dryRun: true },
			onError: 'continueRegularOutput',
		});
		expect(statuses(run)).toEqual(['dry_run', 'invalid']);
		expect(run.rows[0].activation_message).toContain('Would activate 0–9');
		expect(run.hints[0]).toContain('would take 1 call');
		expect(world.simulator.count()).toBe(0);
	});

	it('says in a dry run into how many calls WeChat may want a range to be cut', async () => {
		const run = await world.run({
			rows: [sheetRow(0, 9), sheetRow(49_990, 100_009)],
			options: { dryRun: true },
		});
		const [one, three] = run.rows.map((row) => String(row.activation_message));
		expect(one).toContain('1 call');
		expect(one).not.toContain('by blocks');
		expect(three).toContain('1 call (or 3, if WeChat wants it by blocks of 50,000)');
	});

	it('leaves a note beside a row whose barcode has a wrong check digit', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9, { barcode: '6941873400137' })] });
		expect(run.rows[0].activation_message).toMatch(/activated\. Note: .*last digit should be 6/);
		expect(run.hints[0]).toContain('1 row has a note');
	});

	it('activates all blocks of a whole application, one call each', async () => {
		const run = await world.run({
			rows: [sheetRow(0, 0)],
			parameters: { ...valueExpressions, rangeBy: 'wholeApplication' },
		});
		expect(run.rows[0]).toMatchObject({
			activation_status: 'activated',
			activation_code_start: 0,
			activation_code_end: 199_999,
			activation_code_count: 200_000,
		});
		expect(world.simulator.count('codeactive')).toBe(4);
	});
});
