import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { EngineRun } from './harness';
import { sheetRow, valueExpressions } from './harness';
import { startWorld, statuses, type World } from './world';

const SMALL = 581865901;
const UNFINISHED = 581865900;
const onError = 'continueRegularOutput' as const;

describe('a dry run that asks WeChat', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		world.simulator.addApplication({ applicationId: SMALL, codeCount: 10_000 });
		world.simulator.addApplication({
			applicationId: UNFINISHED,
			codeCount: 100_000,
			status: 'PROCESSING',
		});
	});
	afterEach(async () => await world.end());

	const small = (start: number, end: number, more: IDataObject = {}): IDataObject =>
		sheetRow(start, end, { application: String(SMALL), ...more });
	const activated = async (...rows: IDataObject[]): Promise<IDataObject[]> => {
		const run = await world.run({ rows });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		return run.rows;
	};
	/** Asks, and counts the requests of this run by endpoint. */
	const ask = async (rows: IDataObject[], options: INodeParameters = {}, more: object = {}) => {
		const before = world.simulator.journal.length;
		const commits = world.simulator.commits.length;
		const run = await world.run({
			rows,
			onError,
			options: { askWeChat: true, ...options },
			...more,
		});
		const asked = world.simulator.journal.slice(before).map(({ endpoint }) => endpoint);
		expect(asked).not.toContain('codeactive');
		expect(world.simulator.commits).toHaveLength(commits);
		const count = (endpoint: string) => asked.filter((name) => name === endpoint).length;
		return { ...run, count };
	};
	const messages = ({ rows }: EngineRun) =>
		rows.map(({ activation_message: message }) => String(message));
	const whole = { parameters: { ...valueExpressions, rangeBy: 'wholeApplication' } };

	describe('gives a row the word', () => {
		it('dry_run when its first and its last code are free, and says what was looked at', async () => {
			const run = await ask([small(0, 999), small(1000, 1000)]);
			expect(statuses(run)).toEqual(['dry_run', 'dry_run']);
			expect(messages(run)[0]).toMatch(
				/Would activate 0–999 .*its first code 0 and its last code 999 are not active; the codes between them were not looked at\. The last code of the application is 9999\.$/,
			);
			expect(messages(run)[1]).toContain('WeChat was asked: code 1000 is not active.');
			expect(run.rows[0]).toMatchObject({ activation_code_start: 0, activation_code_end: 999 });
			expect([run.count('applycodequery'), run.count('codeactivequery')]).toEqual([1, 3]);
			expect(run.hints[0]).toContain(
				'2 checked in a dry run, nothing was activated, asked in 4 requests; the run would take 2 calls',
			);
		});

		it('already_active when all of it lies in active segments with its values', async () => {
			await activated(small(0, 499), small(500, 1999));
			const run = await ask([small(0, 999)]);
			expect(statuses(run)).toEqual(['already_active']);
			expect(run.count('codeactivequery')).toBe(2);
			expect(run.hints[0]).not.toContain('checked');
		});

		it('failed when another product holds it, or a part of it is active', async () => {
			await activated(small(0, 99), small(100, 199, { title: 'another' }));
			const run = await ask([small(100, 199), small(0, 0, { title: '红茶' })]);
			expect(statuses(run)).toEqual(['failed', 'failed']);
			expect(messages(run)[0]).toContain('Codes 100–199 are active already for');
			expect(messages(run)[1]).toContain('Codes 0–99 are active already for');
			const [part] = messages(await ask([small(1, 150)], { numbering: 'zeroBased' }));
			expect(part).toContain('Codes 1–99 are active already with the same values.');
			expect(part).toContain('Codes 100–199 are active already for');
		});

		it('failed when only its last codes are active, with the part that is free', async () => {
			await activated(small(500, 999));
			const run = await ask([small(0, 999)]);
			expect(statuses(run)).toEqual(['failed']);
			expect(messages(run)[0]).toContain('Not active: 0–499. Activate 0–499 in a row of its own.');
		});

		it('failed with what a send would be told beyond the end, without a look-up', async () => {
			const run = await ask([small(9000, 10_500)]);
			expect(run.rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: null });
			expect(messages(run)[0]).toMatch(
				/^The range reaches beyond the codes that were applied for\. .*The last code of the application is 9999\.$/,
			);
			expect(run.count('codeactivequery')).toBe(0);
		});

		it('failed when the application is not finished, unknown or of another account', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				where: { application_id: 123 },
				do: { errcode: 80301 },
			});
			const rows = [UNFINISHED, 777, 123].map((id) => sheetRow(0, 9, { application: String(id) }));
			const run = await ask(rows);
			expect(statuses(run)).toEqual(['failed', 'failed', 'failed']);
			expect(messages(run)[0]).toContain('is not finished yet (WeChat says PROCESSING)');
			expect(run.rows[1]).toMatchObject({ activation_errcode: 80300 });
			expect(run.rows[2]).toMatchObject({ activation_errcode: 80301 });
			expect(messages(run)[2]).toContain('does not belong to the account');
			expect(run.count('codeactivequery')).toBe(0);
		});

		it('failed when the first code is free and WeChat does not tell of the last', async () => {
			world.simulator.faults.add({
				endpoint: 'codeactivequery',
				where: { code_index: 99 },
				times: Infinity,
				do: 'reset-before',
			});
			const run = await ask([small(0, 99)]);
			expect(statuses(run)).toEqual(['failed']);
			expect(messages(run)[0]).toMatch(
				/^WeChat could not be asked\. .*ECONNRESET.*run the row again/,
			);
			expect(messages(run)[0]).not.toContain('sent');
		});

		it('failed for what is active, where an active row is to fail', async () => {
			await activated(small(0, 9));
			const run = await ask([small(0, 9), small(10, 19)], { ifAlreadyActive: 'error' });
			expect(statuses(run)).toEqual(['failed', 'dry_run']);
			expect(messages(run)[0]).toContain('already active');
			const other = await ask([small(0, 9, { title: 'another' })], { ifAlreadyActive: 'error' });
			expect(messages(other)[0]).toContain('Product Title');
		});

		it('of the range by its look-ups, where a finished application lists no blocks', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				do: { httpStatus: 200, body: '{"errcode":0,"status":"FINISH"}' },
			});
			const run = await ask([small(0, 9)]);
			expect(statuses(run)).toEqual(['dry_run']);
			expect(messages(run)[0]).not.toContain('The last code');
		});
	});

	it('asks about rows of one call each by itself, and repeats not at all', async () => {
		await activated(small(10, 19, { title: 'another' }));
		const rows = [small(0, 9), small(10, 19), small(20, 29), small(20, 29)];
		const run = await ask(rows, { combineAdjacentRows: true });
		expect(statuses(run)).toEqual(['dry_run', 'failed', 'dry_run', 'dry_run']);
		expect(run.count('codeactivequery')).toBe(5);
	});

	it('counts in the hint the calls of rows that are good, not of those that failed', async () => {
		await activated(small(10, 19, { title: 'another' }));
		const run = await ask([small(0, 9), small(10, 19), small(9000, 10_500), small(30, 39)]);
		expect(statuses(run)).toEqual(['dry_run', 'failed', 'failed', 'dry_run']);
		expect(run.hints[0]).toContain('the run would take 2 calls');
	});

	it.each<[string, string, string]>([
		['of its codes', 'codeactivequery', '{"errcode":0}'],
		[
			'of its blocks',
			'applycodequery',
			'{"errcode":0,"status":"FINISH","code_generate_list":[{"code_start":0.5}]}',
		],
	])('never says that nothing was sent, where WeChat does not tell %s', async (...of) => {
		const [, endpoint, body] = of;
		world.simulator.faults.add({ endpoint, times: Infinity, do: { httpStatus: 200, body } });
		const range = endpoint === 'applycodequery' ? whole : {};
		const run = await ask([small(0, 9)], {}, range);
		expect(statuses(run)).toEqual(['failed']);
		expect(messages(run)[0]).not.toContain('sent');
	});

	it('asks nothing about rows that fail the checks, nor where all of them do', async () => {
		const run = await ask([small(0, 9, { barcode: '' }), small(5, 9), small(10, 19)]);
		expect(statuses(run)).toEqual(['invalid', 'invalid', 'dry_run']);
		expect(run.count('codeactivequery')).toBe(2);
		expect((await ask([small(0, 9, { barcode: '' })])).count('applycodequery')).toBe(0);
	});

	it('asks once for each application, however many rows it has', async () => {
		const ids = Array.from({ length: 20 }, (_, i) => 700_000_000 + i);
		for (const applicationId of ids)
			world.simulator.addApplication({ applicationId, codeCount: 10_000 });
		// A tenth of them is inside, at one look-up each; of what lies beyond the end nothing is asked.
		const rows = Array.from({ length: 10_000 }, (_, i) => {
			const code = i < 1000 ? i : 9000 + i;
			return sheetRow(code, code, { application: String(ids[i % 20]) });
		});
		const columns = { rowSource: 'columns', columnNames: { wxaAppId: 'app' } };
		const options = { parallelRequests: 10, numbering: 'zeroBased' };
		const run = await ask(rows, options, { parameters: columns });
		const words = statuses(run);
		expect(new Set(words.slice(0, 1000))).toEqual(new Set(['dry_run']));
		expect(new Set(words.slice(1000))).toEqual(new Set(['failed']));
		expect([run.count('applycodequery'), run.count('codeactivequery')]).toEqual([20, 1000]);
	});

	describe('of a sheet that ends one code behind WeChat’s last', () => {
		const rows = [small(5001, 9000), small(9001, 10_000)];

		it('says to each row and in the hint that it counts from 1', async () => {
			const run = await ask(rows, { numbering: 'zeroBased' });
			expect(statuses(run)).toEqual(['dry_run', 'failed']);
			const proof = `The last code of application ${SMALL} is 9999, and the sheet ends at 10000: it counts from 1`;
			for (const message of messages(run)) expect(message).toContain(proof);
			expect(run.hints[0]).toContain(proof);
		});

		it('says nothing of it where Numbering says so already', async () => {
			const run = await ask(rows, { numbering: 'oneBased' });
			expect(statuses(run)).toEqual(['dry_run', 'dry_run']);
			expect(run.hints[0]).not.toContain('it counts from 1');
			const beyond = await ask([small(5001, 10_001)], { numbering: 'oneBased' });
			expect(beyond.hints[0]).not.toContain('it counts from 1');
		});
	});

	describe('under Stop Workflow', () => {
		const stop = { onError: undefined };

		it('asks about every row, then stops with all bad rows in the error', async () => {
			await activated(small(0, 9, { title: 'another' }));
			const bad = [small(0, 9), small(10, 19, { barcode: '' }), small(20, 10_500)];
			const run = await ask([...bad, small(30, 39, { application: '777' })], {}, stop);
			expect(run.error?.message).toMatch(
				/^4 rows are wrong, nothing was activated\. Row 1, 0–9 绿茶 500ml: Codes 0–9/,
			);
			const lines = run.error?.description?.split('\n') ?? [];
			expect(lines.slice(0, 4)).toEqual([
				'Row 1, 0–9 绿茶 500ml: As said above.<br>',
				expect.stringMatching(/^Row 2, .*is empty/),
				expect.stringMatching(/^Row 3, 20–10500 绿茶 500ml: The range reaches beyond/),
				expect.stringMatching(
					/^Row 4, 30–39 绿茶 500ml: WeChat knows no application 777.*errcode 80300, .*, rid/,
				),
			]);
			expect(run.count('applycodequery')).toBe(2);
		});

		it('asks all the same where rows are not checked first, and each try asks anew', async () => {
			const rows = [small(0, 9, { barcode: '' }), small(10, 19)];
			const run = await ask(rows, { checkAllRowsFirst: false }, { ...stop, retryOnFail: 2 });
			expect(run.error?.message).toMatch(/^1 row is wrong/);
			expect(run.count('codeactivequery')).toBe(4);
		});

		it('returns the rows where all are fine', async () => {
			const run = await ask([small(0, 9), small(10, 19)], {}, stop);
			expect(statuses(run)).toEqual(['dry_run', 'dry_run']);
		});
	});

	it('with an error output sends the bad rows there, with row and columns', async () => {
		await activated(small(0, 9, { title: 'another' }));
		const more = { onError: 'continueErrorOutput' };
		const run = await ask([small(0, 9), small(10, 19)], {}, more);
		expect(statuses(run)).toEqual(['dry_run']);
		expect(run.outputs[1][0].json).toMatchObject({ start: 0, activation_status: 'failed' });
	});

	describe('stops like a run', () => {
		const many = Array.from({ length: 30 }, (_, i) => small(i * 10, i * 10 + 9));

		it('with the account refused: one request, the rest not attempted', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: { errcode: 48001 },
			});
			const run = await ask(many);
			expect(statuses(run)).toEqual(['failed', ...Array<string>(29).fill('not_attempted')]);
			expect(run.count('applycodequery') + run.count('codeactivequery')).toBe(1);
		});

		it('after five rows in a row without an answer: none was attempted', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: 'reset-before',
			});
			const run = await ask(many, { parallelRequests: 5 });
			expect(new Set(statuses(run))).toEqual(new Set(['not_attempted']));
			expect(run.count('applycodequery')).toBeLessThanOrEqual(25);
		});

		it('after twenty equal refusals with a code of no table', async () => {
			world.simulator.faults.add({
				endpoint: 'codeactivequery',
				times: Infinity,
				do: { errcode: 99_999 },
			});
			const run = await ask(many, { parallelRequests: 1 });
			expect(run.count('codeactivequery')).toBe(20);
			expect(statuses(run).filter((status) => status === 'not_attempted')).toHaveLength(10);
		});

		it('asks for an application again, of which nobody told', async () => {
			world.simulator.faults.add({ endpoint: 'applycodequery', times: 5, do: 'reset-before' });
			const run = await ask(many.slice(0, 3), { parallelRequests: 1 });
			expect(statuses(run)).toEqual(['failed', 'dry_run', 'dry_run']);
		});

		it('at the pace that was set', async () => {
			const before = world.slept();
			await ask(many.slice(0, 5), { requestsPerMinute: 60 });
			expect(world.slept() - before).toBe(10_000);
		});
	});

	describe('of whole applications', () => {
		const of = (id: number): IDataObject => sheetRow(0, 0, { application: String(id) });

		it('looks at each block, and fills in first, last and number of the codes', async () => {
			const run = await ask([of(581865877), of(UNFINISHED)], {}, whole);
			expect(statuses(run)).toEqual(['dry_run', 'failed']);
			expect(messages(run)[0]).toContain('the first and the last code of 4 blocks are not active');
			expect(run.rows[0]).toMatchObject({ activation_code_end: 199_999 });
			expect(run.count('codeactivequery')).toBe(8);
		});

		it('is a dry run where some blocks are active and the others free, as the run would go on', async () => {
			await activated(sheetRow(0, 49_999));
			const run = await ask([of(581865877)], {}, whole);
			expect(statuses(run)).toEqual(['dry_run']);
			expect(messages(run)[0]).toContain('Codes 0–49999 are active already with the same values.');
			expect(messages(run)[0]).toContain('the first and the last code of 3 blocks');
		});

		it('fails where a block is held by another product', async () => {
			await activated(sheetRow(50_000, 99_999, { title: 'another' }));
			const run = await ask([of(581865877)], {}, whole);
			expect(statuses(run)).toEqual(['failed']);
			expect(messages(run)[0]).toContain('Codes 50000–99999 are active already for');
		});
	});

	describe('of a result sheet', () => {
		it('leaves what WeChat confirms exactly as it is', async () => {
			const done = await activated(small(0, 9), small(10, 19));
			const run = await ask([...done, small(20, 29)]);
			expect(run.rows.slice(0, 2)).toEqual(done);
			expect(statuses(run)[2]).toBe('dry_run');
			expect(run.count('codeactivequery')).toBe(4);
			expect(run.hints[0]).not.toContain('confirm');
		});

		it('tells in message and hint of a record that is not active or of another product; its columns stay', async () => {
			const [done] = await activated(small(0, 9));
			const free = {
				...done,
				start: 100,
				end: 109,
				activation_code_start: 100,
				activation_code_end: 109,
			};
			const other = { ...done, title: '红茶' };
			const beyond = { ...free, end: 10_500, activation_code_end: 10_500 };
			for (const [row, sentence] of [
				[free, 'its first code 100 and its last code 109 are not active'],
				[other, 'they differ in Product Title ("绿茶 500ml", in this row "红茶")'],
				[beyond, 'reaches beyond the codes'],
			] as const) {
				const run = await ask([row], {}, { onError: undefined });
				expect(run.rows[0]).toEqual({ ...row, activation_message: messages(run)[0] });
				expect(messages(run)[0]).toMatch(/^WeChat does not confirm what this row records\. /);
				expect(messages(run)[0]).toContain(sentence);
				expect(messages(run)[0]).not.toContain('Would activate');
				expect(run.hints[0]).toContain('WeChat does not confirm what 1 finished row records');
			}
		});

		it('looks at the record of a whole application block by block', async () => {
			const { rows: done } = await world.run({
				rows: [sheetRow(0, 0, { application: String(SMALL) })],
				...whole,
			});
			const run = await ask(done, {}, whole);
			expect(run.rows).toEqual(done);
			expect(run.count('codeactivequery')).toBe(1);
			const other = await ask([{ ...done[0], title: '红茶' }], {}, whole);
			expect(other.rows[0].activation_status).toBe('activated');
			expect(messages(other)[0]).toContain('WeChat does not confirm');
		});

		it('keeps the record of rows that could not be asked about, and the hint counts them', async () => {
			const done = await activated(small(0, 9), small(10, 19), small(20, 29));
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: { errcode: 48001 },
			});
			const run = await ask(done);
			expect(run.rows.slice(1)).toEqual(done.slice(1));
			expect(run.rows[0]).toEqual({ ...done[0], activation_message: messages(run)[0] });
			expect(run.hints[0]).toContain('2 finished rows were not looked up');
			expect((await ask(done.slice(0, 2))).hints[0]).toContain('1 finished row was not looked up');
		});

		it('stops after five finished rows without an answer', async () => {
			const done = await activated(...Array.from({ length: 9 }, (_, i) => small(i, i)));
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: 'reset-before',
			});
			const run = await ask(done, { parallelRequests: 1 });
			expect(run.rows.slice(5)).toEqual(done.slice(5));
			expect(run.count('applycodequery')).toBe(25);
			expect(run.hints[0]).toContain('4 finished rows were not looked up');
		});

		it('keeps the record where the credential is incomplete', async () => {
			const done = await activated(small(0, 9));
			const store = world.credential({ appSecret: '' });
			const run = await ask(done, {}, { store });
			expect(run.rows).toEqual(done);
		});
	});

	it('next to Dry Run switched off is an error that names both, and nothing is asked', async () => {
		const run = await ask([small(0, 9)], { dryRun: false });
		expect(statuses(run)).toEqual(['invalid']);
		expect(messages(run)[0]).toMatch(/Ask WeChat.*Dry Run/);
		expect(run.count('applycodequery')).toBe(0);
		expect(statuses(await ask([small(0, 9)], { dryRun: true }))).toEqual(['dry_run']);
	});

	it('is asked for by an expression as well', async () => {
		const run = await ask([small(0, 9)], { askWeChat: '={{ "TRUE" }}' });
		expect(run.count('codeactivequery')).toBe(2);
	});
});

describe('a whole application that is finished', () => {
	it('keeps its record when the run stops before its turn', async () => {
		const world = await startWorld();
		const of = (id: number) => sheetRow(0, 0, { application: String(id) });
		world.simulator.addApplication({ applicationId: SMALL, codeCount: 10_000 });
		const { rows: done } = await world.run({
			rows: [of(SMALL)],
			...{ parameters: { ...valueExpressions, rangeBy: 'wholeApplication' } },
		});
		world.simulator.faults.add({
			endpoint: 'applycodequery',
			times: Infinity,
			do: { errcode: 48001 },
		});
		const run = await world.run({
			rows: [of(581865877), ...done],
			parameters: { ...valueExpressions, rangeBy: 'wholeApplication' },
			onError,
		});
		expect(statuses(run)).toEqual(['failed', 'activated']);
		expect(run.rows[1]).toEqual(done[0]);
		await world.end();
	});
});
