import { APP_ID, APPLICATION, EXAMPLE, startBench, type Bench } from './testClient';

const OTHER = { appId: 'wxaaaaaaaaaaaaaaaa', appSecret: 'b'.repeat(32) };
let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const ranges = () => bench.sim.segments(APPLICATION).map((s) => [s.codeStart, s.codeEnd]);

describe('codeactive', () => {
	test("takes the page's example and remembers every value", async () => {
		expect((await bench.activate()).errcode).toBe(0);
		const { application_id, code_start, code_end, ...values } = EXAMPLE;
		expect([application_id, code_start, code_end]).toEqual([APPLICATION, 0, 200]);
		expect(bench.sim.segments(APPLICATION)).toEqual([
			{ codeStart: 0, codeEnd: 200, ...values, wxa_type: 0, committedAt: bench.clock.ms, seq: 1 },
		]);
		expect(bench.sim.commits).toMatchObject([
			{ applicationId: String(APPLICATION), requestSeq: 1, overwrote: false, codeEnd: 200 },
		]);
	});

	test.each(Object.keys(EXAMPLE))('without %s: 40097, and the reason names it', async (name) => {
		for (const absent of [undefined, null]) {
			const answer = await bench.activate({ [name]: absent });
			expect(answer.errcode).toBe(40097);
			expect(answer.errmsg).toContain(`invalid args, ${name} is missing`);
		}
		expect(bench.sim.commits).toEqual([]);
	});

	test.each([
		['code_start', '0'],
		['code_start', 1.5],
		['code_start', -1],
		['code_start', 201],
		['code_end', true],
		['application_id', 'abc'],
		['application_id', 0],
		['application_id', 1.5],
		['product_code', 6941873400136],
		['activity_name', ''],
		['activity_name', '  '],
		['wxa_type', 3],
		['wxa_type', '0'],
	])('%s = %p is 40097', async (name, value) => {
		expect((await bench.activate({ [name]: value })).errcode).toBe(40097);
		expect(bench.sim.commits).toEqual([]);
	});

	test('application_id may be a numeric string, unless the switch says no', async () => {
		expect((await bench.activate({ application_id: String(APPLICATION) })).errcode).toBe(0);
		bench.sim.set({ numericStrings: 'refuse' });
		const again = { application_id: String(APPLICATION), code_start: 300, code_end: 300 };
		expect((await bench.activate(again)).errcode).toBe(40097);
	});

	test('a limit on text length is a switch', async () => {
		bench.sim.set({ maxStringLength: 8 });
		expect((await bench.activate()).errcode).toBe(40097);
	});

	test('wxa_type is kept, a single code is a range, the last code can be activated', async () => {
		await bench.activate({ wxa_type: 2, code_start: 99_999, code_end: 99_999 });
		expect(bench.sim.segments(APPLICATION)).toMatchObject([{ codeStart: 99_999, wxa_type: 2 }]);
		expect((await bench.activate({ code_start: 99_998, code_end: 100_000 })).errcode).toBe(80306);
	});

	test('unknown application 80300, another account’s 80301', async () => {
		bench.sim.set({ accounts: [OTHER] });
		bench.sim.addApplication({ applicationId: 2, codeCount: 10_000, owner: OTHER.appId });
		expect((await bench.activate({ application_id: 1 })).errcode).toBe(80300);
		expect((await bench.activate({ application_id: 2 })).errcode).toBe(80301);
	});

	test('adopted applications exist as soon as they are named, and belong to who named them', async () => {
		bench.sim.set({ unknownApplications: 'adopt', accounts: [OTHER] });
		const far = { application_id: 4711, code_start: 19_999_999, code_end: 19_999_999 };
		expect((await bench.activate(far)).errcode).toBe(0);
		const token = bench.sim.tokens.issueToken(OTHER.appId);
		expect((await bench.activate({ application_id: 4711 }, token)).errcode).toBe(80301);
	});

	test.each(['INIT', 'PROCESSING'] as const)(
		'an application that is %s: 80308 until finish()',
		async (status) => {
			bench.sim.addApplication({ applicationId: 3, codeCount: 10_000, status });
			expect((await bench.activate({ application_id: 3 })).errcode).toBe(80308);
			bench.sim.finish(3);
			expect((await bench.activate({ application_id: 3 })).errcode).toBe(0);
		},
	);

	test('a range across a block border: accepted, or refused with the code of the switch', async () => {
		const across = { code_start: 49_999, code_end: 50_000 };
		for (const crossBlocks of ['80306', '80308', '80310'] as const) {
			bench.sim.set({ crossBlocks });
			expect((await bench.activate(across)).errcode).toBe(Number(crossBlocks));
		}
		expect((await bench.activate({ code_start: 0, code_end: 49_999 })).errcode).toBe(0);
		bench.sim.set({ crossBlocks: 'accept', overlap: 'overwrite' });
		expect((await bench.activate(across)).errcode).toBe(0);
	});

	test('an unregistered barcode: errcode 1 with the review text, nothing active', async () => {
		bench.sim.set({ unregisteredBarcodes: ['test_code'] });
		const answer = await bench.activate();
		expect(answer.errcode).toBe(1);
		expect(answer.errmsg).toMatch(/^, .*编码中心.*进入审核.*24h/);
		bench.sim.set({ unregisteredBarcodes: (code) => code.startsWith('690') });
		expect((await bench.activate()).errcode).toBe(0);
		const other = { code_start: 300, code_end: 300, product_code: '6901' };
		expect((await bench.activate(other)).errcode).toBe(1);
		expect(ranges()).toEqual([[0, 200]]);
	});
});

describe('overlap', () => {
	beforeEach(async () => {
		await bench.activate({ code_start: 100, code_end: 199 });
		await bench.activate({ code_start: 300, code_end: 399 });
	});

	test.each([
		[100, 199],
		[199, 200],
		[0, 100],
		[150, 160],
		[0, 999],
	])('%i to %i is 80302 and changes nothing', async (code_start, code_end) => {
		expect((await bench.activate({ code_start, code_end })).errcode).toBe(80302);
		expect(ranges()).toEqual([
			[100, 199],
			[300, 399],
		]);
		expect(bench.sim.doubleCommits()).toEqual([]);
	});

	test('ranges that touch do not overlap', async () => {
		expect((await bench.activate({ code_start: 200, code_end: 299 })).errcode).toBe(0);
	});

	test('another application has its own segments', async () => {
		bench.sim.addApplication({ applicationId: 5, codeCount: 10_000 });
		expect(
			(await bench.activate({ application_id: 5, code_start: 100, code_end: 199 })).errcode,
		).toBe(0);
		expect(bench.sim.doubleCommits()).toEqual([]);
	});

	test('an identical repeat can be a success that commits nothing', async () => {
		bench.sim.set({ identicalRepeat: 'ok' });
		expect((await bench.activate({ code_start: 100, code_end: 199 })).errcode).toBe(0);
		expect(bench.sim.commits).toHaveLength(2);
		expect(bench.sim.journal[2].committed).toBeUndefined();
		const changed = { code_start: 100, code_end: 199, wxa_path: 'pages/other' };
		expect((await bench.activate(changed)).errcode).toBe(80302);
	});

	test('a refused range may leave its first free part active', async () => {
		bench.sim.set({ partlyActive: 'until-overlap' });
		expect((await bench.activate({ code_start: 50, code_end: 350 })).errcode).toBe(80302);
		expect(ranges()).toEqual([
			[50, 99],
			[100, 199],
			[300, 399],
		]);
		expect(bench.sim.journal[2]).toMatchObject({ committed: true, answer: { errcode: 80302 } });
	});

	test('a refused range may leave all its free parts active', async () => {
		bench.sim.set({ partlyActive: 'free-parts' });
		expect((await bench.activate({ code_start: 50, code_end: 500 })).errcode).toBe(80302);
		expect(ranges()).toEqual([
			[50, 99],
			[100, 199],
			[200, 299],
			[300, 399],
			[400, 500],
		]);
	});

	test('overwriting cuts the old segments, and the judge sees the double commit', async () => {
		bench.sim.set({ overlap: 'overwrite' });
		const other = { code_start: 150, code_end: 320, activity_name: 'new' };
		expect((await bench.activate(other)).errcode).toBe(0);
		expect(ranges()).toEqual([
			[100, 149],
			[150, 320],
			[321, 399],
		]);
		expect(bench.sim.commits[2]).toMatchObject({ overwrote: true, activity_name: 'new' });
		const applicationId = String(APPLICATION);
		expect(bench.sim.doubleCommits()).toEqual([
			{ applicationId, codeStart: 150, codeEnd: 199, commits: 2 },
			{ applicationId, codeStart: 300, codeEnd: 320, commits: 2 },
		]);
		expect(bench.sim.commitsPerCode(APPLICATION)).toHaveLength(5);
	});
});

describe('who may call', () => {
	test('without access_token 41001, with one that never was 40001 or 40014', async () => {
		expect((await bench.client.post('/intp/marketcode/codeactive', EXAMPLE)).errcode).toBe(41001);
		expect((await bench.activate({}, 'never')).errcode).toBe(40001);
		bench.sim.set({ badTokenErrcode: 40014 });
		expect((await bench.activate({}, 'never')).errcode).toBe(40014);
	});

	test.each(['miniProgram', 'subscription'] as const)(
		'a %s gets 48001 from every endpoint',
		async (kind) => {
			bench.sim.set({ accounts: [{ ...OTHER, kind }] });
			const token = bench.sim.tokens.issueToken(OTHER.appId);
			const names = ['codeactive', 'codeactivequery', 'applycode', 'applycodequery'];
			for (const name of [...names, 'applycodedownload', 'tickettocode']) {
				expect((await bench.call(name, {}, token)).errcode).toBe(48001);
			}
		},
	);

	test('an account without the feature gets 48001, a penalised one 50004', async () => {
		bench.sim.setFeature(APP_ID, false);
		expect((await bench.activate()).errcode).toBe(48001);
		bench.sim.penalise(APP_ID);
		expect((await bench.activate()).errcode).toBe(50004);
	});

	test('limits by the clock: 44990 of a second, 45011 of a minute, 45009 of a day', async () => {
		const codes = async (times: number) => {
			const seen: unknown[] = [];
			for (let i = 0; i < times; i++)
				seen.push((await bench.activate({ application_id: 1 })).errcode);
			return seen;
		};
		bench.sim.set({ limits: { perSecond: 2, perMinute: 4, perDay: 6 } });
		expect(await codes(3)).toEqual([80300, 80300, 44990]);
		bench.clock.ms += 1_000;
		expect(await codes(2)).toEqual([80300, 45011]);
		bench.clock.ms += 60_000;
		expect(await codes(2)).toEqual([80300, 45009]);
	});
});
