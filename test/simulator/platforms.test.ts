import { DEFAULT_PLATFORM } from './index';
import { APP_ID, startBench, type Bench, type Received } from './testClient';

const COMPONENT = DEFAULT_PLATFORM.componentAppId;
const FIRST = DEFAULT_PLATFORM.authorizers[0].refreshToken;
const PATH = '/cgi-bin/component/api_authorizer_token';
let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const refresh = async (
	body: Record<string, unknown> = {},
	token = bench.sim.platforms.componentToken(),
	parameter = 'access_token',
): Promise<Received> =>
	await bench.client.post(`${PATH}?${parameter}=${token}`, {
		component_appid: COMPONENT,
		authorizer_appid: APP_ID,
		authorizer_refresh_token: FIRST,
		...body,
	});
const use = async (token: unknown) =>
	(await bench.activate({ application_id: 1 }, String(token))).errcode;

describe('api_authorizer_token', () => {
	test.each(['access_token', 'component_access_token'])(
		'takes the component token as %s',
		async (name) => {
			const { json } = await refresh({}, undefined, name);
			expect(Object.keys(json)).toEqual([
				'authorizer_access_token',
				'expires_in',
				'authorizer_refresh_token',
			]);
			expect(json.expires_in).toBe(7200);
			expect(await use(json.authorizer_access_token)).toBe(80300);
			expect(bench.sim.journal[0].endpoint).toBe('api_authorizer_token');
			expect(bench.sim.tokens.loginCount(APP_ID)).toBe(1);
		},
	);

	test('rotates the refresh token; the old one is good for five minutes', async () => {
		const { json } = await refresh();
		const second = json.authorizer_refresh_token;
		expect(second).not.toBe(FIRST);
		expect(bench.sim.platforms.refreshToken(COMPONENT, APP_ID)).toBe(second);
		bench.clock.ms += 299_999;
		expect((await refresh()).json.authorizer_refresh_token).toBe(second);
		bench.clock.ms += 1;
		expect((await refresh()).errcode).toBe(61023);
		expect((await refresh({ authorizer_refresh_token: second })).errcode).toBeUndefined();
	});

	test('the refresh token may stay the same', async () => {
		bench.sim.set({ rotateRefreshToken: false });
		expect((await refresh()).json.authorizer_refresh_token).toBe(FIRST);
	});

	test('no component token 41001, a wrong one 40001, an old one 42001, an account’s 61024', async () => {
		expect((await refresh({}, '')).errcode).toBe(41001);
		expect((await refresh({}, 'never')).errcode).toBe(40001);
		expect((await refresh({}, bench.sim.tokens.issueToken(APP_ID))).errcode).toBe(61024);
		const old = bench.sim.platforms.componentToken();
		bench.sim.platforms.expireComponentToken();
		expect((await refresh({}, old)).errcode).toBe(42001);
		expect(bench.sim.platforms.componentToken()).not.toBe(old);
	});

	test('a wrong platform 61011, an account that did not authorise 61003, a dead refresh token 61023', async () => {
		expect((await refresh({ component_appid: 'wx0' })).errcode).toBe(61011);
		expect((await refresh({ authorizer_appid: 'wx0' })).errcode).toBe(61003);
		expect((await refresh({ authorizer_refresh_token: 'x' })).errcode).toBe(61023);
		expect((await refresh({ authorizer_refresh_token: undefined })).errcode).toBe(40097);
		bench.sim.platforms.revokeRefreshToken(COMPONENT, APP_ID);
		expect((await refresh()).errcode).toBe(61023);
		bench.sim.platforms.unauthorize(COMPONENT, APP_ID);
		expect((await refresh()).errcode).toBe(61003);
	});

	test('taking the authorization back kills the authorizer token', async () => {
		const { json } = await refresh();
		bench.sim.platforms.unauthorize(COMPONENT, APP_ID);
		expect(await use(json.authorizer_access_token)).toBe(40001);
	});

	test('an address that is not whitelisted is 61004', async () => {
		bench.sim.whitelist(APP_ID, []);
		expect((await refresh()).errcode).toBe(61004);
	});

	test('without permission set 46 the token gets 61007', async () => {
		const authorizers = [{ appId: APP_ID, refreshToken: 'r', permissionSets: [9] }];
		bench.sim.set({ platforms: [{ componentAppId: 'wx9', authorizers }] });
		const token = bench.sim.platforms.componentToken('wx9');
		const body = { component_appid: 'wx9', authorizer_refresh_token: 'r' };
		const { json } = await refresh(body, token);
		expect(await use(json.authorizer_access_token)).toBe(61007);
	});
});

describe('a token service', () => {
	test('hands out the stable token as JSON, without a login at WeChat', async () => {
		const answer = await bench.client.send('/token-service');
		expect(answer.contentType).toBe('application/json');
		expect(await use(answer.json.access_token)).toBe(80300);
		expect(bench.sim.tokens.loginCount(APP_ID)).toBe(0);
		expect(bench.sim.journal[0].endpoint).toBe('token-service');
	});

	test('wants its bearer', async () => {
		bench.sim.set({ tokenService: { secret: 'open sesame' } });
		expect((await bench.client.send('/token-service')).status).toBe(401);
		const headers = { authorization: 'Bearer open sesame' };
		expect((await bench.client.send('/token-service', { headers })).status).toBe(200);
		expect((await bench.client.post('/token-service', {})).status).toBe(405);
	});

	test('puts the token at a path, in a list, or sends it bare', async () => {
		const token = bench.sim.tokens.issueToken(APP_ID);
		bench.sim.set({ tokenService: { path: 'data.tokens.0.value' } });
		const nested = await bench.client.send('/token-service');
		expect(nested.json).toEqual({ data: { tokens: [{ value: token }] } });
		bench.sim.set({ tokenService: { format: 'text' } });
		expect((await bench.client.send('/token-service')).text).toBe(`${token}\n`);
	});

	test('serves another account by ?appid=, and component tokens at its own address', async () => {
		bench.sim.set({ accounts: [{ appId: 'wx2', appSecret: 's' }] });
		const other = await bench.client.send('/token-service?appid=wx2');
		expect(other.json.access_token).toBe(bench.sim.tokens.currentToken('wx2'));
		const component = await bench.client.send('/component-token-service');
		expect(component.json.access_token).toBe(bench.sim.platforms.componentToken());
	});
});
