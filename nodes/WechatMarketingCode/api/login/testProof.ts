import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { time } from '../time';
import { ownerOf } from './credential';

/** Marks the request of the credential's test button; taken off before it is sent. */
export const TEST_MARK = 'x-wechat-marketing-code-test';

/** The request of a test follows its login at once. */
const PROOF_MS = 10_000;

/** When a login was last proved good in this process, by whose credential; used up by one test. */
const proofs = new Map<string, number>();

/** A test login succeeded for this credential. */
export const prove = (credential: ICredentialDataDecryptedObject): void => {
	proofs.set(ownerOf(credential), time.now());
};

/**
 * Takes the mark off a request of the test button. n8n runs `preAuthentication` in a test only while
 * no token is stored, so a test without a fresh login is answered like an expired token: n8n then
 * logs in, which is where the verdict is made, and asks again.
 *
 * @throws an error with HTTP status 401, which n8n takes for an expired token
 */
export function withoutMark(
	options: IHttpRequestOptions,
	credential: ICredentialDataDecryptedObject,
): IHttpRequestOptions {
	const { [TEST_MARK]: mark, ...headers } = options.headers ?? {};
	if (mark === undefined) return options;
	const owner = ownerOf(credential);
	const provedAt = proofs.get(owner);
	proofs.delete(owner);
	if (provedAt === undefined || time.now() - provedAt > PROOF_MS) throw new LoginDue();
	return { ...options, headers };
}

class LoginDue extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The credential test logs in first.');
		this.name = 'LoginDue';
	}
}
