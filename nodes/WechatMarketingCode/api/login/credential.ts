import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

export type AccessTokenSource = 'appSecret' | 'accessToken' | 'tokenService' | 'thirdPartyPlatform';

export const DEFAULT_BASE_URL = 'https://api.weixin.qq.com';

/** The decrypted credential `wechatMarketingCodeApi`: n8n's record, with the names this package uses. */
export interface SessionCredential extends ICredentialDataDecryptedObject {
	sessionToken: string;
}

/** A field of the credential as trimmed text; '' when it is absent. */
export function fieldOf(credential: ICredentialDataDecryptedObject, name: string): string {
	const value = credential[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

export function sourceOf(credential: ICredentialDataDecryptedObject): AccessTokenSource {
	const source = fieldOf(credential, 'accessTokenSource');
	return source === '' ? 'appSecret' : (source as AccessTokenSource);
}

/** The base URL without a trailing slash. */
export function baseUrlOf(credential: ICredentialDataDecryptedObject): string {
	return (fieldOf(credential, 'baseUrl') || DEFAULT_BASE_URL).replace(/\/+$/, '');
}

/** The app id whose codes are activated, as far as the credential names it; '' for a ready token. */
export function appIdOf(credential: ICredentialDataDecryptedObject): string {
	const field = {
		appSecret: 'appId',
		thirdPartyPlatform: 'authorizerAppId',
		accessToken: '',
		tokenService: '',
	};
	return fieldOf(credential, field[sourceOf(credential)] ?? '');
}

const OWNER_FIELDS: Record<AccessTokenSource, readonly string[]> = {
	appSecret: ['appId', 'appSecret'],
	accessToken: ['accessToken'],
	tokenService: ['tokenServiceUrl', 'tokenServicePath', 'tokenServiceSecret'],
	thirdPartyPlatform: ['componentAppId', 'authorizerAppId'],
};

/**
 * Whose token a stored token is: a short digest of what the login depends on. n8n keeps the token
 * when somebody edits the app id, and a token of another account must never be used.
 */
export function ownerOf(credential: ICredentialDataDecryptedObject): string {
	const source = sourceOf(credential);
	const parts = [source, baseUrlOf(credential)].concat(
		(OWNER_FIELDS[source] ?? []).map((name) => fieldOf(credential, name)),
	);
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

const SECRET_FIELDS = [
	'appSecret',
	'accessToken',
	'tokenServiceSecret',
	'componentAccessToken',
	'componentTokenSecret',
	'authorizerRefreshToken',
	'codePackageKey',
	'sessionToken',
];

/** Every secret that the credential holds, for redaction; what token URLs carry in their query included. */
export function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const urls = ['tokenServiceUrl', 'componentTokenUrl'].map((name) => fieldOf(credential, name));
	const queries = urls.flatMap((url) =>
		[...url.matchAll(/[?&][^=&]+=([^&#]+)/g)].map(([, value]) => value),
	);
	const userInfo = [...urls, baseUrlOf(credential)].map(
		(url) => /\/\/([^/@]+)@/.exec(url)?.[1] ?? '',
	);
	// A run adds the tokens that WeChat refused: an answer may throw them back.
	const refused = Array.isArray(credential.refusedTokens)
		? credential.refusedTokens.map(String)
		: [];
	return [
		...refused,
		...SECRET_FIELDS.map((name) => fieldOf(credential, name)),
		...queries,
		...userInfo,
	].filter((secret) => secret !== '');
}
