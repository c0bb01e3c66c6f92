import { APP_ID, APPLICATION, EXAMPLE, startBench, type Bench } from './testClient';

const OPENID = 'oiV2luCau8Cx0TMOy9lvZSLqRcKc';
let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
	await bench.activate();
});
afterEach(async () => await bench.stop());

const look = async (body: Record<string, unknown>) => await bench.call('codeactivequery', body);
const at = async (code_index: unknown) => await look({ application_id: APPLICATION, code_index });

describe('codes', () => {
	test('have the shapes that are documented', () => {
		let zeros = 0;
		let symbols = 0;
		for (let index = 0; index < 2_000; index++) {
			const { code, code_url, code_bits } = bench.sim.code(APPLICATION, index);
			expect(code).toMatch(/^[0-9A-Z*\-$.]{9}$/);
			expect(code_url).toMatch(/^P\.URL\.CN\/[0-9A-Z$%*+\-./:]{19}$/);
			expect(code_bits).toMatch(/^[01]{68}$/);
			if (code.startsWith('0')) zeros++;
			if (/[^0-9A-Z]/.test(code)) symbols++;
		}
		expect(zeros).toBeGreaterThan(0);
		expect(symbols).toBeGreaterThan(0);
	});

	test('are distinct, over applications too', () => {
		bench.sim.addApplication({ applicationId: 2, codeCount: 10_000 });
		const seen = new Set<string>();
		for (let index = 0; index < 10_000; index++) {
			for (const id of [APPLICATION, 2]) {
				const { code, code_url, code_bits } = bench.sim.code(id, index);
				seen.add(code).add(code_url).add(code_bits);
			}
		}
		expect(seen.size).toBe(60_000);
	});

	test('may hold spaces inside, never at the end', () => {
		bench.sim.set({ spacesInCodeUrl: true });
		const urls = Array.from({ length: 500 }, (_, i) => bench.sim.code(APPLICATION, i).code_url);
		expect(urls.some((url) => url.includes(' '))).toBe(true);
		expect(urls.every((url) => url.length === 28 && url.trim() === url)).toBe(true);
	});
});

describe('codeactivequery', () => {
	test('answers the whole active segment, by index, code and code_url alike', async () => {
		const { code, code_url } = bench.sim.code(APPLICATION, 7);
		const { code_start: start, code_end: end, ...values } = EXAMPLE;
		const answer = await at(7);
		expect(answer.json).toEqual({
			errcode: 0,
			errmsg: 'ok',
			code,
			isv_application_id: `isv-${APPLICATION}`,
			...values,
			wxa_type: 0,
			code_start: start,
			code_end: end,
		});
		expect((await look({ code })).json).toEqual(answer.json);
		expect((await look({ code_url })).json).toEqual(answer.json);
		const nulls = { code_url, code: null, application_id: null, code_index: null };
		expect((await look(nulls)).json).toEqual(answer.json);
	});

	test('the first and the last code are active, the next is 80304, one beyond the batch 80306', async () => {
		expect((await at(0)).errcode).toBe(0);
		expect((await at(200)).errcode).toBe(0);
		expect((await at(201)).errcode).toBe(80304);
		expect((await at(99_999)).errcode).toBe(80304);
		expect((await at(100_000)).errcode).toBe(80306);
		expect((await look({ code: bench.sim.code(APPLICATION, 201).code })).errcode).toBe(80304);
	});

	test.each([
		{ code: 'short' },
		{ code: '044GZ*J1!' },
		{ code: '044gz*J10' },
		{ code_url: 'P.URL.CN/0U.JYJXP3HJI2C98A9O' },
		{ code_url: 'HTTP://P.URL.CN/0U' },
	])('%p is no code: 80303', async (body) => {
		expect((await look(body)).errcode).toBe(80303);
	});

	test.each([
		{},
		{ application_id: APPLICATION },
		{ code_index: 0 },
		{ code: 7 },
		{ application_id: APPLICATION, code_index: '0' },
	])('%p is 40097', async (body) => {
		expect((await look(body)).errcode).toBe(40097);
	});

	test('product_code and wxa_type may be left out', async () => {
		bench.sim.set({ queryReturns: { product_code: false } });
		expect((await at(0)).json).toMatchObject({ wxa_type: 0 });
		expect((await at(0)).json).not.toHaveProperty('product_code');
		bench.sim.set({ queryReturns: { wxa_type: false } });
		expect((await at(0)).json).not.toHaveProperty('wxa_type');
		expect((await at(0)).json).not.toHaveProperty('product_code');
	});

	test('the path may come back with or without a slash, the code as an index', async () => {
		bench.sim.set({ returnedPath: 'with-slash', codeField: 'index' });
		expect((await at(8)).json).toMatchObject({ wxa_path: '/pages/index/index', code: '8' });
		await bench.activate({ code_start: 300, code_end: 300, wxa_path: '/pages/a' });
		bench.sim.set({ returnedPath: 'without-slash' });
		expect((await at(300)).json).toMatchObject({ wxa_path: 'pages/a' });
	});

	test.each([
		['html', { product_title: 'A&amp;B &lt;&quot;&#39;&gt; Cafe\u0301' }],
		['NFC', { product_title: 'A&B <"\'> Caf\u00e9' }],
		['NFD', { product_brand: 'Cafe\u0301' }],
		['encoded-path', { wxa_path: 'p/%E8%8C%B6?a=1' }],
		['html-path', { wxa_path: 'p/茶.html?a=1' }],
		['capital-appid', { wxa_appid: 'WX00000000000000AB' }],
	] as const)('texts may come back in another spelling: %s', async (returnedSpelling, told) => {
		const sent = {
			product_title: 'A&B <"\'> Cafe\u0301',
			product_brand: 'Caf\u00e9',
			wxa_path: 'p/茶?a=1',
			wxa_appid: 'wx00000000000000ab',
		};
		await bench.activate({ ...sent, code_start: 300, code_end: 300 });
		expect((await at(300)).json).toMatchObject(sent);
		bench.sim.set({ returnedSpelling });
		expect((await at(300)).json).toMatchObject(told);
	});

	test('nothing may be told of any code but errcode 0', async () => {
		bench.sim.set({ queryTells: 'nothing' });
		expect((await at(0)).json).toEqual({ errcode: 0, errmsg: 'ok' });
		expect((await at(300)).json).toEqual({ errcode: 0, errmsg: 'ok' });
	});

	test('a commit may be seen only later', async () => {
		bench.sim.set({ queryLagMs: 1_000 });
		expect((await at(0)).errcode).toBe(80304);
		bench.clock.ms += 1_000;
		expect((await at(0)).errcode).toBe(0);
	});

	test('another account’s codes are 80301 whichever way they are asked for', async () => {
		bench.sim.set({ accounts: [{ appId: 'wx2', appSecret: 's' }] });
		const token = bench.sim.tokens.issueToken('wx2');
		const { code, code_url } = bench.sim.code(APPLICATION, 0);
		for (const body of [{ code }, { code_url }, { application_id: APPLICATION, code_index: 0 }]) {
			expect((await bench.call('codeactivequery', body, token)).errcode).toBe(80301);
		}
	});
});

describe('a scan and tickettocode', () => {
	const resolve = async (code_ticket: unknown, openid: unknown = OPENID, token?: string) =>
		await bench.call('tickettocode', { openid, code_ticket }, token);
	const scan = (index = 7) => bench.sim.scan(bench.sim.code(APPLICATION, index).code_url, OPENID);

	test('a scan opens the mini program with a ticket, and the ticket tells the code', async () => {
		const opened = scan();
		expect(opened?.code_ticket).toMatch(/^[0-9a-f]{32}$/);
		expect(opened).toMatchObject({
			wxa_appid: EXAMPLE.wxa_appid,
			wxa_path: `pages/index/index?code_ticket=${opened?.code_ticket}`,
		});
		const answer = await resolve(opened?.code_ticket);
		expect(answer.json).toEqual((await at(7)).json);
	});

	test('every scan makes another ticket; a path with a query gets an ampersand', async () => {
		expect(scan()?.code_ticket).not.toBe(scan()?.code_ticket);
		await bench.activate({ code_start: 300, code_end: 300, wxa_path: 'pages/a?b=1' });
		expect(scan(300)?.wxa_path).toMatch(/^pages\/a\?b=1&code_ticket=/);
	});

	test('a scan of a code that is not active opens nothing; of no code at all it is a mistake', () => {
		expect(scan(201)).toBeNull();
		expect(() => bench.sim.scan('P.URL.CN/0U.JYJXP3HJI2C98A9O', OPENID)).toThrow('no code');
	});

	test('a bad openid, a bad ticket, another user’s ticket: 40097 with the reason', async () => {
		const ticket = scan()?.code_ticket;
		expect((await resolve(ticket, 'short')).errmsg).toMatch(/^invalid args, openid/);
		expect((await resolve('f'.repeat(32))).errmsg).toMatch(/^invalid args, code_ticket/);
		expect((await resolve(ticket, OPENID.replace('K', 'k'))).errcode).toBe(40097);
		expect((await resolve(undefined)).errcode).toBe(40097);
		expect((await resolve('x'.repeat(257))).errcode).toBe(40097);
	});

	test('needs the token of the owner, unless the switch says that none is needed', async () => {
		const ticket = scan()?.code_ticket;
		const body = { openid: OPENID, code_ticket: ticket };
		const bare = async () => await bench.client.post('/intp/marketcode/tickettocode', body);
		expect((await bare()).errcode).toBe(41001);
		bench.sim.set({ ticketWithoutToken: 'accept', accounts: [{ appId: 'wx2', appSecret: 's' }] });
		expect((await bare()).errcode).toBe(0);
		const other = bench.sim.tokens.issueToken('wx2');
		expect((await resolve(ticket, OPENID, other)).errcode).toBe(80301);
		expect((await resolve(ticket, OPENID, bench.sim.tokens.issueToken(APP_ID))).errcode).toBe(0);
	});

	test('tickets may be for one use, or for some time', async () => {
		bench.sim.set({ ticketUse: 'once' });
		const first = scan()?.code_ticket;
		expect([(await resolve(first)).errcode, (await resolve(first)).errcode]).toEqual([0, 40097]);
		bench.sim.set({ ticketUse: 'many', ticketLifetimeMs: 1_000 });
		const second = scan()?.code_ticket;
		bench.clock.ms += 1_000;
		expect((await resolve(second)).errcode).toBe(0);
		bench.clock.ms += 1;
		expect((await resolve(second)).errcode).toBe(40097);
	});
});
