import { ask, loginWith } from '../../nodes/WechatMarketingCode/api/login/ask';
import { appIdOf, secretsOf } from '../../nodes/WechatMarketingCode/api/login/credential';
import { LoginError, loginAnswerIn } from '../../nodes/WechatMarketingCode/api/login/loginError';
import { renewToken } from '../../nodes/WechatMarketingCode/api/login/renew';
import {
	askForToken,
	passedOn,
	secondsIn,
	tokenIn,
} from '../../nodes/WechatMarketingCode/api/login/tokenAnswer';
import { time } from '../../nodes/WechatMarketingCode/api/time';
import { foldAppId } from '../../nodes/WechatMarketingCode/domain/cells';

describe('a request of a login', () => {
	const failing = (code: string, more: object = {}) =>
		loginWith(
			{},
			async () => await Promise.reject(Object.assign(new Error(code), { code, ...more })),
		);
	const answerTo = async (code: string, more?: object) => {
		const error: unknown = await ask(failing(code, more), 'tokenService', { url: '' }).catch(
			(thrown: unknown) => thrown,
		);
		expect(error).toBeInstanceOf(LoginError);
		expect(error).not.toHaveProperty('code');
		expect(error).not.toHaveProperty('response');
		return loginAnswerIn(error);
	};

	it.each(['ECONNABORTED', 'ETIMEDOUT'])(
		'is not repeated when no answer came in time (%s)',
		async (code) => {
			expect(await answerTo(code)).toMatchObject({ kind: 'silence', sent: false, hopeless: 'now' });
		},
	);

	it('is not repeated when n8n itself refuses the address', async () => {
		const refused = { cause: Object.assign(new Error('blocked'), { name: 'SsrfBlockedIpError' }) };
		expect(await answerTo('', refused)).toMatchObject({ sent: false, hopeless: 'now' });
	});

	it('tells no secret that a failure quotes', async () => {
		const quoting = async () => await Promise.reject(new Error('bad: my-app-secret, OLD-TOKEN'));
		const login = loginWith({ appSecret: 'my-app-secret' }, quoting, ['OLD-TOKEN']);
		await expect(ask(login, 'wechat', { url: '' })).rejects.toThrow('bad: [hidden], [hidden]');
	});

	it.each(['ECONNREFUSED', 'ECONNRESET'])('may be repeated after %s', async (code) => {
		expect(await answerTo(code)).toMatchObject({ kind: 'silence', hopeless: undefined });
	});
});

describe('what stands in the answer of a token endpoint', () => {
	it.each<[unknown, number | undefined]>([
		[7200, 7200],
		['7200', 7200],
		[' 60 ', 60],
		[86_400, 7200],
		[1e30, 7200],
		['9'.repeat(400), undefined],
		[0, undefined],
		[-1, undefined],
		[NaN, undefined],
		[Infinity, undefined],
		['Infinity', undefined],
		['-5', undefined],
		['1e3', undefined],
		['', undefined],
		[null, undefined],
		[true, undefined],
		[[7200], undefined],
		[0.5, 0.5],
	])('expires_in %p is %p seconds', (value, seconds) => expect(secondsIn(value)).toBe(seconds));

	it.each<[unknown, string | undefined]>([
		['abc', 'abc'],
		[' abc\u200B\n', 'abc'],
		['refreshtoken@@@a_b-c', 'refreshtoken@@@a_b-c'],
		['c-true', 'c-true'],
		['null-c', 'null-c'],
		['access_token=abc&expires_in=7200', undefined],
		['', undefined],
		['\u200B\u00AD', undefined],
		['a b', undefined],
		['a\u200Bb', undefined],
		['中文', undefined],
		['NULL', undefined],
		['undefined', undefined],
		['false', undefined],
		[false, undefined],
		[1, undefined],
		[{}, undefined],
		[['abc'], undefined],
	])('%p is the token %p', (value, token) => expect(tokenIn(value)).toBe(token));

	it.each<[unknown, number | undefined]>([
		[{ errcode: 0, data: { errcode: 40164 } }, 40164],
		[{ errcode: '40013', errmsg: 'x' }, 40013],
		[{ a: { b: { c: { errcode: 1 } } } }, 1],
		[{ a: { b: { c: { d: { e: { errcode: 1 } } } } } }, undefined],
		['errcode=0', undefined],
		['errcode: none', undefined],
		['errcode 12345678901', undefined],
		['{"errcode":', undefined],
		[null, undefined],
		[7, undefined],
	])('the refusal inside %p is %p', (value, errcode) =>
		expect(passedOn(value)?.errcode).toBe(errcode),
	);
});

it('a refusal that stands as JSON in a text keeps its own text, quotes and all', () => {
	const refusal = { errcode: 40164, errmsg: 'it\'s "中文" 203.0.113.7, <not> in whitelist' };
	const ascii = JSON.stringify(refusal).replace('中文', '\\u4e2d\\u6587');
	expect(passedOn(`upstream said: ${ascii}!`)).toEqual(refusal);
	expect(passedOn({ message: ascii })).toEqual(refusal);
});

describe('the secrets of a credential', () => {
	it.each<[string, string[]]>([
		['https://user:p%40ss-word@host/x', ['user', 'p@ss-word']],
		['https://user:p@ss-word@host/x', ['user', 'p@ss-word']],
		['https://host/x?key=a%2Fb&key=c+d#frag', ['a/b', 'c d', 'frag']],
		['https://host/hooks/0123456789abcdef0123/token', ['0123456789abcdef0123']],
		['not a url with a secret', ['not a url with a secret']],
	])('those in %s', (tokenServiceUrl, secrets) => {
		expect(secretsOf({ tokenServiceUrl }).sort()).toEqual([...secrets].sort());
	});
});

it.each([
	['WX1234567890ABCDEF', 'wx1234567890abcdef'],
	["'wx12", 'wx12'],
	[' ‘ｗｘ１２\u200B’ ', 'wx12'],
	['', ''],
])('the app id %p is %p', (typed, folded) => expect(foldAppId(typed)).toBe(folded));

describe('a refusal inside the answer to a login', () => {
	const refusedWith = async (asked: 'wechat' | 'tokenService', body: object): Promise<string> => {
		const http = async () =>
			await Promise.resolve({ statusCode: 200, headers: {}, body: JSON.stringify(body) });
		const login = loginWith({ appId: 'wxOwn', appSecret: 'my-app-secret' }, http, ['OLD-TOKEN']);
		const request = { url: 'https://x' };
		const error: unknown = await askForToken(login, { asked, request, path: 'token' }).catch(
			(thrown: unknown) => thrown,
		);
		return (error as Error).message;
	};

	it.each(['wechat', 'tokenService'] as const)('of %s shows none of the secrets', async (asked) => {
		const errmsg = 'no: my-app-secret and OLD-TOKEN';
		const told = await refusedWith(asked, { errcode: 77777, errmsg });
		expect(told).toContain('"no: [hidden] and [hidden]"');
	});

	it('is WeChat’s own where WeChat was asked, and passed on where a service was', async () => {
		const refusal = { errcode: 40013, errmsg: 'invalid appid' };
		expect(await refusedWith('wechat', refusal)).toMatch(
			/^WeChat does not know the app id wxown\./,
		);
		expect(await refusedWith('tokenService', refusal)).toMatch(
			/^The token service passes on a refusal of WeChat's\. WeChat does not know/,
		);
	});
});

it.each([
	['errcode=40164, errmsg=invalid ip 203.0.113.7', 'invalid ip 203.0.113.7'],
	["{'errcode': 40164, 'errmsg': 'invalid ip'}", 'invalid ip'],
	['"{\\"errcode\\":40164,\\"errmsg\\":\\"invalid ip\\"', 'invalid ip'],
	['errcode: 40164', ''],
])('the refusal that stands in the text %j keeps its errmsg %j', (text, errmsg) => {
	expect(passedOn(text)).toEqual({ errcode: 40164, errmsg });
});

it.each([
	[7_200, 6_900],
	[601, 301],
	[600, 300],
	[100, 50],
	[20, 10],
	[3, 10],
	[86_400, 6_900],
])('a token that lives %d s is used for %d s', async (expiresIn, seconds) => {
	const before = time.now;
	time.now = () => Date.UTC(2026, 10, 24);
	try {
		const body = JSON.stringify({ access_token: 'a-token', expires_in: expiresIn });
		const http = async () => await Promise.resolve({ statusCode: 200, headers: {}, body });
		const asked = { refusedTokens: [] };
		const { stored } = await renewToken({ appId: 'wx1', appSecret: 's' }, http, asked);
		expect(stored.sessionTokenExpiresAt).toBe(new Date(time.now() + seconds * 1_000).toISOString());
	} finally {
		time.now = before;
	}
});

it('a login’s message keeps the words that n8n would put another text in the place of', () => {
	const problem = { en: 'Lost it (ECONNRESET). The cause: getaddrinfo ENOTFOUND x', zh: '' };
	const { message } = new LoginError({ kind: 'silence', sent: false, problem });
	expect(message).not.toMatch(/ECONNRESET|ENOTFOUND|getaddrinfo/i);
	expect(message.replaceAll('\u2060', '')).toBe('Lost it. The cause: getaddrinfo ENOTFOUND x.');
});

it('a source that this version does not know names no account', () => {
	expect(appIdOf({ accessTokenSource: 'of-a-later-version', appId: 'wx1' })).toBe('');
});
