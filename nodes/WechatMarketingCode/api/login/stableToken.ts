import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ask, tokenAnswer, type Http } from './ask';
import { baseUrlOf, fieldOf } from './credential';

/** A token as a source hands it out. */
export interface IssuedToken {
	readonly token: string;
	/** Seconds that it is valid; undefined when the source does not tell. */
	readonly expiresIn?: number;
	/** Third-party platform only: the refresh token to use next time. */
	readonly refreshToken?: string;
}

/** What 40001 means when it comes from stable_token itself. */
const WRONG_APP_PASSWORD =
	'The app secret is wrong. Copy the app secret (AppSecret) of the service account again from the WeChat console into the credential.';

/**
 * POST /cgi-bin/stable_token: in normal mode WeChat hands the same token to every caller until it is
 * about to expire; `force` makes a new one and kills the old (20 a day, 30 s apart).
 * Source: docs/wechat-api.md, "Access tokens".
 *
 * @throws LoginError
 */
export async function stableToken(
	credential: ICredentialDataDecryptedObject,
	http: Http,
	{ force = false } = {},
): Promise<IssuedToken> {
	const response = await ask(
		http,
		{
			method: 'POST',
			url: `${baseUrlOf(credential)}/cgi-bin/stable_token`,
			headers: { 'content-type': 'application/json' },
			body: {
				grant_type: 'client_credential',
				appid: fieldOf(credential, 'appId'),
				secret: fieldOf(credential, 'appSecret'),
				force_refresh: force,
			},
		},
		credential,
	);
	const { body } = tokenAnswer(response, 'access_token', credential, { 40001: WRONG_APP_PASSWORD });
	return { token: String(body.access_token), expiresIn: Number(body.expires_in) || undefined };
}
