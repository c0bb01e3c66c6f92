import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetRow, valueExpressions } from './harness';
import { startWorld, statuses, type World } from './world';

const onError = 'continueRegularOutput' as const;

describe('the record of an earlier run', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const columns = { rowSource: 'columns', columnNames: { wxaAppId: 'app' } };
	const done = async (start = 0, end = 9, more: IDataObject = {}): Promise<IDataObject> => {
		const { rows } = await world.run({ rows: [sheetRow(start, end, more)] });
		expect(rows[0].activation_status).toBe('activated');
		return rows[0];
	};
	const again = async (rows: IDataObject[], more: object = {}, options: INodeParameters = {}) => {
		const before = world.simulator.count();
		const run = await world.run({ rows, onError, options, ...more });
		return { ...run, requests: world.simulator.count() - before };
	};

	it.each<[string, IDataObject]>([
		[
			'report 4: numbers with separators',
			{ activation_code_end: '9,999', activation_code_start: '0' },
		],
		['report 4: numbers as text with an apostrophe', { activation_code_start: "'0" }],
		['an application id with leading zeros', { activation_application_id: '000581865877' }],
		['an application id as a number', { activation_application_id: 581865877 }],
		['a status word in capitals and with a blank', { activation_status: ' Activated ' }],
		['a status word with a blank in place of the line', { activation_status: 'already active' }],
	])('%s: is read as the sheet’s own columns are, and costs no request', async (_what, change) => {
		const row = { ...(await done(0, 9999)), ...change };
		const { rows, requests } = await again([row]);
		expect(requests).toBe(0);
		expect(rows[0]).toEqual(row);
	});

	it.each(['\ufeffactivation_status', 'Activation Status', 'ACTIVATION-STATUS'])(
		'report 4: is found under the header %p, which is replaced and not doubled',
		async (header) => {
			const { activation_status: status, ...rest } = await done();
			const { rows, requests } = await again([{ ...rest, [header]: status }]);
			expect(requests).toBe(0);
			expect(rows[0].activation_status).toBe('activated');
			expect(Object.keys(rows[0])).not.toContain(header);
		},
	);

	it('report 5: a start that the reader dropped because it was 0 is proven by end and count', async () => {
		const row = { ...(await done()), start: null, activation_code_start: null };
		const { rows, requests } = await again([row], { parameters: columns });
		expect(requests).toBe(0);
		expect(rows[0]).toMatchObject({ activation_status: 'activated', activation_code_end: 9 });
	});

	it('does not stand when its start is missing and nothing proves it', async () => {
		const row = { ...(await done()), activation_code_start: null, activation_code_count: null };
		expect((await again([row])).requests).toBeGreaterThan(0);
	});

	it.each<[string, IDataObject]>([
		['the barcode', { barcode: '' }],
		['the app id', { app: 'x' }],
		['the start', { start: 'from here' }],
		['the application', { application: '?' }],
	])('stands though %s of its row cannot be read, and the hint tells so', async (_what, change) => {
		const row = { ...(await done()), ...change };
		const run = await again([row, sheetRow(10, 19)]);
		expect(statuses(run)).toEqual(['activated', 'activated']);
		expect(run.rows[0]).toEqual(row);
		expect(world.simulator.count('codeactive')).toBe(2);
	});

	it('tells in the hint what cannot be read of a finished row', async () => {
		const run = await again([{ ...(await done()), barcode: '' }]);
		expect(run.hints[0]).toMatch(
			/1 finished row is left as it is, though something in it .*row 1, 0–9 .*is empty/,
		);
	});

	it('does not stop the workflow where its row has a bad cell', async () => {
		const row = { ...(await done()), barcode: '' };
		const run = await world.run({ rows: [row, sheetRow(10, 19)] });
		expect(run.error).toBeUndefined();
		expect(statuses(run)).toEqual(['activated', 'activated']);
	});

	it('stands when the sheet as a whole cannot be read', async () => {
		const row = await done();
		const { rows, requests } = await again([row, sheetRow(10, 19)], {
			parameters: { ...columns, columnNames: { wxaAppId: 'no such column' } },
		});
		expect(requests).toBe(0);
		expect(rows[0]).toEqual(row);
		expect(rows[1].activation_status).toBe('invalid');
	});

	it('stands when nothing but the result columns is left', async () => {
		const row = Object.fromEntries(
			Object.entries(await done()).filter(([name]) => name.startsWith('activation_')),
		);
		const { rows, requests } = await again([row, sheetRow(10, 19)]);
		expect(rows[0]).toEqual(row);
		expect(requests).toBe(1);
		const overlapping = await again([row, sheetRow(5, 14)]);
		expect(statuses(overlapping)).toEqual(['activated', 'invalid']);
	});

	it.each<[string, IDataObject]>([
		['another range', { start: 20, end: 29 }],
		['another end', { end: 8 }],
		['another application', { application: '581865878' }],
	])('does not stand when the row asks for %s', async (_what, change) => {
		const row = { ...(await done()), ...change };
		expect((await again([row])).requests).toBeGreaterThan(0);
	});

	it('does not count with Skip Finished Rows off', async () => {
		const { rows, requests } = await again([await done()], {}, { skipFinishedRows: false });
		expect(rows[0].activation_status).toBe('already_active');
		expect(requests).toBe(2);
	});

	it('protects its range against the rows above it', async () => {
		const row = await done(0, 9);
		const run = await again([sheetRow(5, 14), row, sheetRow(20, 29)]);
		expect(statuses(run)).toEqual(['invalid', 'activated', 'activated']);
		expect(run.rows[0].activation_message).toMatch(
			/overlaps with that of row 2, 0–9 绿茶 500ml, which is active already at 0–9/,
		);
	});

	it('protects its range against a row that spells the application otherwise', async () => {
		const run = await again([await done(), sheetRow(5, 14, { application: '0581865877' })]);
		expect(statuses(run)).toEqual(['activated', 'invalid']);
	});

	it('in the other numbering stands while Numbering is not set, and the hint names both', async () => {
		const row = { ...(await done(0, 999)), start: 1, end: 1000 };
		const run = await again([row]);
		expect(run.requests).toBe(0);
		expect(run.rows[0]).toEqual(row);
		expect(run.hints[0]).toMatch(/Row 1, [^,]*: the sheet says 1–1000.*active at 0–999.*Numbering/);
	});

	it('several in the other numbering are told by the first of them, and how many more', async () => {
		const first = { ...(await done(0, 999)), start: 1, end: 1000 };
		const second = { ...(await done(1000, 1999)), start: 1001, end: 2000 };
		const english = await again([first, second]);
		expect(english.hints[0]).toMatch(/Row 1[^.]*, and 1 more: the sheet says 1–1000,/);
		const chinese = await again([first, second], {}, { messageLanguage: 'zh' });
		expect(chinese.hints[0]).toMatch(/第 1 条[^。]*等 2 条：表格写的是 1–1000，/);
		expect(english.requests + chinese.requests).toBe(0);
	});

	it('in the other numbering asks for another range once Numbering is set', async () => {
		const row = { ...(await done(0, 999)), start: 1, end: 1000 };
		expect((await again([row], {}, { numbering: 'zeroBased' })).requests).toBeGreaterThan(0);
		expect((await again([row], {}, { numbering: 'oneBased' })).requests).toBe(0);
	});

	it('a row that is unknown is looked up before it is sent', async () => {
		const row = { ...(await done()), activation_status: 'unknown' };
		const sends = world.simulator.count('codeactive');
		const { rows } = await again([row]);
		expect(rows[0].activation_status).toBe('activated');
		expect(world.simulator.count('codeactive')).toBe(sends);
	});

	it.each<[string, IDataObject, INodeParameters]>([
		['a bad cell', { title: '' }, {}],
		['a setting that is not understood', {}, { timeout: 'soon' }],
	])(
		'a row that is unknown stays so beside %s, and is looked up when that is mended',
		async (...of) => {
			const [, bad, options] = of;
			await world.end();
			world = await startWorld({ overlap: 'overwrite' });
			const was: IDataObject = { ...(await done()), activation_status: 'unknown' };
			const first = await again([{ ...was, ...bad }], {}, options);
			expect(first.requests).toBe(0);
			expect(first.rows[0]).toMatchObject({
				activation_status: 'unknown',
				activation_application_id: '581865877',
				activation_code_start: 0,
				activation_code_end: 9,
				activation_message: expect.stringMatching(/is empty|not understood/) as string,
			});
			const { rows } = await again([{ ...first.rows[0], title: was.title }]);
			expect(rows[0].activation_status).toMatch(/activ/);
			expect(world.simulator.doubleCommits()).toEqual([]);
		},
	);

	it.each([true, false])(
		'does not stand beside a row that asks for other codes now, where a setting is not understood (columns: %s)',
		async (areColumns) => {
			const more = areColumns ? { parameters: columns } : {};
			const changed = { ...(await done()), start: 50, end: 59 };
			const other = { ...(await done(10, 19)), application: '77' };
			const kept = { ...(await done(20, 29)), title: '' };
			const { rows } = await again([changed, other, kept], more, { numbering: 'from 7' });
			expect(rows.map(({ activation_status: status }) => status)).toEqual([
				'invalid',
				'invalid',
				'activated',
			]);
			for (const row of rows.slice(0, 2)) {
				expect(row.activation_message).toMatch(
					/^Numbering is set to "from 7".*Nothing was sent\.$/,
				);
			}
			expect(rows[2]).toMatchObject({ activation_code_start: 20, activation_code_end: 29 });
		},
	);

	it('an unknown row that is not active is sent after a look-up of both its ends', async () => {
		const row = { ...(await done()), activation_status: 'unknown' };
		const other = {
			...row,
			start: 50,
			end: 59,
			activation_code_start: 50,
			activation_code_end: 59,
		};
		const { rows, requests } = await again([other]);
		expect(rows[0].activation_status).toBe('activated');
		expect(requests).toBe(3);
	});

	it('does not make good a row that repeats it and is bad itself', async () => {
		const row = await done();
		const twice = await again([row, sheetRow(0, 9, { count: 11 })], { parameters: columns });
		expect(statuses(twice)).toEqual(['activated', 'invalid']);
		expect(twice.rows[1].activation_message).toContain('from start to end there are 10 codes');
	});

	it('in the other numbering does not make good a row that counts likewise', async () => {
		const row = { ...(await done(0, 999)), start: 1, end: 1000 };
		const run = await again([row, sheetRow(1, 1000)]);
		expect(statuses(run)).toEqual(['activated', 'invalid']);
		expect(run.rows[1].activation_message).toContain('Numbering');
	});

	it('the result file of a simulation is no record', async () => {
		const row = { ...(await done()), activation_status: 'simulated: activated' };
		expect((await again([row])).requests).toBeGreaterThan(0);
	});
});

describe('the record of a whole application', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());
	const whole = { ...valueExpressions, rangeBy: 'wholeApplication' };

	const first = async () =>
		(await world.run({ rows: [sheetRow(0, 0)], parameters: whole })).rows[0];
	const run = async (row: IDataObject, options: INodeParameters = {}) => {
		const before = world.simulator.count();
		const { rows } = await world.run({ rows: [row], parameters: whole, onError, options });
		return { row: rows[0], requests: world.simulator.count() - before };
	};

	it('costs one question in a run, and keeps its columns', async () => {
		const row = await first();
		expect(await run(row)).toEqual({ row, requests: 1 });
	});

	it('costs nothing in a dry run', async () => {
		const row = await first();
		expect(await run(row, { dryRun: true })).toEqual({ row, requests: 0 });
	});

	it('stands when the question gets no answer', async () => {
		const row = await first();
		world.simulator.faults.add({ endpoint: 'applycodequery', times: Infinity, do: 'reset-before' });
		expect((await run(row)).row).toEqual(row);
	});

	it('stays unknown with its range when a run cannot log in, and is looked up by the next', async () => {
		await world.end();
		world = await startWorld({ overlap: 'overwrite' });
		const unknown: IDataObject = { ...(await first()), activation_status: 'unknown' };
		const store = world.credential({ appSecret: '' });
		const { rows } = await world.run({ rows: [unknown], parameters: whole, onError, store });
		expect(rows[0]).toMatchObject({
			activation_status: 'unknown',
			activation_code_start: 0,
			activation_code_end: 199_999,
			activation_message: expect.stringMatching(/^Not attempted: .*App Secret/) as string,
		});
		expect((await run(rows[0])).row.activation_status).toMatch(/activ/);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('of a part of it: the other blocks are sent, nothing twice', async () => {
		const { rows } = await world.run({ rows: [sheetRow(0, 49_999)] });
		const { row } = await run(rows[0]);
		expect(row).toMatchObject({ activation_status: 'activated', activation_code_end: 199_999 });
		expect(world.simulator.doubleCommits()).toEqual([]);
		expect(world.simulator.count('codeactive')).toBe(4);
	});

	it('counts for a row that asks for the very same, with its range and what becomes of it', async () => {
		const row = await first();
		const { rows } = await world.run({ rows: [row, sheetRow(0, 0)], parameters: whole, onError });
		expect(rows[1]).toMatchObject({
			activation_status: 'activated',
			activation_code_start: 0,
			activation_code_end: 199_999,
			activation_code_count: 200_000,
		});
		expect(rows[1].activation_message).toMatch(/Row 1.*asks for the very same/);
	});

	it('of a part of it: a row that asks for the very same is active only where the rest is', async () => {
		const [part] = (await world.run({ rows: [sheetRow(0, 9)] })).rows;
		world.simulator.faults.add({ endpoint: 'codeactive', times: Infinity, do: { errcode: 80308 } });
		const rows = [part, sheetRow(0, 0)];
		const result = await world.run({ rows, parameters: whole, onError });
		expect(statuses(result)).toEqual(['failed', 'failed']);
	});

	it('of several parts of it: the rest is sent once, also where WeChat would take it twice', async () => {
		await world.end();
		world = await startWorld({ overlap: 'overwrite' });
		world.simulator.addApplication({ applicationId: 777, codeCount: 60_000 });
		const parts = [
			sheetRow(0, 9),
			...[0, 10].map((at) => sheetRow(at, at + 9, { application: '777' })),
		];
		const before = await world.run({ rows: parts });
		const result = await world.run({ rows: before.rows, parameters: whole, onError });
		expect(statuses(result)).toEqual(['activated', 'activated', 'activated']);
		expect(result.rows[1].activation_code_end).toBe(59_999);
		expect(result.rows[2]).toEqual(before.rows[2]);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});
});
