import { ask, loginWith } from '../../nodes/WechatMarketingCode/api/login/ask';
import { secretsOf } from '../../nodes/WechatMarketingCode/api/login/credential';
import { LoginError, loginAnswerIn } from '../../nodes/WechatMarketingCode/api/login/loginError';
import { passedOn } from '../../nodes/WechatMarketingCode/api/login/passedOn';
import { secondsIn, tokenIn } from '../../nodes/WechatMarketingCode/api/login/tokenAnswer';
import { foldAppId } from '../../nodes/WechatMarketingCode/domain/appId';

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
