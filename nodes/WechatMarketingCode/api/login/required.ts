import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { DEFAULT_BASE_URL, fieldOf, sourceOf, type AccessTokenSource } from './credential';
import { words } from './words';

/** The fields that a source cannot do without, with the names a person sees. */
const REQUIRED: Record<AccessTokenSource, Readonly<Record<string, string>>> = {
	appSecret: { appId: 'App ID', appSecret: 'App Secret' },
	accessToken: { accessToken: 'Access Token' },
	tokenService: { tokenServiceUrl: 'Token Service URL' },
	thirdPartyPlatform: {
		componentAppId: 'Component App ID',
		authorizerAppId: 'Authorizer App ID',
		authorizerRefreshToken: 'Authorizer Refresh Token',
	},
};

/** What keeps the credential from working, as a sentence; undefined when nothing is missing. */
export function missingInCredential(
	credential: ICredentialDataDecryptedObject,
): string | undefined {
	const source = sourceOf(credential);
	if (!Object.hasOwn(REQUIRED, source)) return words.unknownSource(source);
	const missing = Object.entries(REQUIRED[source])
		.filter(([name]) => fieldOf(credential, name) === '')
		.map(([, label]) => label);
	if (source === 'thirdPartyPlatform' && !hasComponentToken(credential)) {
		missing.push(words.noComponentToken);
	}
	if (missing.length > 0) return words.lacks(missing);
	return wrongUrl(credential) ?? notAlone(fieldOf(credential, 'baseUrl'));
}

const hasComponentToken = (credential: ICredentialDataDecryptedObject): boolean =>
	['componentAccessToken', 'componentTokenUrl'].some((name) => fieldOf(credential, name) !== '');

function wrongUrl(credential: ICredentialDataDecryptedObject): string | undefined {
	const urls = {
		baseUrl: 'Base URL',
		tokenServiceUrl: 'Token Service URL',
		componentTokenUrl: 'Component Token URL',
	};
	for (const [name, label] of Object.entries(urls)) {
		const url = fieldOf(credential, name);
		if (url !== '' && !isWebAddress(url)) return words.noWebAddress(label, DEFAULT_BASE_URL);
	}
	return undefined;
}

const isWebAddress = (url: string): boolean =>
	/^https?:\/\/[^\s/\\]/i.test(url) && !/[\s\\]/.test(url) && URL.canParse(url);

/** WeChat's own paths, which the node adds itself. */
const OWN_PATHS = new Set(['cgi-bin', 'intp']);

/** What a base URL holds that would send app id and secret to a wrong place. */
function notAlone(baseUrl: string): string | undefined {
	if (baseUrl === '') return undefined;
	const { username, password, pathname } = new URL(baseUrl);
	const ownPath = pathname.split('/').find((segment) => OWN_PATHS.has(segment.toLowerCase()));
	if (username !== '' || password !== '') return wrong(words.userInfo);
	if (baseUrl.includes('?')) return wrong(words.query);
	if (baseUrl.includes('#')) return wrong(words.fragment);
	return ownPath === undefined ? undefined : wrong(words.ownPath(ownPath));
}

const wrong = (what: string): string => words.addressAlone(what, DEFAULT_BASE_URL);
