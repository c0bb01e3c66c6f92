import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { DEFAULT_BASE_URL, fieldOf, sourceOf, type AccessTokenSource } from './credential';

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
	if (!(source in REQUIRED))
		return `The credential has an unknown access token source "${source}".`;
	const missing = Object.entries(REQUIRED[source])
		.filter(([name]) => fieldOf(credential, name) === '')
		.map(([, label]) => label);
	if (source === 'thirdPartyPlatform' && !hasComponentToken(credential)) {
		missing.push('Component Access Token or Component Token URL');
	}
	if (missing.length > 0) return `The credential lacks: ${missing.join(', ')}.`;
	return wrongUrl(credential);
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
		if (url !== '' && !/^https?:\/\/[^\s/]/i.test(url)) {
			return `The ${label} in the credential is not a web address. It looks like ${DEFAULT_BASE_URL}.`;
		}
	}
	return undefined;
}
