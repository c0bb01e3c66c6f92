import { isObject, valueAt } from '../json';
import { ask, type Login } from './ask';
import { fieldOf } from './credential';
import { secondsIn, tokenFrom, tokenIn, type IssuedToken } from './tokenAnswer';

/** The credential fields of one token service: the account's own, or the platform's. */
export interface TokenServiceFields {
	readonly asked: 'tokenService' | 'componentToken';
	readonly url: string;
	readonly bearer: string;
	readonly path: string;
}

export const accountService: TokenServiceFields = {
	asked: 'tokenService',
	url: 'tokenServiceUrl',
	bearer: 'tokenServiceSecret',
	path: 'tokenServicePath',
};

export const componentService: TokenServiceFields = {
	asked: 'componentToken',
	url: 'componentTokenUrl',
	bearer: 'componentTokenSecret',
	path: 'componentTokenPath',
};

/** A token that is sent bare: shorter words and markup are something else. */
const BARE_TOKEN = /^[^\s<>{}"]{8,}$/;

/**
 * GETs a token from a service of the company's own: JSON (the token at a path, `access_token` unless
 * given; a string is the token itself) or plain text.
 *
 * @throws LoginError
 */
export async function askTokenService(
	login: Login,
	{ asked, ...fields }: TokenServiceFields,
): Promise<IssuedToken> {
	const { credential } = login;
	const bearer = fieldOf(credential, fields.bearer);
	const path = fieldOf(credential, fields.path) || 'access_token';
	const response = await ask(login, asked, {
		method: 'GET',
		url: fieldOf(credential, fields.url),
		headers: bearer === '' ? {} : { authorization: `Bearer ${bearer}` },
	});
	const read = (value: unknown): IssuedToken | undefined => {
		const bare = typeof value === 'string' && BARE_TOKEN.test(value) ? value : undefined;
		const token = tokenIn(bare ?? valueAt(value, path));
		if (token === undefined) return undefined;
		return { token, expiresIn: isObject(value) ? secondsIn(value.expires_in) : undefined };
	};
	return tokenFrom(response, { asked, path, read }, login);
}
