import type { Sentence } from '../../domain/sentence';
import { effectOf } from '../errcodes';
import { post, type Login } from './ask';
import { fieldOf, sourceOf } from './credential';
import { loginErrorOf } from './loginError';
import { refreshTokenOf } from './refreshToken';
import { askForToken, type IssuedToken } from './tokenAnswer';
import { words } from './words';

/** A token from the credential's source. */
export async function issueToken(login: Login): Promise<IssuedToken> {
	const source = sourceOf(login.credential);
	if (source === 'accessToken') return { token: fieldOf(login.credential, 'accessToken') };
	if (source === 'tokenService') return await fromService(login, 'tokenService');
	if (source === 'thirdPartyPlatform') return await authorizerToken(login);
	return await stableToken(login);
}

/**
 * POST /cgi-bin/stable_token: in normal mode WeChat hands the same token to every caller until it is
 * about to expire; `force` makes a new one and kills the old (20 a day, 30 s apart).
 * Source: docs/wechat-api.md, "Access tokens".
 */
export async function stableToken(login: Login, { force = false } = {}): Promise<IssuedToken> {
	const body = {
		grant_type: 'client_credential',
		appid: fieldOf(login.credential, 'appId'),
		secret: fieldOf(login.credential, 'appSecret'),
		force_refresh: force,
	};
	return await askForToken(login, {
		asked: 'wechat',
		request: post(login, '/cgi-bin/stable_token', body),
		path: 'access_token',
		advice: { 40001: words.wrongAppSecret },
	});
}

/**
 * GETs a token from a service of the company's own: JSON (the token at a path, `access_token` unless
 * given; a string is the token itself) or plain text. The names are those of the credential's fields.
 */
async function fromService(
	login: Login,
	asked: 'tokenService' | 'componentToken',
): Promise<IssuedToken> {
	const field = (name: string) => fieldOf(login.credential, `${asked}${name}`);
	const bearer = field('Secret');
	const headers = bearer === '' ? {} : { authorization: `Bearer ${bearer}` };
	return await askForToken(login, {
		asked,
		request: { method: 'GET', url: field('Url'), headers },
		path: field('Path') || 'access_token',
	});
}

/**
 * The token of an account that authorised a third-party platform (第三方平台). A component token from a
 * service can die between the service and its use: that service is then asked once more.
 */
async function authorizerToken(login: Login): Promise<IssuedToken> {
	if (fieldOf(login.credential, 'componentTokenUrl') === '') {
		const pasted = fieldOf(login.credential, 'componentAccessToken');
		return await exchange(login, pasted, words.pastedComponentTokenRefused);
	}
	const { token } = await fromService(login, 'componentToken');
	try {
		return await exchange(login, token, words.fetchedComponentTokenRefused);
	} catch (error) {
		const refusal = loginErrorOf(error);
		if (effectOf(refusal.errcode ?? 0) !== 'token') throw refusal;
		const { token: next } = await fromService(login, 'componentToken');
		if (next === token) throw refusal;
		return await exchange(login, next, words.fetchedComponentTokenRefused);
	}
}

/**
 * POST /cgi-bin/component/api_authorizer_token. WeChat may hand out a new refresh token, which then
 * replaces the old one. The component token goes under both names that WeChat's pages give.
 *
 * @param dead what to say when WeChat refuses the component token
 */
async function exchange(login: Login, component: string, dead: Sentence): Promise<IssuedToken> {
	const body = {
		component_appid: fieldOf(login.credential, 'componentAppId'),
		authorizer_appid: fieldOf(login.credential, 'authorizerAppId'),
		authorizer_refresh_token: refreshTokenOf(login.credential),
	};
	const tokens = { access_token: component, component_access_token: component };
	return await askForToken(login, {
		asked: 'wechat',
		request: post(login, '/cgi-bin/component/api_authorizer_token', body, tokens),
		path: 'authorizer_access_token',
		advice: { 40001: dead, 40014: dead, 41001: dead, 42001: dead },
	});
}
