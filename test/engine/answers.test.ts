import type { Fault } from '../simulator/types';
import { sheetRow } from './harness';
import { operate } from './operations/operate';
import { startWorld, statuses, type World } from './world';

const rows = (count: number) =>
	Array.from({ length: count }, (_, i) => sheetRow(i * 10, i * 10 + 9));

const RID = '637f097b-107e6569-34b61712';

describe('an answer of WeChat', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const codeactive = (what: Fault['do'], times = Infinity) =>
		world.simulator.faults.add({ endpoint: 'codeactive', times, do: what });
	const run = async (count: number, reuseConnections = false) =>
		await world.run({
			rows: rows(count),
			onError: 'continueRegularOutput',
			options: { reuseConnections },
		});

	it.each([
		['a backspace', '\b'],
		['a line break', '\r\n'],
		['a tab', '\t'],
		['a NUL', '\0'],
		['an escape', '\u001b[0m'],
		['a lone backslash', '\\ '],
	])('report 14: a refusal with %s in its text is that refusal', async (_what, odd) => {
		codeactive({
			httpStatus: 200,
			body: `{"errcode":45009,"errmsg":"reach max${odd} rid: ${RID}"}\0\0`,
		});
		const result = await run(8);
		expect(world.simulator.count('codeactive')).toBe(1);
		expect(result.rows[0]).toMatchObject({
			activation_status: 'failed',
			activation_errcode: 45009,
			activation_rid: RID,
		});
		expect(statuses(result).slice(1)).toEqual(Array(7).fill('not_attempted'));
	});

	it('that is long comes out with at most 500 characters, and with its rid', async () => {
		codeactive({ errcode: 88888, errmsg: `${'长'.repeat(2_000)} rid: ${RID}` }, 1);
		const { rows: told } = await run(1);
		expect(told[0]).toMatchObject({ activation_errcode: 88888, activation_rid: RID });
		expect(String(told[0].activation_errmsg)).toMatch(/^长{490,}/);
		expect(String(told[0].activation_errmsg).length).toBeLessThanOrEqual(500);
		expect(String(told[0].activation_message).length).toBeLessThan(1_000);
	});

	it.each([500, 502, 503, 429, 403])(
		'report 18: an errcode is that refusal under HTTP %i too',
		async (httpStatus) => {
			codeactive({ httpStatus, body: `{"errcode":45009,"errmsg":"reach max rid: ${RID}"}` });
			const result = await run(8);
			expect(world.simulator.count('codeactive')).toBe(1);
			expect(result.rows[0]).toMatchObject({
				activation_status: 'failed',
				activation_errcode: 45009,
				activation_rid: RID,
			});
		},
	);

	it('report 18: a success under HTTP 502 is doubtful, and looked up', async () => {
		codeactive({ httpStatus: 502, body: '{"errcode":0,"errmsg":"ok"}', processed: true }, 1);
		expect(statuses(await run(1))).toEqual(['activated']);
		expect(world.simulator.count('codeactivequery')).toBeGreaterThan(0);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	describe.each([false, true])('with reuseConnections %s', (reuse) => {
		it.each<[string, string | undefined, number]>([
			['7 seconds', '7', 7_000],
			['a minute', '60', 60_000],
			['a day', '86400', 60_000],
			['nothing', undefined, 60_000],
			['nonsense', 'soon', 60_000],
			['a date in an hour', new Date(Date.now() + 3_600_000).toUTCString(), 60_000],
			['a date that is over', 'Thu, 01 Jan 1970 00:00:00 GMT', 1_000],
			['0 seconds', '0', 1_000],
		])(
			'report 18: a 429 that asks for %s pauses the run, and the call is repeated without a look-up',
			async (_what, after, ms) => {
				const headers = after === undefined ? undefined : { 'retry-after': after };
				codeactive({ httpStatus: 429, body: 'slow down', headers }, 1);
				const result = await run(3, reuse);
				expect(statuses(result)).toEqual(Array(3).fill('activated'));
				expect(Math.round(world.slept() / 1_000)).toBe(ms / 1_000);
				expect(world.simulator.count('codeactive')).toBe(4);
				expect(world.simulator.count('codeactivequery')).toBe(0);
			},
		);
	});

	it('report 18: a relay’s own errcode beside its 429 is a pause as well', async () => {
		codeactive({ httpStatus: 429, body: '{"errcode":429,"errmsg":"too many"}' }, 1);
		expect(statuses(await run(2))).toEqual(['activated', 'activated']);
		expect(Math.round(world.slept() / 1_000)).toBe(60);
	});

	it('report 18: a 429 without end ends the run after ten pauses; nothing was sent', async () => {
		codeactive({ httpStatus: 429, body: '' });
		const result = await run(5);
		expect(statuses(result)).toEqual(Array(5).fill('not_attempted'));
		expect(world.simulator.count('codeactive')).toBe(11);
		expect(world.simulator.count('codeactivequery')).toBe(0);
		expect(result.rows[0].activation_message).toContain('HTTP 429');
	});

	it('that is gzip without saying so is told in plain words', async () => {
		const body = '\u001f\ufffd\b\0\0\0garbage';
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			do: { httpStatus: 200, body },
		});
		const result = await operate(
			world,
			['code', 'get'],
			{ lookupBy: 'index', applicationId: '581865877', codeIndex: 1 },
			{ onError: 'continueRegularOutput' },
		);
		expect(String(result.rows[0].error)).toContain('compressed (gzip) without saying so');
	});

	it.each([false, true])(
		'that says gzip and is not is told in plain words (reuseConnections %s)',
		async (reuse) => {
			world.simulator.faults.add({
				endpoint: ['codeactive', 'codeactivequery'],
				times: Infinity,
				do: { httpStatus: 200, body: '{"errcode":0}', headers: { 'content-encoding': 'gzip' } },
			});
			const result = await run(1, reuse);
			expect(statuses(result)).toEqual(['unknown']);
			expect(result.rows[0].activation_message).toContain('marked as compressed (gzip)');
		},
	);

	describe('that throws the openid back', () => {
		const openId = 'oiV2luCau8Cx0TMOy9lvZSLqRcKc';
		const codeTicket = '6cb4bc95e1f1abc97034cbe8fd484989';
		const resolve = async (count: number, what: Fault['do']) => {
			world.simulator.faults.add({ endpoint: 'tickettocode', times: Infinity, do: what });
			const { outputs, hints, error } = await operate(
				world,
				['code', 'resolveTicket'],
				{ openId, codeTicket },
				{
					rows: Array.from({ length: count }, (_, n) => ({ n })),
					onError: 'continueRegularOutput',
				},
			);
			return JSON.stringify([outputs, hints, error?.message]);
		};

		it('does not bring it into the sentence of 20 equal refusals', async () => {
			const told = await resolve(25, { errcode: 77777, errmsg: `no ${openId} ${codeTicket}` });
			expect(told).toContain('20 calls in a row');
			expect(told).not.toContain(openId);
			expect(told).not.toContain(codeTicket);
		});

		it('does not show half of it where a text is cut', async () => {
			for (let before = 170; before < 200; before += 3) {
				world.simulator.faults.clear();
				const told = await resolve(1, { httpStatus: 200, body: 'x'.repeat(before) + openId });
				expect(told).not.toContain(openId.slice(0, 4));
			}
		});
	});
});
