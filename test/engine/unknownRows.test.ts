import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetRow, valueExpressions } from './harness';
import { startWorld, statuses, type World } from './world';

const onError = 'continueRegularOutput' as const;
const NEVER = { times: Infinity, do: 'reset-before' } as const;

/** WeChat would do it twice: only the record of the sheet keeps a row from it. */
describe('a row of which an earlier run does not know what became', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld({ overlap: 'overwrite' })));
	afterEach(async () => {
		const twice = world.simulator.doubleCommits();
		await world.end();
		expect(twice).toEqual([]);
	});

	const silence = async <T>(endpoint: string, work: () => Promise<T>): Promise<T> => {
		world.simulator.faults.add({ endpoint, ...NEVER });
		const result = await work();
		world.simulator.faults.clear();
		return result;
	};
	/** Its reply was lost, and nobody told; it did take effect. */
	const unknown = async (row: IDataObject, more: object = {}): Promise<IDataObject> => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'reset-after' });
		const { rows } = await silence(
			'codeactivequery',
			async () => await world.run({ rows: [row], onError, options: { timeout: 1000 }, ...more }),
		);
		expect(rows[0].activation_status).toBe('unknown');
		return rows[0];
	};
	const again = async (rows: IDataObject[], options: INodeParameters = {}, more: object = {}) => {
		const before = world.simulator.count();
		const sends = world.simulator.count('codeactive');
		const run = await world.run({ rows, onError, options, ...more });
		return {
			...run,
			requests: world.simulator.count() - before,
			sends: world.simulator.count('codeactive') - sends,
		};
	};
	const whole = { parameters: { ...valueExpressions, rangeBy: 'wholeApplication' } };

	it('says so behind a dry run too, which stops nothing, and is looked up by the next run', async () => {
		const row = await unknown(sheetRow(0, 9));
		const dry = await again([row], { dryRun: true }, { onError: undefined });
		expect(dry.requests).toBe(0);
		expect(dry.rows[0]).toMatchObject({ activation_status: 'unknown', activation_code_end: 9 });
		expect(dry.rows[0].activation_message).toMatch(/^Dry run: nothing was activated\./);
		expect(dry.hints[0]).toContain(
			'1 checked in a dry run, nothing was sent; the run would take 1 call',
		);
		const run = await again(dry.rows);
		expect([statuses(run), run.sends]).toEqual([['activated'], 0]);
	});

	it('that keeps its record says its notes in the message, as the hint counts them', async () => {
		const row = await unknown(sheetRow(0, 9, { barcode: '12' }));
		const dry = await again([row], { dryRun: true });
		expect(dry.rows[0].activation_message).toMatch(/^Dry run: .* Note: .*"12" has 2 digits/);
		expect(dry.hints[0]).toContain('1 row has a note in activation_message');
		const bad = await again([{ ...row, title: '' }]);
		expect(bad.rows[0]).toMatchObject({
			activation_status: 'unknown',
			activation_message: expect.stringMatching(/is empty.* Note: .*"12"/) as string,
		});
		expect(bad.hints[0]).toContain('1 row has a note in activation_message');
	});

	it('of a whole application says so behind a dry run, with its range', async () => {
		const row = await unknown(sheetRow(0, 0), whole);
		const dry = await again([row], { dryRun: true }, whole);
		expect(dry.rows[0]).toMatchObject({
			activation_status: 'unknown',
			activation_code_start: 0,
			activation_code_end: 199_999,
		});
		const run = await again(dry.rows, {}, whole);
		expect([statuses(run), run.sends]).toEqual([['activated'], 3]);
	});

	it('is looked up with Skip Finished Rows off, and stays unknown beside a bad cell', async () => {
		const row = await unknown(sheetRow(0, 9));
		const off = { skipFinishedRows: false };
		const bad = await again([{ ...row, title: '' }], off);
		expect(statuses(bad)).toEqual(['unknown']);
		const dry = await again([{ ...bad.rows[0], title: row.title }], { ...off, dryRun: true });
		expect(statuses(dry)).toEqual(['unknown']);
		const run = await again(dry.rows, off);
		expect([statuses(run), run.sends]).toEqual([['activated'], 0]);
	});

	describe('in a dry run that asks WeChat', () => {
		const ask = { askWeChat: true };

		it('is activated where a look-up shows its work', async () => {
			const run = await again([await unknown(sheetRow(0, 9))], ask);
			expect(statuses(run)).toEqual(['activated']);
			expect(run.rows[0].activation_message).toContain('a look-up confirmed it');
		});

		it('is checked like any other where WeChat shows it free', async () => {
			const free = { ...(await unknown(sheetRow(0, 9))), start: 50, end: 59 };
			const row = { ...free, activation_code_start: 50, activation_code_end: 59 };
			expect(statuses(await again([row], ask))).toEqual(['dry_run']);
		});

		it.each(['applycodequery', 'codeactivequery'])(
			'stays unknown where %s gets no answer',
			async (endpoint) => {
				const row = await unknown(sheetRow(0, 9));
				const asked = await silence(endpoint, async () => await again([row], ask));
				expect(asked.rows[0]).toMatchObject({
					activation_status: 'unknown',
					activation_code_end: 9,
				});
				const run = await again(asked.rows);
				expect([statuses(run), run.sends]).toEqual([['activated'], 0]);
			},
		);

		it('of a whole application stays unknown where only some of its blocks are active', async () => {
			const row = await unknown(sheetRow(0, 0), whole);
			const asked = await again([row], ask, whole);
			expect(statuses(asked)).toEqual(['unknown']);
			expect(asked.rows[0].activation_message).toContain('the first and the last code of 3 blocks');
			const run = await again(asked.rows, {}, whole);
			expect([statuses(run), run.sends]).toEqual([['activated'], 3]);
		});
	});

	it('of a whole application stays unknown where its blocks are not told', async () => {
		const row = await unknown(sheetRow(0, 0), whole);
		const silent = await silence('applycodequery', async () => await again([row], {}, whole));
		expect(silent.rows[0]).toMatchObject({
			activation_status: 'unknown',
			activation_code_end: 199_999,
		});
		expect(statuses(await again(silent.rows, {}, whole))).toEqual(['activated']);
	});

	it.each([
		['above', true],
		['below', false],
	])('protects its codes against a row %s it with other values', async (_where, isAbove) => {
		const row = await unknown(sheetRow(0, 9));
		const other = sheetRow(5, 14, { title: '红茶' });
		const run = await again(isAbove ? [other, row] : [row, other]);
		expect(statuses(run)).toEqual(isAbove ? ['invalid', 'activated'] : ['activated', 'invalid']);
		expect(run.rows[isAbove ? 0 : 1].activation_message).toMatch(
			/overlaps with that of row \d, 0–9 绿茶 500ml, of which an earlier run does not know whether it is active/,
		);
		expect(run.sends).toBe(0);
	});

	it('protects its codes though its own cells cannot be read', async () => {
		const row = { ...(await unknown(sheetRow(0, 9))), application: '', start: 'x' };
		const run = await again([sheetRow(0, 9), row]);
		expect(statuses(run)).toEqual(['invalid', 'unknown']);
	});

	it('is looked up once for a row that asks for the very same, also where it is bad itself', async () => {
		const row = await unknown(sheetRow(0, 9));
		const same = await again([sheetRow(0, 9), row]);
		expect([statuses(same), same.sends]).toEqual([['activated', 'activated'], 0]);
		const columns = { rowSource: 'columns', columnNames: { wxaAppId: 'app' } };
		const counted = [sheetRow(0, 9), { ...row, count: 11 }];
		const run = await again(counted, {}, { parameters: columns });
		expect([statuses(run), run.sends]).toEqual([['activated', 'unknown'], 0]);
	});

	it.each<[string, number, number]>([
		['all of an application', 0, 999],
		['the rest of a block', 0, 9998],
		['behind other rows', 1000, 1999],
	])('counted from 1, keeps its record until Numbering is set: %s', async (_what, start, end) => {
		const counted = sheetRow(start + 1, end + 1);
		const row = await unknown(counted, { options: { numbering: 'oneBased' } });
		const open = await again([row]);
		expect(open.requests).toBe(0);
		expect(open.rows[0]).toMatchObject({
			activation_status: 'unknown',
			activation_code_start: start,
			activation_code_end: end,
			activation_message: expect.stringMatching(/Numbering/) as string,
		});
		const run = await again(open.rows, { numbering: 'oneBased' });
		expect([statuses(run), run.sends]).toEqual([['activated'], 0]);
	});
});
