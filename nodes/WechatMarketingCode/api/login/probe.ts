import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { judge, type Refusal, type Silence } from '../answer';
import { endpoints } from '../endpoints';
import { effectOf } from '../errcodes';
import { time } from '../time';
import { ask, refusedLogin, silentLogin, type Http } from './ask';
import { baseUrlOf, fieldOf, secretsOf, sourceOf } from './credential';
import { LoginError } from './loginError';
import { missingInCredential } from './required';
import { FORCE_INTERVAL_MS, renewToken, type StoredToken } from './renew';

/** Answers of the probe that only a healthy account can get: no such application, or somebody else's, not active, bad value. */
const HEALTHY = new Set([80300, 80301, 80304, 40097]);

/** The harmless question: the state of code 0 of an application that is not ours. */
export const PROBE_BODY = { application_id: 1, code_index: 0 };

/**
 * The credential's test: logs in, asks one harmless question, and returns the fields to store. Red for
 * everything that would make a run fail, in the same words.
 *
 * @throws LoginError
 */
export async function testLogin(
	credential: ICredentialDataDecryptedObject,
	http: Http,
): Promise<StoredToken> {
	const missing = missingInCredential(credential) ?? wrongPackageKey(credential);
	if (missing !== undefined)
		throw new LoginError(missing, silentLogin({ problem: missing }).loginAnswer);
	const renewed = await renewToken(credential, http, { refusedTokens: [], mayForce: false });
	const verdict = await probe({ ...credential, ...renewed }, http);
	if (verdict === undefined) return renewed;
	// A run would ask once more, and force if WeChat hands out the very token it refused.
	if (verdict.kind !== 'refused' || effectOf(verdict.errcode) !== 'token')
		throw red(verdict, credential);
	const again = await renewToken(credential, http, {
		refusedTokens: [renewed.sessionToken],
		mayForce: mayForceNow(credential),
	});
	const second = await probe({ ...credential, ...again }, http);
	if (second !== undefined) throw red(second, credential);
	return again;
}

/** True when nobody has forced a token within the last hour, as far as the credential remembers. */
export function mayForceNow(credential: ICredentialDataDecryptedObject): boolean {
	const forcedAt = Date.parse(fieldOf(credential, 'sessionForcedAt'));
	return Number.isNaN(forcedAt) || time.now() - forcedAt >= FORCE_INTERVAL_MS;
}

async function probe(
	credential: ICredentialDataDecryptedObject,
	http: Http,
): Promise<Refusal | Silence | undefined> {
	const { path, carries } = endpoints.codeactivequery;
	const response = await ask(
		http,
		{
			method: 'POST',
			url: `${baseUrlOf(credential)}${path}`,
			qs: { access_token: fieldOf(credential, 'sessionToken') },
			headers: { 'content-type': 'application/json' },
			body: { ...PROBE_BODY },
		},
		credential,
	);
	const secrets = () => secretsOf(credential);
	const answer = judge(response, { carries, secrets, now: time.now() });
	if (answer.kind === 'success') return undefined;
	return answer.kind === 'refused' && HEALTHY.has(answer.errcode) ? undefined : answer;
}

function red(verdict: Refusal | Silence, credential: ICredentialDataDecryptedObject): LoginError {
	if (verdict.kind === 'silence') return silentLogin(verdict);
	const readyToken =
		sourceOf(credential) === 'accessToken' && effectOf(verdict.errcode) === 'token';
	const advice = readyToken
		? 'WeChat refused the access token in the credential. Paste a current one.'
		: undefined;
	return refusedLogin({ ...verdict, advice }, credential);
}

function wrongPackageKey(credential: ICredentialDataDecryptedObject): string | undefined {
	const length = Buffer.byteLength(fieldOf(credential, 'codePackageKey'));
	if (length === 0 || length === 16) return undefined;
	return `The Code Package Key in the credential has ${length} characters; WeChat's has 16. Copy it again, without spaces or line breaks.`;
}
