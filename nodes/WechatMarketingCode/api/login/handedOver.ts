import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import type { LoginError } from './loginError';

/*
 * n8n hands the very same object to preAuthentication and then to authenticate, and stores in between
 * what it was given and what came back (2.8 all of it). What a login has to tell itself therefore goes
 * along with the object, never in it.
 */

/** What a run asks for when it needs a new token. */
export interface RenewalRequest {
	/** Tokens that WeChat refused in this run. */
	readonly refusedTokens: readonly string[];
	/** False when this run, or any run within the last hour, has forced a new token already. */
	readonly mayForce: boolean;
}

const renewals = new WeakMap<object, RenewalRequest>();
const verdicts = new WeakMap<object, LoginError | 'good'>();

/** A run asks for a new token with this credential; without that a login is a test. */
export const requestRenewal = (
	credential: ICredentialDataDecryptedObject,
	request: RenewalRequest,
): void => void renewals.set(credential, request);

export const renewalOf = (credential: ICredentialDataDecryptedObject): RenewalRequest | undefined =>
	renewals.get(credential);

/** What a login with this credential came to; told after n8n stored what the login brought. */
export const leaveVerdict = (
	credential: ICredentialDataDecryptedObject,
	verdict: LoginError | undefined,
): void => void verdicts.set(credential, verdict ?? 'good');

/** Marks the request of the credential's test button; taken off before it is sent. */
export const TEST_MARK = 'x-wechat-marketing-code-test';

/**
 * The request as it may go out, when the login before it was good. A test always logs in: n8n runs
 * `preAuthentication` in a test only while no token is stored, so a test without a login is
 * answered like an expired token. n8n then logs in and asks again.
 *
 * @throws LoginError the verdict of the login, or an error with HTTP status 401, which n8n takes for an expired token
 */
export function passVerdict(
	options: IHttpRequestOptions,
	credential: ICredentialDataDecryptedObject,
): { options: IHttpRequestOptions; isTest: boolean } {
	const verdict = verdicts.get(credential);
	if (typeof verdict === 'object') throw verdict;
	const { [TEST_MARK]: mark, ...headers } = options.headers ?? {};
	if (mark === undefined) return { options, isTest: false };
	if (verdict === undefined) throw new LoginDue();
	return { options: { ...options, headers }, isTest: true };
}

class LoginDue extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The credential test logs in first.');
		this.name = 'LoginDue';
	}
}
