import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isoTime, time } from '../time';
import { loginWith, refusedLogin, type Http, type Login } from './ask';
import { fieldOf, ownerOf, sourceOf } from './credential';
import type { RenewalRequest } from './handedOver';
import type { LoginError } from './loginError';
import { stableToken } from './stableToken';
import type { IssuedToken } from './tokenAnswer';
import { accountService, askTokenService } from './tokenService';
import { authorizerToken } from './thirdParty';
import { words } from './words';

/** The credential fields that a login fills in; times are ISO 8601. */
export type StoredToken = Record<string, string> & { sessionToken: string };

/** Forcing kills the token that others may be using: once an hour over all runs and workers. */
export const FORCE_INTERVAL_MS = 3_600_000;
/** Workers that meet the same dead token force at different moments within this time. */
const FORCE_SPREAD_MS = 3_000;

/** What a login brought, and what is wrong with it all the same. What was brought is stored in any case. */
export interface Renewed {
	readonly stored: StoredToken;
	readonly verdict?: LoginError;
}

/** True when nobody has forced a token within the last hour, as far as the credential remembers. */
export function mayForceNow(credential: ICredentialDataDecryptedObject): boolean {
	const ago = time.now() - Date.parse(fieldOf(credential, 'sessionForcedAt'));
	// A time further ahead than its own length was written by a clock that was wrong.
	return Number.isNaN(ago) || Math.abs(ago) >= FORCE_INTERVAL_MS;
}

/**
 * Gets a current token and returns the fields to store with the credential. Asks normally first, so
 * that all workers end up with the same token, and forces a new one only when the normal answer is the
 * very token that WeChat refused.
 *
 * @throws LoginError when nothing was obtained
 */
export async function renewToken(
	credential: ICredentialDataDecryptedObject,
	http: Http,
	{ refusedTokens, mayForce }: RenewalRequest,
): Promise<Renewed> {
	const login = loginWith(credential, http, refusedTokens);
	let issued = await issueToken(login);
	let forced: Record<string, string> = {};
	if (refusedTokens.includes(issued.token) && mayForce && sourceOf(credential) === 'appSecret') {
		// Another worker may be about to force as well: the later of the two finds the new token.
		await time.sleep(time.random() * FORCE_SPREAD_MS);
		issued = await issueToken(login);
		if (refusedTokens.includes(issued.token)) {
			issued = await stableToken(login, { force: true });
			forced = { sessionForcedAt: isoTime(time.now()) };
		}
	}
	const { token, refreshToken } = issued;
	const useless = refusedTokens.includes(token);
	const stored = {
		sessionToken: useless ? '' : token,
		sessionTokenOwner: ownerOf(credential),
		sessionTokenExpiresAt: expiryOf(issued),
		...forced,
		...(refreshToken === undefined ? {} : { authorizerRefreshToken: refreshToken }),
	};
	return { stored, verdict: useless ? sameTokenAgain(login) : undefined };
}

async function issueToken(login: Login): Promise<IssuedToken> {
	switch (sourceOf(login.credential)) {
		case 'accessToken':
			return { token: fieldOf(login.credential, 'accessToken') };
		case 'tokenService':
			return await askTokenService(login, accountService);
		case 'thirdPartyPlatform':
			return await authorizerToken(login);
		default:
			return await stableToken(login);
	}
}

/** No token is asked for more often than this, whatever its source says of its life. */
const SHORTEST_SECONDS = 10;

/**
 * When to ask for the next token, ISO 8601, or '' when the source does not tell. Five minutes before
 * the end WeChat hands out the next token and both are valid; a token with less left is used for half
 * of what it has.
 */
function expiryOf({ expiresIn }: IssuedToken): string {
	if (expiresIn === undefined) return '';
	const usableSeconds = expiresIn > 600 ? expiresIn - 300 : expiresIn / 2;
	return isoTime(time.now() + Math.max(SHORTEST_SECONDS, usableSeconds) * 1_000);
}

function sameTokenAgain(login: Login): LoginError {
	return refusedLogin(
		{
			kind: 'refused',
			errcode: 40001,
			errmsg: '',
			rid: null,
			time: isoTime(time.now()),
			by: 'login',
			advice: words.sameTokenAgain(sourceOf(login.credential)),
		},
		login,
	);
}
