import { isObject } from '../json';
import { ask, type Login } from './ask';
import { baseUrlOf, fieldOf } from './credential';
import { secondsIn, tokenFrom, tokenIn, type IssuedToken } from './tokenAnswer';
import { words } from './words';

/**
 * POST /cgi-bin/stable_token: in normal mode WeChat hands the same token to every caller until it is
 * about to expire; `force` makes a new one and kills the old (20 a day, 30 s apart).
 * Source: docs/wechat-api.md, "Access tokens".
 *
 * @throws LoginError
 */
export async function stableToken(login: Login, { force = false } = {}): Promise<IssuedToken> {
	const { credential } = login;
	const response = await ask(login, 'wechat', {
		method: 'POST',
		url: `${baseUrlOf(credential)}/cgi-bin/stable_token`,
		headers: { 'content-type': 'application/json' },
		body: {
			grant_type: 'client_credential',
			appid: fieldOf(credential, 'appId'),
			secret: fieldOf(credential, 'appSecret'),
			force_refresh: force,
		},
	});
	return tokenFrom(response, STABLE_TOKEN, login);
}

const STABLE_TOKEN = {
	asked: 'wechat',
	path: 'access_token',
	advice: { 40001: words.wrongAppSecret },
	read: (value: unknown): IssuedToken | undefined => {
		if (!isObject(value)) return undefined;
		const token = tokenIn(value.access_token);
		return token === undefined ? undefined : { token, expiresIn: secondsIn(value.expires_in) };
	},
} as const;
