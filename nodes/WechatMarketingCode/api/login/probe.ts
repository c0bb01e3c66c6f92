import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { judge, type Refusal, type Silence } from '../answer';
import { endpoints } from '../endpoints';
import { effectOf } from '../errcodes';
import { time } from '../time';
import { ask, loginWith, refusedLogin, silentLogin, type Http } from './ask';
import { baseUrlOf, fieldOf, secretsOf, sourceOf } from './credential';
import { LoginError, loginErrorOf } from './loginError';
import { mayForceNow, renewToken, type Renewed } from './renew';
import { missingInCredential } from './required';
import { words } from './words';

/** Answers of the probe that only a healthy account can get: no such application, or somebody else's, not active, bad value. */
const HEALTHY = new Set([80300, 80301, 80304, 40097]);

/** The harmless question: the state of code 0 of an application that is not ours. */
export const PROBE_BODY = { application_id: 1, code_index: 0 };

/**
 * The credential's test: logs in, asks one harmless question, and returns the fields to store with the
 * verdict. Red for everything that would make a run fail, in the same words. What a login brought is
 * stored whatever the verdict is: a rotated refresh token must not be lost.
 *
 * @throws LoginError when nothing was obtained
 */
export async function testLogin(
	credential: ICredentialDataDecryptedObject,
	http: Http,
): Promise<Renewed> {
	const wrongKey = wrongPackageKey(credential);
	if (wrongKey !== undefined) throw incomplete(wrongKey);
	let { stored } = await renewToken(credential, http, { refusedTokens: [], mayForce: false });
	try {
		const renewed = { ...credential, ...stored };
		// What the login replaced is a secret still.
		const old = secretsOf(credential);
		const answer = await probe(renewed, http, old);
		if (!isDeadToken(answer)) return { stored, verdict: answer && red(answer, renewed) };
		// A run would ask once more, and force if WeChat hands out the very token it refused.
		const again = await renewToken(renewed, http, {
			refusedTokens: [stored.sessionToken],
			mayForce: mayForceNow(credential),
		});
		stored = { ...stored, ...again.stored };
		if (again.verdict !== undefined) return { stored, verdict: again.verdict };
		const second = await probe({ ...renewed, ...stored }, http, old);
		return { stored, verdict: second && red(second, renewed) };
	} catch (error) {
		return { stored, verdict: loginErrorOf(error) };
	}
}

const isDeadToken = (answer: Refusal | Silence | undefined): boolean =>
	answer?.kind === 'refused' && effectOf(answer.errcode) === 'token';

/** @throws LoginError before anything is sent with a credential that cannot work */
export function insistOnComplete(credential: ICredentialDataDecryptedObject): void {
	const missing = missingInCredential(credential);
	if (missing !== undefined) throw incomplete(missing);
}

const incomplete = (problem: string): LoginError =>
	new LoginError(problem, { kind: 'silence', sent: false, problem, hopeless: 'now' });

/**
 * @returns undefined when the account is healthy
 * @throws LoginError when nothing came
 */
async function probe(
	credential: ICredentialDataDecryptedObject,
	http: Http,
	known: readonly string[],
): Promise<Refusal | Silence | undefined> {
	const login = loginWith(credential, http, known);
	const { path, carries } = endpoints.codeactivequery;
	const response = await ask(login, 'wechat', {
		method: 'POST',
		url: `${baseUrlOf(credential)}${path}`,
		qs: { access_token: fieldOf(credential, 'sessionToken') },
		headers: { 'content-type': 'application/json' },
		body: { ...PROBE_BODY },
	});
	const secrets = () => [...login.secrets];
	const answer = judge(response, { carries, secrets, now: time.now() });
	if (answer.kind === 'success') return undefined;
	return answer.kind === 'refused' && HEALTHY.has(answer.errcode) ? undefined : answer;
}

function red(verdict: Refusal | Silence, credential: ICredentialDataDecryptedObject): LoginError {
	if (verdict.kind === 'silence') return silentLogin('wechat', verdict);
	const readyToken =
		sourceOf(credential) === 'accessToken' && effectOf(verdict.errcode) === 'token';
	const advice = readyToken ? words.readyTokenRefused : undefined;
	return refusedLogin({ ...verdict, advice }, { credential });
}

function wrongPackageKey(credential: ICredentialDataDecryptedObject): string | undefined {
	const length = Buffer.byteLength(fieldOf(credential, 'codePackageKey'));
	return length === 0 || length === 16 ? undefined : words.wrongKeyLength(length);
}
