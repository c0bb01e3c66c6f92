import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { foldAppId, trimAll } from '../../domain/cells';

export type AccessTokenSource = 'appSecret' | 'accessToken' | 'tokenService' | 'thirdPartyPlatform';

export const DEFAULT_BASE_URL = 'https://api.weixin.qq.com';

/** The decrypted credential `wechatMarketingCodeApi`: n8n's record, with the names this package uses. */
export interface SessionCredential extends ICredentialDataDecryptedObject {
	sessionToken: string;
}

const APP_IDS = new Set(['appId', 'componentAppId', 'authorizerAppId']);

/** A field of the credential as text, trimmed as cells are; an app id folded as in the sheet; '' when it is absent. */
export function fieldOf(credential: ICredentialDataDecryptedObject, name: string): string {
	const value = credential[name];
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	return APP_IDS.has(name) ? foldAppId(String(value)) : trimAll(String(value));
}

export function sourceOf(credential: ICredentialDataDecryptedObject): AccessTokenSource {
	const source = fieldOf(credential, 'accessTokenSource');
	return source === '' ? 'appSecret' : (source as AccessTokenSource);
}

/** The base URL without a trailing slash; a relay's own path stays. */
export function baseUrlOf(credential: ICredentialDataDecryptedObject): string {
	const url = fieldOf(credential, 'baseUrl') || DEFAULT_BASE_URL;
	let end = url.length;
	while (url[end - 1] === '/') end--;
	return url.slice(0, end);
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

/** Every secret that the credential holds, for redaction; what its addresses carry included. */
export function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const urls = ['tokenServiceUrl', 'componentTokenUrl', 'baseUrl'];
	return [
		...SECRET_FIELDS.map((name) => fieldOf(credential, name)),
		...urls.flatMap((name) => secretsInUrl(fieldOf(credential, name))),
	].filter((secret) => secret !== '');
}

/** Long parts of a path are secrets too: some services know their callers by them. */
const LONG_SEGMENT = 16;

/** What an address may hold that others must not see: user info, values of the query, long parts of the path. */
function secretsInUrl(text: string): string[] {
	if (text === '') return [];
	if (!URL.canParse(text)) return [text];
	const url = new URL(text);
	const plain = [url.username, url.password, url.hash.slice(1), ...url.searchParams.values()];
	const segments = url.pathname.split('/').filter((part) => part.length >= LONG_SEGMENT);
	return [...plain, ...segments].map(decoded);
}

/** Redaction knows the encoded forms of a secret by the plain one. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
