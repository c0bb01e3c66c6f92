import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ask, tokenAnswer, type Http } from './ask';
import { baseUrlOf, fieldOf } from './credential';
import type { IssuedToken } from './stableToken';
import { askTokenService, componentService } from './tokenService';

const COMPONENT_TOKEN_REFUSED =
	"WeChat refused the platform's component access token. A pasted one lives two hours: paste a new one, or give the URL of a service that hands out the current one.";
const ADVICE = {
	40001: COMPONENT_TOKEN_REFUSED,
	40014: COMPONENT_TOKEN_REFUSED,
	41001: COMPONENT_TOKEN_REFUSED,
	42001: COMPONENT_TOKEN_REFUSED,
};

/**
 * POST /cgi-bin/component/api_authorizer_token: the token of an account that authorised a third-party
 * platform (第三方平台). WeChat may hand out a new refresh token, which then replaces the old one.
 * The component token goes under both names that WeChat's pages give.
 *
 * @throws LoginError
 */
export async function authorizerToken(
	credential: ICredentialDataDecryptedObject,
	http: Http,
): Promise<IssuedToken> {
	const component = await componentToken(credential, http);
	// From here on the fetched token is a secret like the pasted one.
	const guarded = { ...credential, componentAccessToken: component };
	const response = await ask(
		http,
		{
			method: 'POST',
			url: `${baseUrlOf(credential)}/cgi-bin/component/api_authorizer_token`,
			qs: { access_token: component, component_access_token: component },
			headers: { 'content-type': 'application/json' },
			body: {
				component_appid: fieldOf(credential, 'componentAppId'),
				authorizer_appid: fieldOf(credential, 'authorizerAppId'),
				authorizer_refresh_token: fieldOf(credential, 'authorizerRefreshToken'),
			},
		},
		guarded,
	);
	const { body } = tokenAnswer(response, 'authorizer_access_token', guarded, ADVICE);
	return {
		token: String(body.authorizer_access_token),
		expiresIn: Number(body.expires_in) || undefined,
		refreshToken:
			typeof body.authorizer_refresh_token === 'string' ? body.authorizer_refresh_token : undefined,
	};
}

async function componentToken(
	credential: ICredentialDataDecryptedObject,
	http: Http,
): Promise<string> {
	if (fieldOf(credential, 'componentTokenUrl') === '') {
		return fieldOf(credential, 'componentAccessToken');
	}
	return (await askTokenService(credential, http, componentService)).token;
}
