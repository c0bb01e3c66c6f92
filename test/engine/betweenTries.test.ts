import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../simulator/types';
import { fieldExpressions, sheetRow, valueExpressions } from './harness';
import { startWorld, statuses, type World } from './world';

const onError = 'continueRegularOutput' as const;
const whole = { ...valueExpressions, rangeBy: 'wholeApplication' };
const columns = { rowSource: 'columns', columnNames: { wxaAppId: 'app' } };
const ok: Fault['do'] = { httpStatus: 200, body: '{"errcode":0,"errmsg":"ok"}' };

let world: World;
beforeEach(async () => (world = await startWorld()));
afterEach(async () => await world.end());

const sends = (): number => world.simulator.count('codeactive');
const fault = (endpoint: string, does: Fault['do'], more: Partial<Fault> = {}): void => {
	world.simulator.faults.add({ endpoint, do: does, ...more });
};
const run = async (rows: IDataObject[], options: INodeParameters = {}, more: object = {}) =>
	await world.run({ rows, options, onError, ...more });
const unknown = (start: number, end: number, more: IDataObject = {}): IDataObject => ({
	...sheetRow(start, end, more),
	activation_status: 'unknown',
	activation_application_id: '581865877',
	activation_code_start: start,
	activation_code_end: end,
});

describe('a retry of the node', () => {
	it('names who holds a block, as the first try did, where WeChat answered every send', async () => {
		await run([sheetRow(50_000, 99_999, { brand: 'another' })]);
		const { error } = await world.run({
			rows: [sheetRow(0, 0)],
			parameters: whole,
			retryOnFail: 2,
		});
		expect(error?.message).toContain('Codes 50000–99999 are active already for');
		expect(error?.message).not.toContain('lost');
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it.each(['refuse', 'overwrite'] as const)(
		'goes on with what was sent, whatever an expression gives now (%s)',
		async (overlap) => {
			await world.end();
			world = await startWorld({ overlap, crossBlocks: '80306' });
			fault('codeactive', { errcode: 80308 }, { where: { code_start: 50_000 } });
			const result = await world.run({
				rows: [sheetRow(0, 9), sheetRow(49_990, 50_009)],
				parameters: { ...fieldExpressions, activityName: '={{ "Promo " + Math.random() }}' },
				retryOnFail: 2,
			});
			expect(statuses(result)).toEqual(['activated', 'activated']);
			const [first, left, right] = world.simulator.commits;
			expect([first, left, right].map(({ codeStart }) => codeStart)).toEqual([0, 49_990, 50_000]);
			expect(right.activity_name).toBe(left.activity_name);
			expect(world.simulator.doubleCommits()).toEqual([]);
		},
	);

	it('fails with Fail the Row what was active before, as the first try did', async () => {
		await run([sheetRow(0, 99)]);
		const { error } = await world.run({
			rows: [sheetRow(0, 9)],
			options: { ifAlreadyActive: 'error' },
			retryOnFail: 2,
		});
		expect(error?.message).toContain('active');
	});

	it('tells what an earlier try activated, whatever becomes of the rest', async () => {
		fault('codeactive', { errcode: 80308 }, { where: { code_start: 0 } });
		fault('codeactive', { errcode: 1, errmsg: '进入审核' }, { where: { code_start: 0 } });
		const { error } = await world.run({
			rows: [sheetRow(0, 0)],
			parameters: whole,
			retryOnFail: 2,
		});
		expect(world.simulator.segments(581865877)).toHaveLength(3);
		expect(error?.message).toContain('50000–199999');
		expect(error?.message).not.toMatch(/Nothing is active|Not sent/);
	});
});

describe('a row that an earlier run left unknown', () => {
	it.each(['refuse', 'overwrite'] as const)(
		'is asked about alone, also beside others whose calls it could share (%s)',
		async (overlap) => {
			await run([sheetRow(10, 19)]);
			world.simulator.set({ overlap });
			const rows = [unknown(0, 9), unknown(10, 19), unknown(20, 29)];
			const result = await run(rows, { combineAdjacentRows: true }, { parameters: columns });
			expect(statuses(result)).toEqual(['activated', 'activated', 'activated']);
			expect(world.simulator.doubleCommits()).toEqual([]);
		},
	);

	it('is asked about when it stands below a row that asks for the very same', async () => {
		await run([sheetRow(0, 9)]);
		world.simulator.set({ overlap: 'overwrite' });
		const result = await run([sheetRow(0, 9), unknown(0, 9)]);
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('is asked about when it stands for a whole application', async () => {
		await run([sheetRow(0, 0)], {}, { parameters: whole });
		world.simulator.set({ overlap: 'overwrite' });
		const before = sends();
		const result = await run([unknown(0, 199_999)], {}, { parameters: whole });
		expect(statuses(result)).toEqual(['activated']);
		expect(sends()).toBe(before);
	});

	it('stays unknown when the run stops before it', async () => {
		fault('codeactive', { errcode: 45009 }, { times: Infinity });
		const result = await run([sheetRow(100, 109), unknown(0, 9), sheetRow(200, 209)]);
		expect(statuses(result)).toEqual(['failed', 'unknown', 'not_attempted']);
		expect(result.rows[1]).toMatchObject({ activation_code_start: 0, activation_code_end: 9 });
	});
});

describe('a lost reply', () => {
	it('is looked up also when WeChat has refused the account meanwhile', async () => {
		fault('codeactive', 'reset-after', { after: 1, where: { code_start: 10 } });
		fault('codeactive', 'reset-after', { where: { code_start: 10 } });
		fault('codeactive', { errcode: 45009 }, { where: { code_start: 20 } });
		const rows = [sheetRow(0, 9), sheetRow(10, 19), sheetRow(20, 29)];
		const result = await run(rows, { parallelRequests: 2 });
		expect(statuses(result)).toEqual(['activated', 'activated', 'failed']);
		expect(sends()).toBe(3);
	});

	it('before codes that somebody else holds at the end: failed, and names them', async () => {
		await run([sheetRow(5, 20, { brand: 'another' })]);
		fault('codeactive', 'reset-before');
		const { rows } = await run([sheetRow(0, 9)]);
		expect(rows[0].activation_status).toBe('failed');
		expect(rows[0].activation_message).toMatch(
			/Not active: 0–4\..*Codes 5–20 are active already for /,
		);
	});

	it('of rows that share a call, one of which somebody else holds: the others are activated', async () => {
		await run([sheetRow(20, 40, { brand: 'another' })]);
		fault('codeactive', 'reset-before');
		const rows = [sheetRow(0, 9), sheetRow(10, 19), sheetRow(20, 29)];
		const result = await run(rows, { combineAdjacentRows: true });
		expect(statuses(result)).toEqual(['activated', 'activated', 'failed']);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});
});

describe('look-ups that tell nothing of the end', () => {
	beforeEach(async () => {
		await run([sheetRow(5, 20)]);
		fault('codeactivequery', ok, { where: { code_index: 9 }, times: Infinity });
	});

	it.each([{}, { ifAlreadyActive: 'checkFirst' }])(
		'never make the row "not active" (%p)',
		async (options) => {
			const { rows } = await run([sheetRow(0, 9)], options);
			expect(rows[0].activation_status).toBe('failed');
			expect(rows[0].activation_message).toContain('did not tell');
			expect(rows[0].activation_message).not.toMatch(/Not active|Activate 0/);
		},
	);
});

describe('words about the parts of a row', () => {
	it('do not call a part "not active" that was refused as active', async () => {
		world.simulator.set({ crossBlocks: '80306' });
		await run([sheetRow(60_000, 60_009)]);
		const { rows } = await run([sheetRow(40_000, 119_999)], { ifAlreadyActive: 'error' });
		expect(rows[0].activation_message).toContain('Not activated: 50000–99999');
		expect(rows[0].activation_message).toContain(
			'Only a part of the row is active: 40000–49999 (10,000 codes), 100000–119999 (20,000 codes).',
		);
	});
});

describe('Verify After Activation', () => {
	it('asks again while the look-ups lag behind', async () => {
		world.simulator.set({ queryLagMs: 2_000 });
		const result = await run([sheetRow(0, 9)], { verifyAfterActivation: true });
		expect(statuses(result)).toEqual(['activated']);
		expect(result.rows[0].activation_message).not.toContain('Note');
	});
});

describe('two spellings of one application', () => {
	it('make an exact repeat, which does not go out twice', async () => {
		const result = await run([
			sheetRow(0, 9, { application: '0581865877' }),
			sheetRow(0, 9, { application: '581865877' }),
		]);
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(sends()).toBe(1);
	});
});
