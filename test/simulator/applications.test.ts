import { APPLICATION, startBench, type Bench } from './testClient';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const apply = async (isv_application_id = 'testid124', code_count = 100_000) =>
	await bench.call('applycode', { code_count, isv_application_id });
const query = async (body: Record<string, unknown>) => await bench.call('applycodequery', body);

describe('applycode', () => {
	test('answers a number of nine digits', async () => {
		const { json } = await apply();
		expect(json).toEqual({
			errcode: 0,
			errmsg: 'ok',
			application_id: expect.any(Number) as number,
		});
		expect(String(json.application_id)).toMatch(/^\d{9}$/);
	});

	test('an equal isv_application_id is the same application', async () => {
		const first = await apply();
		expect((await apply()).json.application_id).toBe(first.json.application_id);
		expect((await apply('other')).json.application_id).not.toBe(first.json.application_id);
	});

	test('the caller’s own number is the account’s own', async () => {
		bench.sim.set({ accounts: [{ appId: 'wx2', appSecret: 's' }] });
		const body = { code_count: 10_000, isv_application_id: 'testid124' };
		const other = await bench.call('applycode', body, bench.sim.tokens.issueToken('wx2'));
		expect((await apply()).json.application_id).not.toBe(other.json.application_id);
	});

	test('a repeat with another count is 80307, or by the switch the same one, or any repeat is 80307', async () => {
		const first = await apply();
		expect((await apply('testid124', 20_000)).errcode).toBe(80307);
		bench.sim.set({ repeatedApply: 'same' });
		expect((await apply('testid124', 20_000)).json.application_id).toBe(first.json.application_id);
		bench.sim.set({ repeatedApply: '80307' });
		expect((await apply()).errcode).toBe(80307);
	});

	test.each([0, 9_999, 10_001, 15_000, 20_010_000, -10_000, '10000', undefined])(
		'code_count %p is 40097',
		async (code_count) => {
			const body = { code_count, isv_application_id: 'a' };
			expect((await bench.call('applycode', body)).errcode).toBe(40097);
		},
	);

	test.each([10_000, 20_000_000])('code_count %i is taken', async (count) => {
		expect((await apply('a', count)).errcode).toBe(0);
	});

	test('isv_application_id has 1 to 128 characters', async () => {
		expect((await apply('x'.repeat(128))).errcode).toBe(0);
		expect((await apply('x'.repeat(129))).errcode).toBe(40097);
		expect((await bench.call('applycode', { code_count: 10_000 })).errcode).toBe(40097);
	});
});

describe('applycodequery', () => {
	test('a finished application shows its blocks of 50,000', async () => {
		bench.sim.addApplication({ applicationId: 7, isvApplicationId: 'seven', codeCount: 120_000 });
		const { json } = await query({ application_id: 7 });
		expect(json).toEqual({
			errcode: 0,
			errmsg: 'ok',
			status: 'FINISH',
			code_generate_list: [
				{ code_start: 0, code_end: 49_999 },
				{ code_start: 50_000, code_end: 99_999 },
				{ code_start: 100_000, code_end: 119_999 },
			],
			application_id: 7,
			isv_application_id: 'seven',
			create_time: bench.clock.ms / 1000,
			update_time: bench.clock.ms / 1000,
		});
		expect((await query({ isv_application_id: 'seven' })).json).toEqual(json);
		expect((await query({ application_id: '7' })).json).toEqual(json);
	});

	test('the answer may be as short as in the example', async () => {
		bench.sim.set({ applicationFields: 'example' });
		const { json } = await query({ application_id: APPLICATION });
		expect(Object.keys(json)).toEqual(['errcode', 'errmsg', 'status', 'code_generate_list']);
	});

	test('the clock takes it from INIT over PROCESSING to FINISH', async () => {
		bench.sim.set({ generation: { initMs: 1_000, processingMs: 2_000 } });
		const { json } = await apply();
		const status = async () => (await query({ application_id: json.application_id })).json.status;
		expect(await status()).toBe('INIT');
		bench.clock.ms += 1_000;
		expect(await status()).toBe('PROCESSING');
		bench.sim.advance(1_999);
		expect(await status()).toBe('PROCESSING');
		bench.clock.ms += 1;
		expect(await status()).toBe('FINISH');
	});

	test('or only finish() ends it', async () => {
		bench.sim.set({ generation: { initMs: 0, processingMs: null } });
		const { json } = await apply();
		bench.clock.ms += 1e9;
		const body = { application_id: json.application_id };
		expect((await query(body)).json.status).toBe('PROCESSING');
		bench.sim.finish(Number(json.application_id));
		expect((await query(body)).json.status).toBe('FINISH');
	});

	test('before FINISH the list of blocks is absent, empty or there', async () => {
		bench.sim.addApplication({ applicationId: 7, codeCount: 10_000, status: 'PROCESSING' });
		const list = async () => (await query({ application_id: 7 })).json.code_generate_list;
		expect(await list()).toBeUndefined();
		bench.sim.set({ blocksBeforeFinish: 'empty' });
		expect(await list()).toEqual([]);
		bench.sim.set({ blocksBeforeFinish: 'listed' });
		expect(await list()).toEqual([{ code_start: 0, code_end: 9_999 }]);
	});

	test('a fresh application may be unknown for some queries', async () => {
		bench.sim.set({ freshUnknownTimes: 2 });
		const { json } = await apply();
		const seen: unknown[] = [];
		for (let i = 0; i < 3; i++)
			seen.push((await query({ application_id: json.application_id })).errcode);
		expect(seen).toEqual([80300, 80300, 0]);
	});

	test('unknown, another account’s, contradicting and missing ids', async () => {
		bench.sim.set({ accounts: [{ appId: 'wx2', appSecret: 's' }] });
		bench.sim.addApplication({
			applicationId: 8,
			isvApplicationId: 'b',
			codeCount: 10_000,
			owner: 'wx2',
		});
		expect((await query({ application_id: 1 })).errcode).toBe(80300);
		expect((await query({ isv_application_id: 'b' })).errcode).toBe(80300);
		expect((await query({ application_id: 8 })).errcode).toBe(80301);
		const both = { application_id: APPLICATION, isv_application_id: 'b' };
		expect((await query(both)).errcode).toBe(80300);
		expect((await query({})).errcode).toBe(40097);
	});
});
