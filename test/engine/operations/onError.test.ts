import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startWorld, type World } from '../world';
import { operate, PACKAGE_KEY, sentTo } from './operate';

/** Each operation with parameters that take the number `id` of a row, and its first endpoint. */
const operations: Array<[string, string, INodeParameters, string]> = [
	[
		'code',
		'get',
		{ lookupBy: 'index', applicationId: '={{ $json.id }}', codeIndex: '0' },
		'codeactivequery',
	],
	['code', 'resolveTicket', { openId: '={{ "o" + $json.id }}', codeTicket: 'x' }, 'tickettocode'],
	[
		'application',
		'create',
		{ codeCount: '10000', isvApplicationId: '={{ $json.id }}' },
		'applycode',
	],
	[
		'application',
		'get',
		{ lookupBy: 'applicationId', applicationId: '={{ $json.id }}' },
		'applycodequery',
	],
	['application', 'download', { applicationId: '={{ $json.id }}' }, 'applycodequery'],
];

const getApplication = operations[3];
const rowsOf = (...ids: unknown[]): IDataObject[] =>
	ids.map((id, n) => ({ id: id as string, n, note: 'kept' }));

describe('On Error of the other operations', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({
			applications: [1, 2, 3].map((applicationId) => ({ applicationId, codeCount: 20 })),
		});
	});
	afterEach(async () => await world.end());

	const run = async (
		[resource, operation, parameters]: (typeof operations)[number],
		rows: IDataObject[],
		more = {},
	) => await operate(world, [resource, operation], parameters, { rows, ...more });

	describe('Stop Workflow', () => {
		it('a bad answer stops the run, and the error says which row, why and where', async () => {
			const { error, outputs } = await run(getApplication, rowsOf(99, 1));
			expect(outputs).toEqual([]);
			expect(error?.message).toContain('Row 1: WeChat knows no application 99');
			expect(error?.description).toContain('errcode 80300');
			expect(error?.context).toMatchObject({
				errcode: 80300,
				rid: expect.stringMatching(/^[0-9a-f]{8}-/) as string,
				endpoint: '/intp/marketcode/applycodequery',
				itemIndex: 0,
			});
			expect(sentTo(world, 'applycodequery')).toHaveLength(1);
		});

		it('bad rows stop the run before any call, each by name', async () => {
			const { error } = await run(getApplication, rowsOf(1, 'x', 2, ''));
			expect(error?.message).toContain('2 rows are wrong, nothing was sent');
			expect(error?.description).toMatch(/Row 2, Application ID.*<br>\nRow 4, Application ID/);
			expect(world.simulator.count()).toBe(0);
		});

		it('an operation that does not exist is told without a call', async () => {
			const { error, outputs } = await operate(world, ['application', 'erase'], {}, {});
			expect(error?.message).toContain('There is no operation "erase"');
			expect(outputs).toEqual([]);
			expect(world.simulator.count()).toBe(0);
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'an operation that is not there: with %s every row comes out with the reason, nothing is sent',
			async (onError) => {
				const unknown = ['application', 'erase', {}, ''] as (typeof operations)[number];
				const { error, outputs } = await run(unknown, rowsOf(1, 2), { onError });
				expect(error).toBeUndefined();
				const shown = outputs[onError === 'continueErrorOutput' ? 1 : 0];
				expect(shown).toHaveLength(2);
				expect(JSON.stringify(shown[1].json)).toContain('There is no operation');
				expect(world.simulator.count()).toBe(0);
			},
		);
	});

	describe('Continue', () => {
		const onError = 'continueRegularOutput' as const;

		it('items that fail come out in order, with what WeChat said', async () => {
			const { outputs, error } = await run(getApplication, rowsOf(1, 99, 'x', 2), { onError });
			expect(error).toBeUndefined();
			const [first, refused, invalid, last] = outputs[0];
			expect(first.json).toMatchObject({ application_id: 1, finished: true });
			expect(last.json).toMatchObject({ application_id: 2, finished: true });
			expect(refused.json).toEqual({
				error: expect.stringContaining('WeChat knows no application 99') as string,
				errcode: 80300,
				errmsg: expect.stringContaining('rid: ') as string,
				rid: expect.stringMatching(/^[0-9a-f]{8}-/) as string,
				endpoint: '/intp/marketcode/applycodequery',
			});
			expect(invalid.json).toEqual({
				error: expect.stringContaining('Application ID: "x" holds') as string,
				errcode: null,
				errmsg: null,
				rid: null,
				endpoint: null,
			});
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3].map((item) => ({ item })),
			);
		});

		it('a download that fails stands among the items of the others', async () => {
			const download = operations[4];
			const { outputs } = await run(download, rowsOf(1, 99, 2), { onError });
			expect(outputs[0]).toHaveLength(41);
			expect(outputs[0][20]).toMatchObject({ json: { errcode: 80300 }, pairedItem: { item: 1 } });
			expect(outputs[0][40]).toMatchObject({ json: { index: 19 }, pairedItem: { item: 2 } });
		});

		it('a failing expression is the error of its own item', async () => {
			const parameters = {
				lookupBy: 'applicationId',
				applicationId: '={{ $json.n === 1 ? $("Nowhere").item.json.id : $json.id }}',
			};
			const { rows } = await operate(world, ['application', 'get'], parameters, {
				rows: rowsOf(1, 2, 3),
				onError,
			});
			expect(rows.map((row) => row.error !== undefined)).toEqual([false, true, false]);
			expect(rows[1].error).toContain('the expression failed');
		});
	});

	describe('Continue (error output)', () => {
		const onError = 'continueErrorOutput' as const;

		it('items that fail go there with their row intact, paired', async () => {
			const { outputs, error } = await run(getApplication, rowsOf(1, 99, 'x', 2), { onError });
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json.application_id)).toEqual([1, 2]);
			expect(outputs[1].map(({ json }) => json)).toEqual([
				expect.objectContaining({
					id: 99,
					n: 1,
					note: 'kept',
					errcode: 80300,
					error: expect.stringContaining('no application 99') as string,
				}),
				expect.objectContaining({ id: 'x', n: 2, note: 'kept', errcode: null }),
			]);
			expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		});

		it('one that fails alone goes there too', async () => {
			const { outputs } = await run(getApplication, rowsOf(99), { onError });
			expect(outputs[0]).toEqual([]);
			expect(outputs[1][0].json).toMatchObject({ id: 99, note: 'kept', errcode: 80300 });
		});

		it('an older error column gives way to the new one, and is passed on as input_error', async () => {
			const rows = [{ id: 99, error: 'old' }];
			const { outputs } = await run(getApplication, rows, { onError });
			expect(outputs[1][0].json.error).toContain('no application 99');
			expect(outputs[1][0].json.input_error).toBe('old');
		});
	});

	describe.each(operations)('%s · %s', (...operation) => {
		const [, , , endpoint] = operation;

		it('an account-wide refusal stops the run after one call', async () => {
			world.simulator.faults.add({ endpoint, times: Infinity, do: { errcode: 48001 } });
			const rows = rowsOf(...Array.from({ length: 15 }, (_, i) => i + 1));
			const result = await run(operation, rows, { onError: 'continueRegularOutput' });
			expect(sentTo(world, endpoint)).toHaveLength(1);
			expect(result.rows).toHaveLength(15);
			expect(result.rows[0].errcode).toBe(48001);
			for (const row of result.rows.slice(1)) {
				expect(row).toMatchObject({ errcode: null });
				expect(row.error).toMatch(/^Not attempted: /);
			}
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'%s: a missing credential is the error of every item, nothing throws',
			async (onError) => {
				const store = world.credential({ appSecret: '', codePackageKey: PACKAGE_KEY });
				const { outputs, error } = await run(operation, rowsOf(1, 2), { onError, store });
				expect(error).toBeUndefined();
				const items = outputs[onError === 'continueErrorOutput' ? 1 : 0];
				expect(items).toHaveLength(2);
				for (const { json } of items) expect(json.error).toContain('lacks: App Secret');
			},
		);

		it('tries again when WeChat is busy (-1) or answers with an error page', async () => {
			world.simulator.faults.add({ endpoint, do: { errcode: -1 } });
			world.simulator.faults.add({ endpoint, do: { httpStatus: 502, body: '<html>' } });
			const id = operation[1] === 'create' ? 'new' : 1;
			await run(operation, rowsOf(id), { onError: 'continueRegularOutput' });
			expect(sentTo(world, endpoint)).toHaveLength(3);
		});

		it('gives up when five items in a row got no answer', async () => {
			world.simulator.faults.add({ endpoint, times: Infinity, do: 'reset-before' });
			const rows = rowsOf(...Array.from({ length: 30 }, (_, i) => i + 1));
			const result = await run(operation, rows, { onError: 'continueRegularOutput' });
			expect(result.rows).toHaveLength(30);
			expect(result.rows[0].error).toContain('WeChat gave no proper answer');
			expect(result.rows[29].error).toMatch(/^Not attempted: 5 calls in a row got no answer/);
			expect(sentTo(world, endpoint).length).toBeLessThanOrEqual(5 * 10);
		});

		it('has a timeout of its own for one call', async () => {
			world.simulator.faults.add({ endpoint, times: Infinity, do: 'hang-before' });
			const options = { timeout: 30 };
			const result = await run(operation, rowsOf(1), {
				options,
				onError: 'continueRegularOutput',
			});
			expect(result.rows[0].error).toMatch(/time|ECONNABORTED/i);
		});
	});
});
