import { effectOf } from '../errcodes';
import { isObject } from '../json';
import { ask, type Login } from './ask';
import { baseUrlOf, fieldOf } from './credential';
import { loginErrorOf } from './loginError';
import { secondsIn, tokenFrom, tokenIn, type IssuedToken } from './tokenAnswer';
import { askTokenService, componentService } from './tokenService';
import { words } from './words';

/**
 * POST /cgi-bin/component/api_authorizer_token: the token of an account that authorised a third-party
 * platform (第三方平台). WeChat may hand out a new refresh token, which then replaces the old one.
 * A component token from a service can die between the service and its use: that service is then asked
 * once more.
 *
 * @throws LoginError
 */
export async function authorizerToken(login: Login): Promise<IssuedToken> {
	const { credential } = login;
	if (fieldOf(credential, 'componentTokenUrl') === '') {
		const pasted = fieldOf(credential, 'componentAccessToken');
		return await exchange(login, pasted, words.pastedComponentTokenRefused);
	}
	const { token } = await askTokenService(login, componentService);
	try {
		return await exchange(login, token, words.fetchedComponentTokenRefused);
	} catch (error) {
		const refusal = loginErrorOf(error);
		if (effectOf(refusal.errcode ?? 0) !== 'token') throw refusal;
		const { token: next } = await askTokenService(login, componentService);
		if (next === token) throw refusal;
		return await exchange(login, next, words.fetchedComponentTokenRefused);
	}
}

/** The component token goes under both names that WeChat's pages give. */
async function exchange(login: Login, component: string, dead: string): Promise<IssuedToken> {
	const { credential } = login;
	const response = await ask(login, 'wechat', {
		method: 'POST',
		url: `${baseUrlOf(credential)}/cgi-bin/component/api_authorizer_token`,
		qs: { access_token: component, component_access_token: component },
		headers: { 'content-type': 'application/json' },
		body: {
			component_appid: fieldOf(credential, 'componentAppId'),
			authorizer_appid: fieldOf(credential, 'authorizerAppId'),
			authorizer_refresh_token: fieldOf(credential, 'authorizerRefreshToken'),
		},
	});
	const advice = { 40001: dead, 40014: dead, 41001: dead, 42001: dead };
	return tokenFrom(response, { ...AUTHORIZER_TOKEN, advice }, login);
}

const AUTHORIZER_TOKEN = {
	asked: 'wechat',
	path: 'authorizer_access_token',
	read: (value: unknown): IssuedToken | undefined => {
		if (!isObject(value)) return undefined;
		const token = tokenIn(value.authorizer_access_token);
		if (token === undefined) return undefined;
		const refreshToken = tokenIn(value.authorizer_refresh_token);
		return { token, refreshToken, expiresIn: secondsIn(value.expires_in) };
	},
} as const;
