import { sheetRow } from './harness';
import { startWorld, statuses, type World } from './world';

const unregistered = '6901234567892';

describe('On Error', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld({ unregisteredBarcodes: [unregistered] })));
	afterEach(async () => await world.end());

	const mixed = [
		sheetRow(0, 9, { n: 0 }),
		sheetRow(20, 10, { n: 1 }),
		sheetRow(30, 39, { n: 2, application: '999' }),
		sheetRow(40, 49, { n: 3, barcode: unregistered }),
	];

	it('Stop Workflow: a bad row stops the run before any call, and every bad row is named', async () => {
		const run = await world.run({
			rows: [sheetRow(0, 9), sheetRow(5, 3), sheetRow(-1, 3), sheetRow(1.5, 3)],
		});
		expect(run.error?.message).toContain('3 rows are wrong, nothing was sent');
		expect(run.error?.description).toMatch(
			/^Row 2, .*Code End: as said above\.<br>\nRow 3, .*, Code Start.*<br>\nRow 4, .*, Code Start/,
		);
		expect(run.error?.message).toContain('Row 2, ');
		expect(run.outputs).toEqual([]);
		expect(world.simulator.count()).toBe(0);
	});

	it('Stop Workflow: lists twenty bad rows and counts the rest', async () => {
		const run = await world.run({ rows: Array.from({ length: 30 }, (_, i) => sheetRow(i, -1)) });
		expect(run.error?.message).toContain('30 rows are wrong');
		expect(run.error?.description).toMatch(/^Row 1, .*<br>\nRow 20, .*<br>\n… and 10/s);
		expect(run.error?.description).toMatch(
			/and 10 more<br>\n30 invalid, in 0 requests<br>\nRow 1 is the first/,
		);
	});

	it('Stop Workflow: a bad answer stops new calls and says how far the run came', async () => {
		const rows = [sheetRow(0, 9), sheetRow(10, 19, { application: '999' }), sheetRow(20, 29)];
		const run = await world.run({ rows, options: { parallelRequests: 1 } });
		expect(run.error?.message).toContain(
			'Row 2, 10–19 绿茶 500ml: WeChat knows no application 999',
		);
		expect(run.error?.description).toContain(
			'1 activated, 1 failed, 1 not attempted, in 2 requests',
		);
		expect(run.error?.description).toContain('errcode 80300');
		// The bare address is wider than n8n's pane.
		expect(run.error?.description).toMatch(
			/ Look the rid up at <a href="https:[^"]*" target="_blank">/,
		);
		expect(run.error?.description).toMatch(
			/Row 2, 10–19 绿茶 500ml stopped the run\. WeChat: errcode 80300, &quot;申请单不存在&quot;, rid /,
		);
		expect(run.error?.context).toMatchObject({
			errcode: 80300,
			itemIndex: 1,
			endpoint: '/intp/marketcode/codeactive',
		});
		expect(world.simulator.count('codeactive')).toBe(2);
	});

	it('Stop Workflow after a refusal: says which rows are active, that a second run is safe, and what to set', async () => {
		const rows = [0, 10, 20, 30, 40].map((at) => sheetRow(at, at + 9, { row_number: 2 + at / 10 }));
		rows[3] = { ...rows[3], application: '999' };
		const options = { parallelRequests: 1 };
		const run = await world.run({ rows, options });
		expect(run.error?.description).toContain('<br>\nActive now: line 2 to line 4.<br>\n');
		expect(run.error?.description).toMatch(
			/safe to run the same sheet again.*On Error .* to Continue/s,
		);
		const fails = await world.run({ rows, options: { ...options, ifAlreadyActive: 'error' } });
		expect(fails.error?.description).not.toContain('Active now');
		const other = [50, 60].map((at) => sheetRow(at, at + 9));
		const once = await world.run({
			rows: [other[0], rows[3], other[1]],
			options: { ...options, ifAlreadyActive: 'error' },
		});
		expect(once.error?.description).toContain('Active now: row 1.');
		expect(once.error?.description).toContain('set the option If Already Active to Skip');
		// What the first error said is true: the sheet as it was, with the one row mended.
		rows[3] = sheetRow(30, 39, { row_number: 5 });
		const again = await world.run({ rows, options });
		expect(statuses(again)).toEqual([
			...['already_active', 'already_active', 'already_active'],
			...['activated', 'activated'],
		]);
	});

	it('Stop Workflow without Check All Rows First: rows before the bad one are sent', async () => {
		const rows = [sheetRow(0, 9), sheetRow(20, 10), sheetRow(30, 39)];
		const run = await world.run({ rows, options: { checkAllRowsFirst: false } });
		expect(run.error?.message).toContain('Row 2');
		expect(run.error?.description).toContain('1 activated');
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it('Stop Workflow: blank rows at the end stop nothing', async () => {
		const blank = Object.fromEntries(Object.keys(sheetRow(0, 0)).map((key) => [key, ' ']));
		const numbered = { ...blank, row_number: 4 };
		const run = await world.run({ rows: [sheetRow(0, 9), blank, numbered] });
		expect(run.error).toBeUndefined();
		expect(statuses(run)).toEqual(['activated', 'invalid', 'invalid']);
		expect(run.rows[1].activation_message).toMatch(/empty row/i);
	});

	it('a blank row between others is a bad row', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9), { application: '' }, sheetRow(10, 19)] });
		expect(run.error?.message).toContain('Row 2');
	});

	it('Continue: every row comes out in order and its status tells', async () => {
		const run = await world.run({ rows: mixed, onError: 'continueRegularOutput' });
		expect(run.error).toBeUndefined();
		expect(run.rows.map(({ n }) => n)).toEqual([0, 1, 2, 3]);
		expect(statuses(run)).toEqual(['activated', 'invalid', 'failed', 'pending_review']);
		expect(run.rows[3].activation_retry_after).toMatch(/Z$/);
		expect(run.rows[2]).toMatchObject({
			activation_errcode: 80300,
			activation_rid: expect.stringMatching(/^[0-9a-f]{8}-/) as string,
		});
	});

	it('Continue (error output): bad rows go there with row and columns intact, and paired', async () => {
		const rows = mixed.map((row) => ({ ...row, error: 'old' }));
		const run = await world.run({ rows, onError: 'continueErrorOutput' });
		expect(run.error).toBeUndefined();
		expect(run.outputs[0].map(({ json }) => json.n)).toEqual([0, 3]);
		expect(run.outputs[1].map(({ json }) => json.n)).toEqual([1, 2]);
		for (const { json } of run.outputs[1]) {
			expect(json).toMatchObject({
				brand: '山泉',
				input_error: 'old',
				activation_status: expect.any(String) as string,
			});
			expect(json.error).toBeUndefined();
			expect(JSON.stringify(json)).not.toContain('"error"');
		}
		expect(run.outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: a missing credential becomes the result of every row',
		async (onError) => {
			const store = world.credential({ appSecret: '' });
			const run = await world.run({ rows: [sheetRow(0, 9), sheetRow(10, 19)], onError, store });
			const items = run.outputs[onError === 'continueErrorOutput' ? 1 : 0];
			expect(items).toHaveLength(2);
			for (const { json } of items) {
				expect(json.activation_status).toBe('not_attempted');
				expect(json.activation_message).toContain('lacks: App Secret');
			}
		},
	);

	it('Continue: a failing expression makes its row invalid and leaves the others alone', async () => {
		const rows = [sheetRow(0, 9), sheetRow(10, 19)];
		const { fieldExpressions } = await import('./harness');
		const parameters = {
			...fieldExpressions,
			productBrand: '={{ $json.start === 10 ? $json.no.such : $json.brand }}',
		};
		const run = await world.run({ rows, parameters, onError: 'continueRegularOutput' });
		expect(run.error).toBeUndefined();
		expect(statuses(run)).toEqual(['activated', 'invalid']);
		expect(run.rows[1].activation_message).toMatch(/Product Brand|productBrand/);
	});

	it('Retry On Fail: a second try sends only what the first one did not achieve', async () => {
		world.simulator.set({ overlap: 'overwrite' });
		world.simulator.faults.add({
			endpoint: 'codeactive',
			after: 1,
			do: { errcode: 80306, errmsg: '超出范围' },
		});
		const rows = [sheetRow(0, 9), sheetRow(10, 19), sheetRow(20, 29)];
		const run = await world.run({ rows, retryOnFail: 2, options: { parallelRequests: 1 } });
		expect(statuses(run)).toEqual(['activated', 'activated', 'activated']);
		expect(world.simulator.count('codeactive')).toBe(4);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});
});
