import type { IDataObject } from 'n8n-workflow';
import { fieldExpressions, sheetRow, valueExpressions } from './harness';
import { APPLICATION, startWorld, statuses, type World } from './world';

const REFUSED = 77_777;

/** A sheet without the mini program, which default values give. */
const columns = (defaultValues: IDataObject = {}) => ({
	rowSource: 'columns',
	columnNames: { wxaAppId: 'app' },
	defaultValues: defaultValues as never,
});
const onError = 'continueRegularOutput' as const;

describe('ranges that no application has', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it('a barcode in the column of the end costs one call', async () => {
		const run = await world.run({ rows: [sheetRow(0, 6_941_873_400_136)], onError });
		expect(run.rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80306 });
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it('a digit too many costs a call for each block that exists, and the message names what is active', async () => {
		const run = await world.run({ rows: [sheetRow(0, 99_999_999)], onError });
		expect(run.rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80306 });
		expect(run.rows[0].activation_message).toMatch(/active: 0–49999 .*150000–199999/);
		expect(world.simulator.count('codeactive')).toBe(1 + 4 + 1);
	});

	it('a part under review does not deny the part that is active', async () => {
		world.simulator.set({ crossBlocks: '80308' });
		world.simulator.faults.add({
			endpoint: 'codeactive',
			where: { code_start: 50_000 },
			do: { errcode: 1, errmsg: '进入审核' },
		});
		const run = await world.run({ rows: [sheetRow(49_990, 50_009)], onError });
		expect(run.rows[0].activation_status).toBe('failed');
		const message = String(run.rows[0].activation_message);
		expect(message).toMatch(/active: 49990–49999 .*under review.*rows of their own: 50000–50009/);
		expect(message).not.toContain('Nothing is active');
	});
});

describe('blank rows', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const everything = {
		...Object.fromEntries(Object.keys(valueExpressions).map((name) => [name, 'x'])),
		applicationId: String(APPLICATION),
		productCode: '6941873400136',
	};

	it('at the end of a result sheet stop nothing, though an earlier run wrote its word into them', async () => {
		const first = await world.run({
			rows: [sheetRow(0, 9), { start: '', 备注: ' ' }],
			parameters: columns(),
		});
		expect(statuses(first)).toEqual(['activated', 'invalid']);
		const again = await world.run({ rows: first.rows, parameters: columns() });
		expect(again.error).toBeUndefined();
		expect(statuses(again)).toEqual(['activated', 'invalid']);
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it('are not activated from default values', async () => {
		const run = await world.run({
			rows: [sheetRow(0, 9), { start: null }],
			parameters: { ...columns(everything), rangeBy: 'wholeApplication' },
		});
		expect(statuses(run)[1]).toBe('invalid');
		expect(run.rows[1].activation_message).toMatch(/^Empty row/);
		expect(world.simulator.commits.every(({ wxa_appid: app }) => app !== 'x')).toBe(true);
	});

	it('in the middle are bad rows, also when default values would fill them', async () => {
		const run = await world.run({
			rows: [sheetRow(0, 9), { start: '' }, sheetRow(10, 19)],
			parameters: { ...columns(everything), rangeBy: 'wholeApplication' },
		});
		expect(run.error?.message).toMatch(/Row 2.*: The row is empty/);
		expect(world.simulator.count()).toBe(0);
	});

	it('overlap with nothing, whatever default values would fill into them', async () => {
		const run = await world.run({
			rows: [{ title: ' ' }, { title: '绿茶' }, { title: '' }, { title: '绿茶' }],
			parameters: {
				...columns({ ...everything, wxaAppId: 'wx1234567890abcdef' }),
				columnNames: {},
				rangeBy: 'wholeApplication',
			},
			onError,
		});
		const empty = 'The row is empty.';
		expect(statuses(run)).toEqual(['invalid', 'activated', 'invalid', 'activated']);
		expect([0, 2].map((at) => run.rows[at].activation_message)).toEqual([empty, empty]);
	});

	it('are not meant when an item of a manual trigger has no columns at all', async () => {
		const parameters = { ...fieldExpressions, applicationId: '1', codeStart: 5, codeEnd: 3 };
		const run = await world.run({ rows: [{}], parameters });
		expect(run.error?.message).toContain('nothing was sent');
		expect(run.error?.message).not.toContain('Empty row');
	});
});

describe('what a row is told', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it('an expression among the default values gives each row its own value', async () => {
		const rows = ['6941873400136', '6901234567892'].map((sku, at) => {
			const row = sheetRow(at * 10, at * 10 + 9, { sku });
			delete row.barcode;
			return row;
		});
		await world.run({ rows, parameters: columns({ productCode: '={{ $json.sku }}' }) });
		expect(world.simulator.commits.map(({ product_code: code }) => code)).toEqual([
			'6941873400136',
			'6901234567892',
		]);
	});

	it('WeChat’s code and request id stay, also when only a look-up settled the row', async () => {
		const errmsg = 'system error rid: 637f097b-107e6569-34b61712';
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			do: { errcode: -1, errmsg },
		});
		const run = await world.run({ rows: [sheetRow(0, 9)], onError });
		expect(run.rows[0]).toMatchObject({
			activation_status: 'failed',
			activation_errcode: -1,
			activation_rid: '637f097b-107e6569-34b61712',
		});
		expect(String(run.rows[0].activation_message).match(/again/g)).toHaveLength(1);
	});

	it.each([1, REFUSED])('a refusal %i without a text quotes none', async (errcode) => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			do: { httpStatus: 200, body: JSON.stringify({ errcode }) },
		});
		const [row] = (await world.run({ rows: [sheetRow(0, 9)], onError })).rows;
		expect(row).toMatchObject({ activation_errcode: errcode, activation_errmsg: null });
		expect(row.activation_message).not.toContain('""');
	});

	it('a refusal of the look-up before the call names that endpoint', async () => {
		world.simulator.faults.add({ endpoint: 'codeactivequery', do: { errcode: 80301 } });
		const run = await world.run({
			rows: [sheetRow(0, 9)],
			options: { ifAlreadyActive: 'checkFirst' },
		});
		expect(run.error?.context).toMatchObject({
			errcode: 80301,
			endpoint: '/intp/marketcode/codeactivequery',
		});
	});

	it('a refusal in the middle of looking where the active part ends names that endpoint, too', async () => {
		await world.run({ rows: [sheetRow(0, 9)] });
		const where = { code_index: 10 };
		world.simulator.faults.add({ endpoint: 'codeactivequery', where, do: { errcode: 80301 } });
		const run = await world.run({
			rows: [sheetRow(0, 19)],
			options: { ifAlreadyActive: 'checkFirst' },
		});
		expect(run.error?.context).toMatchObject({
			errcode: 80301,
			endpoint: '/intp/marketcode/codeactivequery',
		});
	});

	it('twenty equal refusals stop the run, also with look-ups between them', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			do: { errcode: REFUSED },
		});
		const rows = Array.from({ length: 40 }, (_, at) => sheetRow(at, at));
		const options = { ifAlreadyActive: 'checkFirst', parallelRequests: 1 };
		const run = await world.run({ rows, options, onError });
		expect(statuses(run).filter((status) => status === 'failed')).toHaveLength(20);
		expect(statuses(run).filter((status) => status === 'not_attempted')).toHaveLength(20);
	});

	it('a repeat of a row that an earlier run finished gets its result', async () => {
		const first = await world.run({ rows: [sheetRow(0, 9)] });
		const again = await world.run({ rows: [first.rows[0], sheetRow(0, 9)] });
		expect(again.rows[1]).toMatchObject({
			activation_status: 'activated',
			activation_errcode: 0,
			activation_time: first.rows[0].activation_time,
		});
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it('80310 for a combined call is the result of all its rows', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: { errcode: 80310 } });
		const rows = Array.from({ length: 4 }, (_, at) => sheetRow(at, at));
		const run = await world.run({ rows, options: { combineAdjacentRows: true }, onError });
		expect(run.rows.map((row) => row.activation_errcode)).toEqual([80310, 80310, 80310, 80310]);
		expect(world.simulator.count('codeactive')).toBe(1);
	});
});
