import type { IDataObject } from 'n8n-workflow';
import { time } from '../../../nodes/WechatMarketingCode/api/time';
import type { EngineOptions } from '../harness';
import { startWorld, type World } from '../world';
import { bodiesTo, operate, sentTo } from './operate';

const CREATE = ['application', 'create'] as const;
/** Another one each time that it is read. */
const anew = "={{ $json.o + '-' + $now.toMillis() + '-' + Math.random() }}";
const modes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

describe('Application · Create: what is applied for', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const create = async (
		rows: IDataObject[],
		more: Partial<EngineOptions> = {},
		isvApplicationId = '={{ $json.o }}',
	) =>
		await operate(
			world,
			CREATE,
			{ codeCount: '={{ $json.n ?? 10000 }}', isvApplicationId },
			{ rows, ...more },
		);
	/** The own numbers of all applications that WeChat made. */
	const made = () =>
		new Set(
			sentTo(world, 'applycode')
				.filter(({ answer }) => answer !== 'none' && (answer?.errcode ?? 0) === 0)
				.map(({ body }) => (body as IDataObject).isv_application_id),
		);
	const refuse = (text: string, errcode: number, times = 1) =>
		world.simulator.faults.add({
			endpoint: 'applycode',
			times,
			when: ({ bodyText }) => bodyText.includes(text),
			do: { errcode },
		});

	it.each(modes)(
		'report 24: a number that is read anew on each try is one application per item (%s)',
		async (onError) => {
			refuse('"B-', 40097);
			await create([{ o: 'A' }, { o: 'B' }], { retryOnFail: 3, onError }, anew);
			expect([...made()].map((number) => String(number)[0]).sort()).toEqual(
				onError === 'stopWorkflow' ? ['A', 'B'] : ['A'],
			);
		},
	);

	it('report 24: n8n runs the node again in Continue, since the first item is bad: nothing twice', async () => {
		const rows = [{ o: '' }, { o: 'A' }, { o: 'B' }];
		const onError = 'continueRegularOutput' as const;
		const isv = "={{ $json.o && $json.o + '-' + Math.random() }}";
		const run = await create(rows, { retryOnFail: 3, onError }, isv);
		expect(sentTo(world, 'applycode')).toHaveLength(2);
		expect(run.rows.slice(1).map((row) => row.isv_application_id)).toEqual([...made()]);
	});

	it('what an earlier try applied for is looked up, never applied for again', async () => {
		refuse('"B"', 40097);
		const { rows, error } = await create([{ o: 'A' }, { o: 'B' }], { retryOnFail: 2 });
		expect(error).toBeUndefined();
		expect(rows.map(({ status }) => status)).toEqual(['INIT', 'INIT']);
		expect(
			bodiesTo(world, 'applycode').map((body) => (body as IDataObject).isv_application_id),
		).toEqual(['A', 'B', 'B']);
	});

	it('a new execution reads the number anew', async () => {
		await create([{ o: 'A' }], {}, anew);
		await create([{ o: 'A' }], {}, anew);
		expect(made().size).toBe(2);
	});

	describe('report 25: two rows that mean one thing', () => {
		it.each([
			['with another count', 50_000],
			['with the same count', 10_000],
		])('the later one is bad and names the first, %s', async (_, n) => {
			const rows = [{ o: 'PO-1', n: 10_000 }, { o: 'PO-2' }, { o: ' PO-1 ', n }];
			const { error } = await create(rows);
			expect(error?.message).toContain('1 row is wrong, nothing was sent. Row 3, Your Own Number');
			expect(error?.message).toContain('row 1 has this number too');
			expect(world.simulator.count()).toBe(0);
			const run = await create(rows, { onError: 'continueRegularOutput' });
			expect(run.rows.map((row) => row.error !== undefined)).toEqual([false, false, true]);
			expect(made()).toEqual(new Set(['PO-1', 'PO-2']));
		});

		it.each(['same', '80307'] as const)(
			'over runs the count is WeChat’s, and another one than asked for is told (%s)',
			async (repeatedApply) => {
				world.simulator.set({ repeatedApply });
				const first = await create([{ o: 'PO-1' }]);
				world.simulator.finish(first.rows[0].application_id as number);
				const { rows, hints } = await create([{ o: 'PO-1', n: 50_000 }]);
				expect(rows[0]).toMatchObject({
					application_id: first.rows[0].application_id,
					code_count: 10_000,
					note: 'WeChat has 10,000 codes under this number, not the 50,000 that were asked for.',
				});
				expect(hints).toEqual(['1 applied for, in 2 requests; 1 item with a note']);
			},
		);
	});

	describe('report 26: what was achieved before a failure is told', () => {
		const deaf = () =>
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				times: Infinity,
				do: { httpStatus: 502, body: 'bad gateway' },
			});
		const waiting = { options: { waitUntilFinished: true } };

		it('the error names both numbers and that it was applied for', async () => {
			deaf();
			const { error } = await create([{ o: 'PO-1' }], waiting);
			const told =
				/Application (\d+), your own number PO-1: applied for; only its state could not be asked\./;
			expect(error?.message).toMatch(told);
			expect(error?.description).toMatch(
				/^1 applied for \(application \d+, your own number PO-1\), the state of 1 is not known, in 6 requests<br>\nNo answer came from WeChat\.$/,
			);
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'the item carries both numbers (%s)',
			async (onError) => {
				deaf();
				const { outputs } = await create([{ o: 'PO-1' }], { ...waiting, onError });
				const [{ json }] = outputs[onError === 'continueErrorOutput' ? 1 : 0];
				expect(json).toMatchObject({
					application_id: expect.any(Number) as number,
					isv_application_id: 'PO-1',
					error: expect.stringContaining('applied for; only its state') as string,
				});
			},
		);

		it('who does not wait gets the application with a note, and no error', async () => {
			deaf();
			const { rows, error } = await create([{ o: 'PO-1' }]);
			expect(error).toBeUndefined();
			expect(rows[0]).toMatchObject({
				application_id: expect.any(Number) as number,
				finished: false,
				note: expect.stringContaining('applied for; only its state could not be asked') as string,
			});
		});

		it('Stop Workflow: the description names what was applied for, what failed and what is left', async () => {
			refuse('"B"', 40097);
			const { error } = await create([{ o: 'A' }, { o: 'B' }, { o: 'C' }]);
			expect(error?.message).toMatch(/^Row 2: /);
			expect(error?.description).toMatch(
				/^1 applied for \(row 1: application \d+, your own number A\), 1 failed, 1 not attempted, in 2 requests<br>\nRow 2 stopped the run\. WeChat: errcode 40097, .*<br>\nRow 1 is the first row that reached this node\.$/,
			);
		});

		it('the last of several tries names what the first applied for', async () => {
			refuse('"B"', 40097, Infinity);
			const { error } = await create([{ o: 'A' }, { o: 'B' }], { retryOnFail: 3 });
			expect(error?.description).toMatch(/row 1: application \d+, your own number A/);
		});

		it('an own number with < in it cannot become HTML in the description', async () => {
			refuse('"B"', 40097);
			const { error } = await create([{ o: '<b>A' }, { o: 'B' }]);
			expect(error?.description).toContain('your own number &lt;b&gt;A');
		});

		it('a reply that was lost for good says that it is not known', async () => {
			world.simulator.faults.add({ endpoint: 'applycode', times: Infinity, do: 'reset-after' });
			const { error } = await create([{ o: 'PO-1' }]);
			expect(error?.message).toContain(
				'It is not known whether your own number PO-1 was applied for',
			);
		});

		it('one that surely never left is not said to be unknown', async () => {
			const refusedByProxy = { httpStatus: 407, body: '' };
			world.simulator.faults.add({ endpoint: 'applycode', times: Infinity, do: refusedByProxy });
			const { error } = await create([{ o: 'PO-1' }]);
			expect(error?.message).toMatch(/^WeChat gave no proper answer/);
		});

		it('the number that the look-up told is named, too', async () => {
			world.simulator.set({ repeatedApply: '80307' });
			const [{ application_id }] = (await create([{ o: 'A' }])).rows;
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				when: ({ bodyText }) => bodyText.includes('"B"'),
				do: { errcode: 80301 },
			});
			await create([{ o: 'B' }]);
			const { error } = await create([{ o: 'A' }, { o: 'B' }]);
			expect(error?.description).toContain(
				`(row 1: application ${String(application_id)}, your own number A, row 2: your own number B)`,
			);
		});

		it('what was not applied for takes no column of the row along', async () => {
			refuse('"A"', 40097);
			const onError = 'continueErrorOutput' as const;
			const { outputs } = await create([{ o: 'A', application_id: 'kept' }], { onError });
			expect(outputs[1][0].json).toMatchObject({ errcode: 40097, application_id: 'kept' });
		});

		it('nobody asks for what was refused', async () => {
			refuse('"B"', 40097);
			const onError = 'continueRegularOutput' as const;
			await create([{ o: 'A' }, { o: 'B' }, { o: 'C' }], { onError });
			expect(sentTo(world, 'applycodequery')).toHaveLength(2);
		});

		it('a cancel in a pause before its state could be asked leaves it applied for', async () => {
			let cancel = (): void => undefined;
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				when: () => {
					void time.sleep(1_000).then(() => cancel());
					return true;
				},
				do: { errcode: 45011 },
			});
			const { rows } = await create([{ o: 'PO-1' }], {
				...waiting,
				onError: 'continueRegularOutput',
				onStart: (stop) => (cancel = stop),
			});
			expect(rows).toEqual([
				{
					application_id: expect.any(Number) as number,
					isv_application_id: 'PO-1',
					finished: false,
					code_count: 0,
					note: expect.stringContaining('applied for; only its state') as string,
				},
			]);
			expect(world.slept()).toBe(1_000);
		});

		it('an answer without a number is looked up by the own one', async () => {
			world.simulator.faults.add({
				endpoint: 'applycode',
				do: { httpStatus: 200, body: '{"errcode":0,"errmsg":"ok"}', processed: true },
			});
			const { rows } = await create([{ o: 'PO-1' }]);
			expect(rows[0]).toMatchObject({
				application_id: expect.any(Number) as number,
				status: 'INIT',
			});
			expect(bodiesTo(world, 'applycodequery')).toEqual([{ isv_application_id: 'PO-1' }]);
		});
	});

	describe('report 27: a limit for the node holds for the node', () => {
		const minutes = 60_000;
		const options = { waitUntilFinished: true };

		it('Create: all are applied for at once, and wait 15 minutes in all', async () => {
			world.simulator.set({ generation: { processingMs: null } });
			const { rows } = await create([{ o: 'A' }, { o: 'B' }, { o: 'C' }], { options });
			const at = sentTo(world, 'applycode').map((entry) => entry.at);
			expect(at[2] - at[0]).toBe(0);
			expect(rows.map(({ finished }) => finished)).toEqual([false, false, false]);
			expect(world.slept()).toBeGreaterThan(14 * minutes);
			expect(world.slept()).toBeLessThanOrEqual(15 * minutes + 1_000);
		});

		it('Get: 15 minutes in all, over all lanes', async () => {
			world.simulator.set({ generation: { processingMs: null } });
			const rows = Array.from({ length: 12 }, (_, i) => ({ o: `A${i}` }));
			await create(rows);
			const before = world.slept();
			const parameters = { lookupBy: 'isvApplicationId', isvApplicationId: '={{ $json.o }}' };
			const run = await operate(world, ['application', 'get'], parameters, { rows, options });
			expect(run.rows).toHaveLength(12);
			expect(world.slept() - before).toBeLessThanOrEqual(15 * minutes + 1_000);
		});

		it('one that is finished late is waited for together with the first', async () => {
			world.simulator.set({ generation: { initMs: 0, processingMs: 8 * minutes } });
			const { rows } = await create([{ o: 'A' }, { o: 'B' }, { o: 'C' }], { options });
			expect(rows.map(({ finished }) => finished)).toEqual([true, true, true]);
			expect(world.slept()).toBeLessThan(15 * minutes);
		});
	});

	it('{{ }} typed in fixed mode is a bad row', async () => {
		const { error } = await create([{ o: 'A' }], {}, '{{ $json.o }}');
		expect(error?.message).toContain('was typed in Fixed mode');
		expect(world.simulator.count()).toBe(0);
	});
});
