import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../simulator/types';
import { fieldExpressions, sheetRow, valueExpressions } from './harness';
import { startWorld, statuses, type World } from './world';

const onError = 'continueRegularOutput' as const;
const whole = { ...valueExpressions, rangeBy: 'wholeApplication' };
const errcode0 = (body: IDataObject): Fault['do'] => ({
	httpStatus: 200,
	body: JSON.stringify({ errcode: 0, errmsg: 'ok', ...body }),
});

let world: World;
beforeEach(async () => (world = await startWorld()));
afterEach(async () => await world.end());

const sends = (): number => world.simulator.count('codeactive');
const fault = (endpoint: Fault['endpoint'], does: Fault['do'], more: Partial<Fault> = {}): void => {
	world.simulator.faults.add({ endpoint, do: does, ...more });
};
const run = async (rows: IDataObject[], options: INodeParameters = {}, more: object = {}) =>
	await world.run({ rows, options, onError, ...more });

describe('a retry of the node', () => {
	it('looks a row up that ended unknown, and does not send it again', async () => {
		fault('codeactive', 'reset-after');
		fault('codeactivequery', 'reset-before', { times: 5 });
		const result = await world.run({ rows: [sheetRow(0, 9)], retryOnFail: 2 });
		expect(statuses(result)).toEqual(['activated']);
		expect(sends()).toBe(1);
	});

	it('sends of a whole application only the block that failed', async () => {
		fault('codeactive', { errcode: 77_777 }, { where: { code_start: 150_000 } });
		const result = await world.run({ rows: [sheetRow(0, 0)], parameters: whole, retryOnFail: 2 });
		expect(statuses(result)).toEqual(['activated']);
		expect(sends()).toBe(5);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('sends nothing twice where WeChat would accept it', async () => {
		world.simulator.set({ overlap: 'overwrite' });
		fault('codeactive', { errcode: 77_777 }, { where: { code_start: 10 } });
		const result = await world.run({
			rows: [sheetRow(0, 9), sheetRow(10, 19), sheetRow(20, 29)],
			options: { parallelRequests: 1 },
			retryOnFail: 2,
		});
		expect(statuses(result)).toEqual(['activated', 'activated', 'activated']);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});
});

describe('after a lost reply', () => {
	const spelled: Array<[string, IDataObject, IDataObject]> = [
		['report 17: HTML-escaped', { brand: 'A&B "x"' }, { product_brand: 'A&amp;B &quot;x&quot;' }],
		['with other line ends', { title: 'a\r\nb' }, { product_title: 'a\nb' }],
		['in another normal form', { title: 'Cafe\u0301' }, { product_title: 'Caf\u00e9' }],
		['with a percent-encoded path', { path: 'pages/茶' }, { wxa_path: 'pages/%E8%8C%B6' }],
		['with an ending of its own on the path', {}, { wxa_path: 'pages/index/index.html' }],
		['with the app id in capitals', {}, { wxa_appid: 'WX1234567890ABCDEF' }],
		['with another spelling of the application id', { application: '0581865877' }, {}],
	];
	it.each(spelled)('values that come back %s are the row’s own', async (_what, more, told) => {
		fault('codeactive', 'reset-after');
		fault(
			'codeactivequery',
			errcode0({ application_id: 581865877, code_start: 0, code_end: 9, ...told }),
		);
		const result = await run([sheetRow(0, 9, more)]);
		expect(statuses(result)).toEqual(['activated']);
		expect(sends()).toBe(1);
	});

	it.each([
		['a cut text', { product_title: '绿茶' }, 'Product Title ("绿茶", in this row "绿茶 500ml")'],
		[
			'an emoji as question marks',
			{ product_brand: '??' },
			'Product Brand ("??", in this row "山泉")',
		],
	])(
		'the very range with %s is unknown and names the field, never somebody else’s',
		async (_what, told, words) => {
			fault('codeactive', 'reset-after');
			fault('codeactivequery', errcode0({ code_start: 0, code_end: 9, ...told }));
			const { rows } = await run([sheetRow(0, 9)]);
			expect(rows[0].activation_status).toBe('unknown');
			expect(rows[0].activation_message).toContain(words);
		},
	);

	it('80302 while the look-ups lag is asked again and ends unknown, never failed', async () => {
		world.simulator.set({ queryLagMs: 24 * 3_600_000 });
		fault('codeactive', 'reset-after');
		const result = await run([sheetRow(0, 9)]);
		expect(statuses(result)).toEqual(['unknown']);
		expect(sends()).toBe(2);
		expect(world.simulator.count('codeactivequery')).toBeGreaterThan(2);
		expect(result.rows[0].activation_message).toMatch(/are active already.*Run this row again/);
		expect(result.rows[0].activation_message).not.toMatch(/other values|choose the part/);
	});

	it('that 80302 stops the workflow under the endpoint that said it', async () => {
		world.simulator.set({ queryLagMs: 24 * 3_600_000 });
		fault('codeactive', 'reset-after');
		const { error } = await world.run({ rows: [sheetRow(0, 9)] });
		expect(error?.context).toMatchObject({
			errcode: 80302,
			endpoint: '/intp/marketcode/codeactive',
		});
	});

	it('a look-up that says nothing more than "ok" proves nothing', async () => {
		fault('codeactive', 'reset-before');
		fault('codeactivequery', errcode0({}), { times: Infinity });
		expect(statuses(await run([sheetRow(0, 9)]))).toEqual(['unknown']);
		expect(world.simulator.segments(581865877)).toEqual([]);
	});

	it('a segment that does not hold the code proves nothing', async () => {
		fault('codeactive', 'reset-before');
		fault('codeactivequery', errcode0({ code_start: 500, code_end: 600 }), { times: Infinity });
		expect(statuses(await run([sheetRow(0, 9)]))).toEqual(['unknown']);
	});

	it('a combined call whose look-ups are silent leaves every row of it unknown', async () => {
		fault('codeactive', 'reset-before');
		fault('codeactivequery', 'reset-before', { times: Infinity });
		const rows = [sheetRow(0, 9), sheetRow(10, 19), sheetRow(20, 29)];
		const result = await run(rows, { combineAdjacentRows: true });
		expect(statuses(result)).toEqual(['unknown', 'unknown', 'unknown']);
	});
});

describe('codes that are active already', () => {
	it.each<[string, IDataObject, string]>([
		['brand', { brand: '山泉水' }, 'Product Brand ("山泉", in this row "山泉水")'],
		['version', { version: 2 }, 'Mini Program Version ("0", in this row "2")'],
	])('the sentence names the field that differs: the %s', async (_what, more, words) => {
		const parameters = { ...fieldExpressions, wxaType: '={{ $json.version ?? 0 }}' };
		await run([sheetRow(0, 9)]);
		const { rows } = await run([sheetRow(0, 9, more)], {}, { parameters });
		expect(rows[0].activation_status).toBe('failed');
		expect(rows[0].activation_message).toContain(words);
	});

	it('a combined call refused while look-ups are silent is halved and sent: no free row is called active', async () => {
		await run([sheetRow(10, 19, { brand: 'another' })]);
		fault('codeactivequery', 'reset-before', { times: Infinity });
		const rows = [sheetRow(0, 9), sheetRow(10, 19), sheetRow(20, 29)];
		const result = await run(rows, { combineAdjacentRows: true });
		expect(statuses(result)).toEqual(['activated', 'failed', 'activated']);
	});

	it.each(['skip', 'checkFirst'])(
		'%s: one held block of a whole application does not keep the others from being activated',
		async (ifAlreadyActive) => {
			await run([sheetRow(60_000, 60_009, { brand: 'another' })]);
			const { rows } = await run([sheetRow(0, 0)], { ifAlreadyActive }, { parameters: whole });
			expect(rows[0].activation_status).toBe('failed');
			expect(world.simulator.segments(581865877)).toHaveLength(4);
			expect(rows[0].activation_message).toMatch(/0–49999.*100000–149999.*150000–199999/);
		},
	);

	it('the advice for a partly active row succeeds when it is followed', async () => {
		await run([sheetRow(0, 9), sheetRow(15, 19)]);
		const { rows } = await run([sheetRow(5, 19)]);
		const told = String(rows[0].activation_message);
		expect(told).toContain('Codes 5–9, 15–19 are active already with the same values');
		const [, start, end] = /Activate (\d+)–(\d+)/.exec(told) ?? [];
		expect(statuses(await run([sheetRow(Number(start), Number(end))]))).toEqual(['activated']);
	});

	it('verify takes another spelling of the application id for the same', async () => {
		const rows = [sheetRow(0, 9, { application: '0581865877' })];
		expect(statuses(await run(rows, { verifyAfterActivation: true }))).toEqual(['activated']);
	});

	it('rows that spell the application in two ways overlap', async () => {
		const result = await run([sheetRow(0, 9), sheetRow(5, 14, { application: '0581865877' })]);
		expect(statuses(result)).toEqual(['activated', 'invalid']);
	});

	it('a message stays short, however many parts there are', async () => {
		const rows = Array.from({ length: 60 }, (_, at) => sheetRow(at * 4, at * 4 + 1));
		await run(rows);
		const { rows: told } = await run([sheetRow(0, 239)]);
		expect(String(told[0].activation_message).length).toBeLessThan(900);
	});
});

describe('a whole application', () => {
	const blocks = [{ code_start: 0, code_end: 9 }];
	it.each<[string, IDataObject]>([
		[
			'is not finished, though it lists blocks',
			{ status: 'PROCESSING', code_generate_list: blocks },
		],
		['lists none', { status: 'FINISH' }],
		['lists one that cannot be read', { status: 'FINISH', code_generate_list: [...blocks, 7] }],
	])('of which nothing is sent: it %s', async (_what, told) => {
		fault('applycodequery', errcode0(told));
		const result = await run([sheetRow(0, 0)], {}, { parameters: whole });
		expect([statuses(result), sends()]).toEqual([['failed'], 0]);
	});
});

describe('Stop Workflow', () => {
	it('a whole application under way sends no further block after another row failed', async () => {
		fault('codeactive', { errcode: 77_777 }, { where: { application_id: 2 } });
		world.simulator.set({ unknownApplications: 'adopt' });
		const rows = ['4', '3', '2'].map((application) => sheetRow(0, 0, { application }));
		world.simulator.faults.add({
			endpoint: 'applycodequery',
			where: { application_id: 4 },
			do: errcode0({ status: 'FINISH', code_generate_list: [{ code_start: 0, code_end: 9 }] }),
		});
		const result = await world.run({ rows, parameters: whole, options: { parallelRequests: 2 } });
		expect(result.error).toBeDefined();
		expect(sends()).toBeLessThan(20);
	});
});

describe('Continue', () => {
	it.each<[string, unknown]>([
		['report 6: a text', 'text'],
		['nothing', undefined],
		['a list', [1, 2]],
		['a number', 7],
	])('never throws for an item whose json is %s', async (_what, json) => {
		const rows = [{ json }, { json: sheetRow(0, 9) }] as unknown as INodeExecutionData[];
		const result = await world.run({ rows, onError });
		expect(result.error).toBeUndefined();
		expect(statuses(result)).toEqual(['invalid', 'activated']);
	});
});
