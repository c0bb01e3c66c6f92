import type { Fault } from '../simulator/types';
import { sheetRow } from './harness';
import { startWorld, statuses, type World } from './world';

const row = sheetRow(0, 9);

describe('a codeactive whose answer did not arrive', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const activate = async (faults: Fault[], options = {}) => {
		for (const fault of faults) world.simulator.faults.add({ endpoint: 'codeactive', ...fault });
		return await world.run({
			rows: [row],
			onError: 'continueRegularOutput',
			options: { timeout: 200, ...options },
		});
	};

	it.each<[string, Fault['do']]>([
		['the connection was lost after the commit', 'reset-after'],
		['no answer came in time', 'hang-after'],
		['the JSON was cut off', 'truncate'],
		['an HTML page came', 'html-after'],
		['the body was empty', 'empty-after'],
		['the JSON had no errcode', 'no-errcode-after'],
		['WeChat said busy, but did it', { errcode: -1, processed: true }],
		['a gateway gave up', { httpStatus: 504, body: '', processed: true }],
	])('%s: a look-up shows it active, it is not sent again', async (_what, fault) => {
		const run = await activate([{ do: fault }]);
		expect(run.rows[0]).toMatchObject({ activation_status: 'activated', activation_errcode: 0 });
		expect(run.rows[0].activation_message).toContain('look-up confirmed');
		expect(world.simulator.count('codeactive')).toBe(1);
		expect(world.simulator.count('codeactivequery')).toBe(1);
	});

	it.each<[string, Fault['do']]>([
		['the connection was lost before', 'reset-before'],
		['no answer came in time', 'hang-before'],
		['an HTML page came', 'html'],
		['WeChat said busy', { errcode: -1 }],
		['a gateway refused', { httpStatus: 502, body: 'Bad Gateway' }],
		['there were too many requests', { httpStatus: 429, body: '' }],
		['WeChat failed without a reason', { errcode: 80305 }],
	])('%s: a look-up shows it inactive, it is sent once more', async (_what, fault) => {
		const run = await activate([{ do: fault }]);
		expect(statuses(run)).toEqual(['activated']);
		expect(world.simulator.count('codeactive')).toBe(2);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('is unknown when the look-up gets no answer either', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			do: 'reset-before',
		});
		const run = await activate([{ do: 'reset-after' }]);
		expect(statuses(run)).toEqual(['unknown']);
		expect(run.rows[0].activation_errcode).toBeNull();
		expect(world.simulator.count('codeactive')).toBe(1);
		expect(world.simulator.count('codeactivequery')).toBe(5);
	});

	it('keeps its own sentence with Stop Workflow, though it names the network error', async () => {
		world.simulator.faults.add({
			times: Infinity,
			endpoint: ['codeactive', 'codeactivequery'],
			do: 'reset-before',
		});
		const run = await world.run({ rows: [row] });
		expect(run.error?.message).toMatch(
			/^Row 1, 0–9 绿茶 500ml: WeChat's reply was lost.*ECONNRESET/,
		);
	});

	it('is failed, not unknown, when every look-up shows it inactive', async () => {
		const run = await activate([{ times: Infinity, do: 'reset-before' }]);
		expect(statuses(run)).toEqual(['failed']);
		expect(run.rows[0].activation_message).toContain('not active');
		expect(world.simulator.count('codeactive')).toBe(5);
	});

	it('is activated even with Fail the Row, because it is its own work', async () => {
		// The first look-up comes too early, so the row is sent again and WeChat refuses it.
		world.simulator.faults.add({ endpoint: 'codeactivequery', do: { errcode: 80304 } });
		const run = await activate([{ do: 'reset-after' }], { ifAlreadyActive: 'error' });
		expect(statuses(run)).toEqual(['activated']);
		const { answer } = world.simulator.journal.filter(
			({ endpoint }) => endpoint === 'codeactive',
		)[1];
		expect(answer).toMatchObject({ errcode: 80302 });
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('fails with 80305 only after one more try', async () => {
		const run = await activate([{ times: Infinity, do: { errcode: 80305 } }]);
		expect(run.rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80305 });
		expect(world.simulator.count('codeactive')).toBe(2);
	});
});

describe('a range that is active already', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.run({ rows: [sheetRow(0, 4), sheetRow(5, 9)] });
	});
	afterEach(async () => await world.end());

	const run = async (start: number, end: number, more = {}, options = {}) =>
		await world.run({
			rows: [sheetRow(start, end, more)],
			options,
			onError: 'continueRegularOutput',
		});

	it.each(['skip', 'checkFirst'])(
		'%s: is already_active when all of it lies in active segments',
		async (ifAlreadyActive) => {
			expect(statuses(await run(2, 8, {}, { ifAlreadyActive }))).toEqual(['already_active']);
		},
	);

	it('compares the path without its leading slash and texts trimmed', async () => {
		world.simulator.set({ returnedPath: 'with-slash' });
		expect(statuses(await run(0, 9, { brand: ' 山泉 ' }))).toEqual(['already_active']);
	});

	it('does not compare what WeChat does not return', async () => {
		world.simulator.set({ queryReturns: { product_code: false, wxa_type: false } });
		expect(statuses(await run(0, 9, { barcode: '6901234567892' }))).toEqual(['already_active']);
	});

	it.each(['skip', 'checkFirst'])(
		'%s: fails and names the holder when the values differ',
		async (ifAlreadyActive) => {
			const { rows } = await run(0, 9, { brand: 'another' }, { ifAlreadyActive });
			expect(rows[0].activation_status).toBe('failed');
			expect(rows[0].activation_message).toContain('春季扫码 / 绿茶 500ml');
		},
	);

	it.each(['skip', 'checkFirst'])(
		'%s: fails and names the active part when only a part is active',
		async (ifAlreadyActive) => {
			const { rows } = await run(3, 15, {}, { ifAlreadyActive });
			expect(rows[0].activation_status).toBe('failed');
			expect(rows[0].activation_message).toContain('Codes 3–9 are active already');
		},
	);

	it("fails with WeChat's 80302 when the active part is at its end", async () => {
		await world.run({ rows: [sheetRow(50, 59)] });
		const { rows } = await run(45, 55);
		expect(rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80302 });
	});

	it('error: fails at once, without a look-up', async () => {
		const { rows } = await run(0, 9, {}, { ifAlreadyActive: 'error' });
		expect(rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80302 });
		expect(world.simulator.count('codeactivequery')).toBe(0);
		// Nobody asked with which values.
		expect(rows[0].activation_message).not.toContain('other values');
	});

	it('checkFirst: sends no codeactive for it', async () => {
		const calls = world.simulator.count('codeactive');
		await run(0, 9, {}, { ifAlreadyActive: 'checkFirst' });
		expect(world.simulator.count('codeactive')).toBe(calls);
	});

	it('checkFirst: protects it where WeChat would overwrite', async () => {
		world.simulator.set({ overlap: 'overwrite' });
		expect(
			statuses(await run(5, 9, { brand: 'another' }, { ifAlreadyActive: 'checkFirst' })),
		).toEqual(['failed']);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('verify: asks for the first and the last code after a success', async () => {
		const queries = world.simulator.count('codeactivequery');
		expect(statuses(await run(100, 109, {}, { verifyAfterActivation: true }))).toEqual([
			'activated',
		]);
		expect(world.simulator.count('codeactivequery')).toBe(queries + 2);
	});

	it('verify: does not believe a success that a look-up denies', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			do: { httpStatus: 200, body: '{"errcode":0,"errmsg":"ok"}' },
		});
		const { rows } = await run(100, 109, {}, { verifyAfterActivation: true });
		expect(rows[0].activation_status).toBe('failed');
		expect(rows[0].activation_message).toContain('code 100 is not');
	});
});

describe('a range that crosses a block', () => {
	let world: World;
	afterEach(async () => await world.end());
	const crossing = sheetRow(40_000, 119_999);

	it('is sent whole', async () => {
		world = await startWorld();
		expect(statuses(await world.run({ rows: [crossing] }))).toEqual(['activated']);
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it.each(['80306', '80308', '80310'] as const)(
		'is cut at the borders when WeChat refuses with %s',
		async (crossBlocks) => {
			world = await startWorld({ crossBlocks });
			const run = await world.run({ rows: [crossing] });
			expect(run.rows[0]).toMatchObject({
				activation_status: 'activated',
				activation_code_start: 40_000,
				activation_code_end: 119_999,
				activation_code_count: 80_000,
			});
			expect(world.simulator.segments(581865877)).toHaveLength(3);
		},
	);

	it('is failed when a part is, and names the parts that are active', async () => {
		world = await startWorld({ crossBlocks: '80306' });
		await world.run({ rows: [sheetRow(60_000, 60_009, { brand: 'another' })] });
		const run = await world.run({ rows: [crossing], onError: 'continueRegularOutput' });
		expect(run.rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80302 });
		expect(run.rows[0].activation_message).toMatch(/40000–49999.*100000–119999/);
	});
});
