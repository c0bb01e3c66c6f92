import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { DEFAULT_PLATFORM } from '../simulator';
import { APP_ID, type World } from './world';

export const sources = ['appSecret', 'accessToken', 'tokenService', 'thirdPartyPlatform'] as const;

const { componentAppId, authorizers } = DEFAULT_PLATFORM;

/** The refresh token that the platform was authorised with. */
export const FIRST_REFRESH_TOKEN = authorizers[0].refreshToken;

/** The refresh token that WeChat would take now. */
export const currentRefreshToken = ({ simulator }: World): string | undefined =>
	simulator.platforms.refreshToken(componentAppId, authorizers[0].appId);

/** A healthy credential of each source. */
export function credentialOf(
	{ simulator, store }: World,
	source: (typeof sources)[number],
): ICredentialDataDecryptedObject {
	const common = { accessTokenSource: source, baseUrl: simulator.url, sessionToken: '' };
	switch (source) {
		case 'appSecret':
			return { ...store.data };
		case 'accessToken':
			return { ...common, accessToken: simulator.tokens.issueToken(APP_ID) };
		case 'tokenService':
			return { ...common, tokenServiceUrl: `${simulator.url}/token-service` };
		case 'thirdPartyPlatform':
			return {
				...common,
				componentAppId,
				componentTokenUrl: `${simulator.url}/component-token-service`,
				authorizerAppId: authorizers[0].appId,
				authorizerRefreshToken: FIRST_REFRESH_TOKEN,
			};
	}
}
