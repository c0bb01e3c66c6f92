import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { WireResponse } from '../answer';
import { parseJsonObject, valueAt } from '../json';
import { redact } from '../redact';
import { ask, silentLogin, type Http } from './ask';
import { fieldOf, secretsOf } from './credential';
import type { IssuedToken } from './stableToken';

/** The credential fields of one token service: the account's own, or the platform's. */
export interface TokenServiceFields {
	readonly url: string;
	readonly bearer: string;
	readonly path: string;
}

export const accountService: TokenServiceFields = {
	url: 'tokenServiceUrl',
	bearer: 'tokenServiceSecret',
	path: 'tokenServicePath',
};

export const componentService: TokenServiceFields = {
	url: 'componentTokenUrl',
	bearer: 'componentTokenSecret',
	path: 'componentTokenPath',
};

/**
 * GETs a token from a service of the company's own: JSON (the token at a path, `access_token` unless
 * given) or plain text.
 *
 * @throws LoginError
 */
export async function askTokenService(
	credential: ICredentialDataDecryptedObject,
	http: Http,
	fields: TokenServiceFields,
): Promise<IssuedToken> {
	const bearer = fieldOf(credential, fields.bearer);
	const response = await ask(
		http,
		{
			method: 'GET',
			url: fieldOf(credential, fields.url),
			headers: bearer === '' ? {} : { authorization: `Bearer ${bearer}` },
		},
		credential,
	);
	return tokenIn(response, credential, fieldOf(credential, fields.path) || 'access_token');
}

function tokenIn(
	response: WireResponse,
	credential: ICredentialDataDecryptedObject,
	path: string,
): IssuedToken {
	const { status } = response;
	const text = response.text.trim();
	if (status < 200 || status >= 300) throw unusable(credential, `HTTP ${status}`, text);
	if (!/^[{["]/.test(text)) {
		if (/^[^\s<>]{8,}$/.test(text)) return { token: text };
		throw unusable(credential, 'neither JSON nor a token in plain text', text);
	}
	const body = parseJsonObject(text);
	const token = valueAt(body, path);
	if (typeof token !== 'string' || token.trim() === '') {
		throw unusable(credential, `no token at "${path}"`, text);
	}
	return { token: token.trim(), expiresIn: Number(body?.expires_in) || undefined };
}

function unusable(credential: ICredentialDataDecryptedObject, what: string, text: string) {
	const start = redact(text, secretsOf(credential)).slice(0, 100);
	return silentLogin({ problem: `The token service answered ${what}${start ? `: ${start}` : ''}` });
}
