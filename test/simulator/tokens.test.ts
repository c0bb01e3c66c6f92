import { APP_ID, APP_SECRET, EXAMPLE, startBench, type Bench, type Received } from './testClient';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const tokenOf = (answer: Received) => String(answer.json.access_token);
/** 80300 = the token is good: the application does not exist. */
const use = async (token: string) => (await bench.activate({ application_id: 1 }, token)).errcode;

describe('stable_token', () => {
	test('answers a token and the seconds it lives, without errcode', async () => {
		const { json } = await bench.client.logIn();
		expect(Object.keys(json)).toEqual(['access_token', 'expires_in']);
		expect(json.expires_in).toBe(7200);
		expect(await use(String(json.access_token))).toBe(80300);
	});

	test('hands out the same token while it has five minutes left, with the time that is left', async () => {
		const first = await bench.client.logIn();
		bench.clock.ms += 6_900_000;
		const second = await bench.client.logIn();
		expect(tokenOf(second)).toBe(tokenOf(first));
		expect(second.json.expires_in).toBe(300);
	});

	test('in the last five minutes hands out a new one; both are good until the old one expires', async () => {
		const first = await bench.client.logIn();
		bench.clock.ms += 6_900_001;
		const second = await bench.client.logIn();
		expect(tokenOf(second)).not.toBe(tokenOf(first));
		expect(second.json.expires_in).toBe(7200);
		expect([await use(tokenOf(first)), await use(tokenOf(second))]).toEqual([80300, 80300]);
		bench.clock.ms += 300_000;
		expect([await use(tokenOf(first)), await use(tokenOf(second))]).toEqual([42001, 80300]);
	});

	test('the normal mode hands out a new token when the old one is over', async () => {
		const first = await bench.client.logIn();
		bench.clock.ms += 7_200_000;
		expect(await use(tokenOf(first))).toBe(42001);
		expect(tokenOf(await bench.client.logIn())).not.toBe(tokenOf(first));
	});

	test('force_refresh kills the previous token at once', async () => {
		const first = await bench.client.logIn();
		const second = await bench.client.logIn(true);
		expect([await use(tokenOf(first)), await use(tokenOf(second))]).toEqual([40001, 80300]);
	});

	test('a second force within 30 seconds refreshes nothing', async () => {
		const first = await bench.client.logIn(true);
		bench.clock.ms += 29_999;
		expect(tokenOf(await bench.client.logIn(true))).toBe(tokenOf(first));
		bench.clock.ms += 1;
		expect(tokenOf(await bench.client.logIn(true))).not.toBe(tokenOf(first));
	});

	test('the 21st force of a day refreshes nothing, or is 45009; the next day (Chinese time) is free', async () => {
		const seen = new Set<string>();
		for (let i = 0; i < 20; i++) {
			seen.add(tokenOf(await bench.client.logIn(true)));
			bench.clock.ms += 30_000;
		}
		expect(seen.size).toBe(20);
		expect(seen).toContain(tokenOf(await bench.client.logIn(true)));
		bench.sim.set({ refusedForce: '45009' });
		expect((await bench.client.logIn(true)).errcode).toBe(45009);
		bench.clock.ms = Date.UTC(2026, 10, 24, 16);
		const tomorrow = await bench.client.logIn(true);
		expect(tomorrow.errcode).toBeUndefined();
		expect(seen).not.toContain(tokenOf(tomorrow));
	});

	test('wrong secret: 40125, or 40001 by the switch', async () => {
		expect((await bench.client.logIn(false, APP_ID, 'wrong')).errcode).toBe(40125);
		bench.sim.set({ wrongSecretErrcode: 40001 });
		expect((await bench.client.logIn(false, APP_ID, 'wrong')).errcode).toBe(40001);
		expect(bench.sim.tokens.loginCount(APP_ID)).toBe(0);
	});

	test('wrong app id 40013, frozen secret 40243, penalised account 50004', async () => {
		expect((await bench.client.logIn(false, 'wx0000000000000000')).errcode).toBe(40013);
		bench.sim.freezeSecret(APP_ID);
		expect((await bench.client.logIn()).errcode).toBe(40243);
		bench.sim.freezeSecret(APP_ID, false);
		bench.sim.penalise(APP_ID);
		expect((await bench.client.logIn()).errcode).toBe(50004);
	});

	test.each([
		[{ appid: APP_ID, secret: APP_SECRET }, 40002],
		[{ grant_type: 'client_credential', secret: APP_SECRET }, 41002],
		[{ grant_type: 'client_credential', appid: APP_ID }, 41004],
	])('%p is %i', async (body, errcode) => {
		expect((await bench.client.post('/cgi-bin/stable_token', body)).errcode).toBe(errcode);
	});

	test('speaks JSON only', async () => {
		const body = `grant_type=client_credential&appid=${APP_ID}&secret=${APP_SECRET}`;
		const form = await bench.client.send('/cgi-bin/stable_token', { method: 'POST', body });
		expect(form.errcode).toBe(47001);
	});

	test('an address that is not whitelisted: 40164 with the address, or 61004', async () => {
		bench.sim.whitelist(APP_ID, ['198.51.100.1']);
		const answer = await bench.client.logIn();
		expect(answer.errcode).toBe(40164);
		expect(answer.errmsg).toMatch(
			/^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /,
		);
		bench.sim.set({ whitelistErrcode: 61004, callerIp: '203.0.113.9' });
		expect(await bench.client.logIn()).toMatchObject({
			errcode: 61004,
			errmsg: expect.stringContaining('203.0.113.9') as string,
		});
		bench.sim.set({ callerIp: '198.51.100.1' });
		expect((await bench.client.logIn()).json.access_token).toBeDefined();
		bench.sim.whitelist(APP_ID, null);
		bench.sim.set({ callerIp: null });
		expect((await bench.client.logIn()).json.access_token).toBeDefined();
	});

	test('the whitelist can be looked at by every call', async () => {
		const token = bench.sim.tokens.issueToken(APP_ID);
		bench.sim.whitelist(APP_ID, []);
		expect(await use(token)).toBe(80300);
		bench.sim.set({ whitelistAppliesTo: 'all' });
		expect(await use(token)).toBe(40164);
	});

	test('tokens may have 512 characters and more, and live as long as the switch says', async () => {
		bench.sim.set({
			accounts: [{ appId: 'wx2', appSecret: 's', tokenLength: 700 }],
			tokenLifetimeSeconds: 600,
		});
		const { json } = await bench.client.logIn(false, 'wx2', 's');
		expect([String(json.access_token).length, json.expires_in]).toEqual([700, 600]);
	});
});

describe('/cgi-bin/token', () => {
	const get = async () =>
		await bench.client.send(
			`/cgi-bin/token?grant_type=client_credential&appid=${APP_ID}&secret=${APP_SECRET}`,
		);

	test('a new token each time, the old one good for five minutes more', async () => {
		const [first, second] = [await get(), await get()];
		expect(tokenOf(second)).not.toBe(tokenOf(first));
		expect(await use(tokenOf(first))).toBe(80300);
		bench.clock.ms += 300_000;
		expect([await use(tokenOf(first)), await use(tokenOf(second))]).toEqual([42001, 80300]);
	});

	test('and stable_token do not know each other', async () => {
		const plain = await get();
		const stable = await bench.client.logIn(true);
		expect([await use(tokenOf(plain)), await use(tokenOf(stable))]).toEqual([80300, 80300]);
		expect((await bench.client.post('/cgi-bin/token', {})).errcode).toBe(43001);
	});
});

describe('what a test may do to tokens', () => {
	test('expireToken: 42001, then stable_token has a new one', async () => {
		const first = bench.sim.tokens.issueToken(APP_ID);
		bench.sim.tokens.expireToken(APP_ID);
		expect(await use(first)).toBe(42001);
		expect(bench.sim.tokens.currentToken(APP_ID)).toBeUndefined();
		expect(await use(tokenOf(await bench.client.logIn()))).toBe(80300);
	});

	test('rotateToken: the old one is 40001, stable_token hands out the rotated one', async () => {
		const first = bench.sim.tokens.issueToken(APP_ID);
		const second = bench.sim.tokens.rotateToken(APP_ID);
		expect(await use(first)).toBe(40001);
		expect(tokenOf(await bench.client.logIn())).toBe(second);
		expect(bench.sim.tokens.currentToken(APP_ID)).toBe(second);
	});

	test('revokeAll: every token is 40001', async () => {
		const stable = bench.sim.tokens.issueToken(APP_ID);
		bench.sim.tokens.revokeAll();
		expect(await use(stable)).toBe(40001);
		expect(tokenOf(await bench.client.logIn())).not.toBe(stable);
	});

	test('poisonToken: refused, yet handed out again until someone forces', async () => {
		const first = bench.sim.tokens.issueToken(APP_ID);
		bench.sim.tokens.poisonToken(APP_ID);
		expect(await use(first)).toBe(40001);
		expect(tokenOf(await bench.client.logIn())).toBe(first);
		expect(await use(tokenOf(await bench.client.logIn(true)))).toBe(80300);
	});

	test('loginCount tells normal, forced and fresh ones apart', async () => {
		await bench.client.logIn();
		await bench.client.logIn();
		await bench.client.logIn(true);
		const { tokens } = bench.sim;
		expect([
			tokens.loginCount(APP_ID),
			tokens.loginCount(APP_ID, { forced: true }),
			tokens.loginCount(APP_ID, { forced: false }),
			tokens.loginCount(APP_ID, { fresh: true }),
			tokens.loginCount('wx2'),
		]).toEqual([3, 1, 2, 2, 0]);
	});

	test('a token of one account is no token of another', async () => {
		const other = { appId: 'wx2', appSecret: 's' };
		bench.sim.set({ accounts: [other] });
		const token = tokenOf(await bench.client.logIn(false, 'wx2', 's'));
		expect((await bench.activate(EXAMPLE, token)).errcode).toBe(80301);
	});
});
