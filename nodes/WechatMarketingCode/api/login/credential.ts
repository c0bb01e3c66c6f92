import { createHash } from 'node:crypto';
import { trimEnd } from 'lodash';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { foldAppId, trimAll } from '../../domain/cells';
import type { Part, Sentence } from '../../domain/sentence';
import { decoded } from '../../domain/spelling';
import { words as wire } from '../words';
import {
	credentialProperties,
	DEFAULT_BASE_URL,
	labelOf,
	SOURCES,
	type AccessTokenSource,
	type Source,
} from './fields';
import { words } from './words';

/** The decrypted credential `wechatMarketingCodeApi`: n8n's record, with the names of `fields.ts`. */
export type Credential = ICredentialDataDecryptedObject;

/** One that holds the token to use, or '' to log in. */
export interface SessionCredential extends Credential {
	sessionToken: string;
}

/** A field of the credential as text, trimmed as cells are; an app id folded as in the sheet; '' when it is absent. */
export function fieldOf(credential: Credential, name: string): string {
	const value = credential[name];
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	return /appId$/i.test(name) ? foldAppId(String(value)) : trimAll(String(value));
}

export const sourceOf = (credential: Credential): AccessTokenSource =>
	(fieldOf(credential, 'accessTokenSource') || 'appSecret') as AccessTokenSource;

/** What is told of the credential's source; undefined for one that this version does not know. */
function traitsOf(credential: Credential): Source | undefined {
	const source = sourceOf(credential);
	return Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined;
}

/** The base URL without a trailing slash; a relay's own path stays. */
export function baseUrlOf(credential: Credential): string {
	const url = fieldOf(credential, 'baseUrl') || DEFAULT_BASE_URL;
	return url.endsWith('/') ? trimEnd(url, '/') : url;
}

/** The app id whose codes are activated, as far as the credential names it; '' for a ready token. */
export const appIdOf = (credential: Credential): string =>
	fieldOf(credential, traitsOf(credential)?.appId ?? '');

/**
 * Whose token a stored token is: a short digest of what the login depends on. n8n keeps the token
 * when somebody edits the app id, and a token of another account must never be used.
 */
export const ownerOf = (credential: Credential): string =>
	digestOf([
		sourceOf(credential),
		baseUrlOf(credential),
		...(traitsOf(credential)?.owner ?? []).map((name) => fieldOf(credential, name)),
	]);

export const digestOf = (parts: readonly string[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);

/** The fields that hold an address. */
const URLS = ['baseUrl', 'tokenServiceUrl', 'componentTokenUrl'];
const SECRETS = credentialProperties.filter(({ typeOptions }) => typeOptions?.password);

/** Every secret that the credential holds, for redaction; what its addresses carry included. */
export const secretsOf = (credential: Credential): string[] =>
	[
		...SECRETS.map(({ name }) => fieldOf(credential, name)),
		...URLS.flatMap((name) => secretsInUrl(fieldOf(credential, name))),
	].filter((secret) => secret !== '');

/** Long parts of a path are secrets too: some services know their callers by them. */
const LONG_SEGMENT = 16;

/** What an address may hold that others must not see: user info, values of the query, long parts of the path. */
function secretsInUrl(text: string): string[] {
	if (!URL.canParse(text)) return [text];
	const url = new URL(text);
	const plain = [url.username, url.password, url.hash.slice(1), ...url.searchParams.values()];
	const segments = url.pathname.split('/').filter((part) => part.length >= LONG_SEGMENT);
	// Redaction knows the encoded forms of a secret by the plain one.
	return [...plain, ...segments].map(decoded);
}

/** What keeps the credential from working, as a sentence; undefined when nothing is missing. */
export function missingInCredential(credential: Credential): Sentence | undefined {
	const source = sourceOf(credential);
	const lacks = (name: string) => fieldOf(credential, name) === '';
	const needs = traitsOf(credential)?.needs;
	if (needs === undefined) return words.unknownSource(source);
	const missing: Part[] = needs.filter(lacks).map(labelOf);
	const componentToken = ['componentAccessToken', 'componentTokenUrl'];
	if (source === 'thirdPartyPlatform' && componentToken.every(lacks)) {
		missing.push(words.noComponentToken);
	}
	if (missing.length > 0) return words.lacks(missing);
	const wrong = URLS.find((name) => !lacks(name) && !isWebAddress(fieldOf(credential, name)));
	if (wrong !== undefined) return words.noWebAddress(labelOf(wrong), DEFAULT_BASE_URL);
	const surplus = lacks('baseUrl') ? undefined : surplusIn(fieldOf(credential, 'baseUrl'));
	return surplus && words.addressAlone(surplus, DEFAULT_BASE_URL);
}

/** Only the test looks at the package key: a run that downloads nothing does without. */
export function wrongKeyIn(credential: Credential): Sentence | undefined {
	const length = Buffer.byteLength(fieldOf(credential, 'codePackageKey'));
	return length === 0 || length === 16 ? undefined : words.wrongKeyLength(length);
}

const isWebAddress = (url: string): boolean =>
	/^https?:\/\/[^\s/\\]/i.test(url) && !/[\s\\]/.test(url) && URL.canParse(url);

/** WeChat's own paths, which the node adds itself. */
const OWN_PATHS = new Set(['cgi-bin', 'intp']);

/** What a base URL holds that would send app id and secret to a wrong place. */
function surplusIn(baseUrl: string): Sentence | undefined {
	const { username, password, pathname } = new URL(baseUrl);
	if (username !== '' || password !== '') return words.userInfo;
	if (baseUrl.includes('?')) return words.query;
	if (baseUrl.includes('#')) return words.fragment;
	const ownPath = pathname.split('/').find((segment) => OWN_PATHS.has(segment.toLowerCase()));
	return ownPath === undefined ? undefined : words.ownPath(ownPath);
}

/**
 * n8n's *Allowed HTTP Request Domains* of the credential, for every request that this package makes with
 * it: n8n itself looks at them in some of these places only. The rule is that of n8n's own token
 * exchanges (`getCredentialOwnRequestAllowedDomains` of n8n-workflow 2.41, which older ones do not
 * have): only *Specific Domains* binds, and an empty list allows nothing.
 *
 * @returns why the address must not be asked, for a person; undefined when it may be
 */
export function refusedByDomains(
	{ allowedHttpRequestDomains: mode, allowedDomains }: Credential,
	url: string,
): Sentence | undefined {
	if (mode !== 'domains') return undefined;
	const host = URL.canParse(url) ? bare(new URL(url).hostname) : '';
	const list = String(allowedDomains ?? '')
		.split(',')
		.map(bare)
		.filter((domain) => domain !== '' && domain !== '*.');
	const allowed = list.some((domain) =>
		domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain,
	);
	return allowed ? undefined : wire.refusedByDomains(host);
}

const bare = (domain: string): string => domain.trim().toLowerCase().replace(/\.$/, '');
