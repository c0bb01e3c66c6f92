import { refusalOf } from '../answer';
import { isoTime, time } from '../time';
import { loginWith, type Http } from './ask';
import { fieldOf, ownerOf, sourceOf, type Credential, type SessionCredential } from './credential';
import { issueToken, stableToken } from './issue';
import { loginFailed, type LoginError } from './loginError';
import { originOf, rotatedFields } from './refreshToken';
import { words } from './words';

/** Forcing kills the token that others may be using: once an hour over all runs and workers. */
const FORCE_INTERVAL_MS = 3_600_000;
/** Workers that meet the same dead token force at different moments within this time. */
const FORCE_SPREAD_MS = 3_000;

/** What a run asks for when it needs a new token. */
export interface RenewalRequest {
	/** Tokens that WeChat refused in this run. */
	readonly refusedTokens: readonly string[];
	/** This run has forced a new token already. */
	readonly hasForced?: boolean;
	/** The credential as it is stored by now. */
	readStored?(): Promise<Credential>;
}

/** What a login brought, and what is wrong with it all the same. What was brought is stored in any case. */
export interface Renewed {
	/** The fields of the credential to store; times are ISO 8601. */
	readonly stored: SessionCredential;
	readonly verdict?: LoginError;
}

/** True when nobody has forced a token within the last hour, as far as the credential remembers. */
function mayForceNow(credential: Credential): boolean {
	const ago = time.now() - Date.parse(fieldOf(credential, 'sessionForcedAt'));
	// A time further ahead than its own length was written by a clock that was wrong.
	return Number.isNaN(ago) || Math.abs(ago) >= FORCE_INTERVAL_MS;
}

/**
 * Gets a current token and returns the fields to store with the credential. Asks normally first, so
 * that all workers end up with the same token, and forces a new one only when the normal answer is the
 * very token that WeChat refused.
 */
export async function renewToken(
	credential: Credential,
	http: Http,
	{ refusedTokens, hasForced, readStored }: RenewalRequest,
): Promise<Renewed> {
	const login = loginWith(credential, http, refusedTokens);
	const wasRefused = ({ token }: { token: string }) => refusedTokens.includes(token);
	const mayForce = !hasForced && mayForceNow(credential) && sourceOf(credential) === 'appSecret';
	let issued = await issueToken(login);
	let forced: Record<string, string> = {};
	if (wasRefused(issued) && mayForce) {
		// Another worker may be about to force as well: the later of the two finds the new token.
		await time.sleep(time.random() * FORCE_SPREAD_MS);
		issued = await issueToken(login);
		if (wasRefused(issued)) {
			issued = await stableToken(login, { force: true });
			forced = { sessionForcedAt: isoTime(time.now()) };
		}
	}
	const now = await readStored?.().catch(() => undefined);
	const typedAnew = now !== undefined && originOf(now) !== originOf(credential);
	const edited = typedAnew || (now !== undefined && ownerOf(now) !== ownerOf(credential));
	const useless = wasRefused(issued);
	const stored = {
		// n8n 2.8 stores what it handed over as well: what somebody has saved in the meantime goes along.
		...(edited ? now : {}),
		sessionToken: useless ? '' : issued.token,
		sessionTokenOwner: ownerOf(credential),
		sessionTokenExpiresAt: expiryOf(issued.expiresIn),
		...forced,
		...rotatedFields(credential, issued.refreshToken, !typedAnew),
	};
	if (!useless) return { stored };
	const advice = words.sameTokenAgain(sourceOf(credential));
	const refusal = { ...refusalOf(40001, '', [], time.now()), advice };
	return { stored, verdict: loginFailed(credential, 'wechat', refusal) };
}

/** No token is asked for more often than this, whatever its source says of its life. */
const SHORTEST_SECONDS = 10;

/**
 * When to ask for the next token, ISO 8601, or '' when the source does not tell. Five minutes before
 * the end WeChat hands out the next token and both are valid; a token with less left is used for half
 * of what it has.
 */
function expiryOf(seconds: number | undefined): string {
	if (seconds === undefined) return '';
	const usable = seconds > 600 ? seconds - 300 : seconds / 2;
	return isoTime(time.now() + Math.max(SHORTEST_SECONDS, usable) * 1_000);
}
