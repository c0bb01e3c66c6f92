import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { judge, unsent, type Refusal, type Silence } from '../answer';
import { endpoints } from '../endpoints';
import { effectOf } from '../errcodes';
import { withText } from '../reading';
import { time } from '../time';
import { ask, loginWith, post, type Http } from './ask';
import {
	baseUrlOf,
	fieldOf,
	missingInCredential,
	secretsOf,
	sourceOf,
	wrongKeyIn,
	type Credential,
} from './credential';
import { EXPRESSIONS } from './fields';
import { LoginError, loginErrorOf, loginFailed } from './loginError';
import { renewToken, type Renewed, type RenewalRequest } from './renew';
import { asTyped } from './typed';

/*
 * n8n hands the very same object to preAuthentication and then to authenticate, and stores in between
 * what it was given and what came back (2.8 all of it). What a login has to tell itself therefore goes
 * along with the object, never in it.
 */

/** A run asks for a new token with this credential; without that a login is a test. */
export const renewals = new WeakMap<Credential, RenewalRequest>();

/** What a login with this credential came to; told after n8n stored what the login brought. */
const verdicts = new WeakMap<Credential, LoginError | 'good'>();

/** The credential as a login left it; the object itself holds expressions again where somebody typed one. */
export const leftBy = new WeakMap<Credential, Credential>();

/** Marks the request of the credential's test button; taken off before it is sent. */
export const TEST_MARK = 'x-wechat-marketing-code-test';

/** Milliseconds for a login in all, whoever waits for it. */
const LOGIN_MS = 30_000;
const LATE = Object.assign(new Error('late'), { code: 'ETIMEDOUT' });

/**
 * Logs in within its time, and tests whether a run would work when no run asks. What was obtained before the
 * time is over is not lost: it returns what to store, and throws only when nothing was obtained, for n8n stores
 * nothing then. Any other verdict is told when the request goes out.
 */
export async function logIn(credential: Credential, http: Http): Promise<IDataObject> {
	const renewal = renewals.get(credential);
	const missing = missingInCredential(credential);
	const problem = missing ?? (renewal === undefined ? wrongKeyIn(credential) : undefined);
	if (problem !== undefined) throw new LoginError(unsent(problem, 'now'));
	const deadline = time.deadline(LOGIN_MS);
	const inTime: Http = async (options) => {
		const answer = http({ ...options, timeout: 0, abortSignal: deadline.signal }).then(withText);
		return await answer.catch(
			async (error: unknown) => await Promise.reject<unknown>(deadline.isOver ? LATE : error),
		);
	};
	try {
		const { stored, verdict = 'good' } =
			renewal === undefined
				? await testLogin(credential, inTime)
				: await renewToken(credential, inTime, renewal);
		verdicts.set(credential, verdict);
		const left = { ...credential, ...stored };
		leftBy.set(credential, left);
		return { ...stored, ...asTyped(left, EXPRESSIONS) };
	} finally {
		deadline.end();
		// Of an answer that was too long nobody waits for the rest.
		deadline.cut();
	}
}

/**
 * The request as it may go out, with the token in the query, when the login before it was good. A test always
 * logs in: n8n runs `preAuthentication` in a test only while no token is stored, so a test without a login is
 * answered like an expired token (HTTP 401). n8n then logs in and asks again.
 *
 * @throws LoginError the verdict of the login, or an error that n8n takes for an expired token
 */
export function withToken(
	credential: Credential,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const verdict = verdicts.get(credential);
	if (typeof verdict === 'object') throw verdict;
	const { [TEST_MARK]: mark, ...headers } = options.headers ?? {};
	const isTest = mark !== undefined;
	if (isTest && verdict === undefined) {
		const message = 'The credential test logs in first.';
		throw Object.assign(new Error(message), { response: { status: 401 } });
	}
	const known = leftBy.get(credential) ?? credential;
	const isReady = verdict === undefined && sourceOf(known) === 'accessToken';
	const token = fieldOf(known, isReady ? 'accessToken' : 'sessionToken');
	const sent = { ...options, qs: { ...options.qs, access_token: token } };
	// The verdict is made: neither a blank behind the address nor an HTTP status may change it.
	return isTest
		? { ...sent, headers, baseURL: baseUrlOf(known), ignoreHttpStatusErrors: true }
		: sent;
}

/**
 * Answers of the probe that only a healthy account can get, since they speak of the code that was asked for: no such
 * application, or somebody else's, no such code, not active, not generated, bad value. Which one WeChat gives is not known.
 */
const HEALTHY = new Set([80300, 80301, 80303, 80304, 80306, 80308, 80310, 40097]);

/** The harmless question: the state of code 0 of an application that is not ours. */
export const PROBE_BODY = { application_id: 1, code_index: 0 };

/**
 * The credential's test: logs in, asks one harmless question, and returns the fields to store with the
 * verdict. Red for everything that would make a run fail, in the same words. What a login brought is
 * stored whatever the verdict is: a rotated refresh token must not be lost.
 */
async function testLogin(credential: Credential, http: Http): Promise<Renewed> {
	let { stored } = await renewToken(credential, http, { refusedTokens: [] });
	try {
		// What the login replaced is a secret still.
		const known = secretsOf(credential);
		let answer = await probe({ ...credential, ...stored }, http, known);
		if (answer?.kind === 'refused' && effectOf(answer.errcode) === 'token') {
			// A run would ask once more, and force if WeChat hands out the very token it refused.
			const again = await renewToken({ ...credential, ...stored }, http, {
				refusedTokens: [stored.sessionToken],
			});
			stored = { ...stored, ...again.stored };
			if (again.verdict !== undefined) return { stored, verdict: again.verdict };
			answer = await probe({ ...credential, ...stored }, http, known);
		}
		return { stored, verdict: answer && loginFailed(credential, 'wechat', answer) };
	} catch (error) {
		return { stored, verdict: loginErrorOf(error) };
	}
}

/** @returns undefined when the account is healthy */
async function probe(
	credential: Credential,
	http: Http,
	known: readonly string[],
): Promise<Refusal | Silence | undefined> {
	const login = loginWith(credential, http, known);
	const { path, carries } = endpoints.codeactivequery;
	const token = { access_token: fieldOf(credential, 'sessionToken') };
	const response = await ask(login, 'wechat', post(login, path, { ...PROBE_BODY }, token));
	const secrets = () => [...login.secrets];
	const answer = judge(response, { carries, secrets, now: time.now() });
	if (answer.kind === 'success') return undefined;
	return answer.kind === 'refused' && HEALTHY.has(answer.errcode) ? undefined : answer;
}
