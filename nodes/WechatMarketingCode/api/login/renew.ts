import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isoTime, time } from '../time';
import { refusedLogin, type Http } from './ask';
import { fieldOf, ownerOf, sourceOf } from './credential';
import { stableToken, type IssuedToken } from './stableToken';
import { accountService, askTokenService } from './tokenService';
import { authorizerToken } from './thirdParty';

/** What a run adds to the credential when it asks for a new token. Never stored. */
export interface RenewalRequest {
	/** Tokens that WeChat refused in this run. */
	refusedTokens: string[];
	/** False when this run, or any run within the last hour, has forced a new token already. */
	mayForce: boolean;
}

/** The credential fields that a login fills in; times are ISO 8601. */
export type StoredToken = Record<string, string> & { sessionToken: string };

/** Forcing kills the token that others may be using: once an hour over all runs and workers. */
export const FORCE_INTERVAL_MS = 3_600_000;
/** Workers that meet the same dead token force at different moments within this time. */
const FORCE_SPREAD_MS = 3_000;

/**
 * Gets a current token and returns the fields to store with the credential. Asks normally first, so
 * that all workers end up with the same token, and forces a new one only when the normal answer is the
 * very token that WeChat refused.
 *
 * @throws LoginError
 */
export async function renewToken(
	credential: ICredentialDataDecryptedObject,
	http: Http,
	{ refusedTokens, mayForce }: RenewalRequest,
): Promise<StoredToken> {
	let issued = await issueToken(credential, http);
	let forced: Record<string, string> = {};
	if (refusedTokens.includes(issued.token) && mayForce && sourceOf(credential) === 'appSecret') {
		// Another worker may be about to force as well: the later of the two finds the new token.
		await time.sleep(time.random() * FORCE_SPREAD_MS);
		issued = await issueToken(credential, http);
		if (refusedTokens.includes(issued.token)) {
			issued = await stableToken(credential, http, { force: true });
			forced = { sessionForcedAt: isoTime(time.now()) };
		}
	}
	if (refusedTokens.includes(issued.token)) throw sameTokenAgain(credential);
	return {
		sessionToken: issued.token,
		sessionTokenOwner: ownerOf(credential),
		sessionTokenExpiresAt: expiryOf(issued),
		...forced,
		...(issued.refreshToken === undefined ? {} : { authorizerRefreshToken: issued.refreshToken }),
	};
}

async function issueToken(
	credential: ICredentialDataDecryptedObject,
	http: Http,
): Promise<IssuedToken> {
	switch (sourceOf(credential)) {
		case 'accessToken':
			return { token: fieldOf(credential, 'accessToken') };
		case 'tokenService':
			return await askTokenService(credential, http, accountService);
		case 'thirdPartyPlatform':
			return await authorizerToken(credential, http);
		default:
			return await stableToken(credential, http);
	}
}

/**
 * When to ask for the next token, ISO 8601, or '' when the source does not tell. Five minutes before
 * the end WeChat hands out the next token and both are valid; a token with less left is used for half
 * of what it has.
 */
function expiryOf({ expiresIn }: IssuedToken): string {
	if (expiresIn === undefined) return '';
	const usableSeconds = expiresIn > 600 ? expiresIn - 300 : expiresIn / 2;
	return isoTime(time.now() + usableSeconds * 1_000);
}

const SAME_TOKEN_ADVICE: Record<string, string> = {
	accessToken:
		'WeChat refused the access token in the credential. Paste a current one, or let the node fetch tokens itself with the source "App ID and App Secret".',
	tokenService:
		'The token service keeps handing out a token that WeChat refuses. Check that the service renews its token, and that nobody else renews it behind its back.',
};

function sameTokenAgain(credential: ICredentialDataDecryptedObject) {
	const advice =
		SAME_TOKEN_ADVICE[sourceOf(credential)] ??
		'WeChat keeps handing out a token that it then refuses. Wait an hour, check that the app id in the credential is the service account, and that no other system resets its token.';
	return refusedLogin(
		{
			kind: 'refused',
			errcode: 40001,
			errmsg: '',
			rid: null,
			time: isoTime(time.now()),
			by: 'login',
			advice,
		},
		credential,
	);
}
