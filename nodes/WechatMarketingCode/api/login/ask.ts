import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { judge, type Refusal, type Silence, type Success, type WireResponse } from '../answer';
import { explain } from '../errcodes';
import { classifyFailure } from '../network';
import { time } from '../time';
import { appIdOf, secretsOf } from './credential';
import { LoginError } from './loginError';

/** n8n's `helpers.httpRequest`, which is all that a credential gets. */
export type Http = (options: IHttpRequestOptions) => Promise<unknown>;

/** Long enough for a slow proxy, short enough that the credential's test button answers. */
const TIMEOUT_MS = 15_000;

/** Sends one request of a login and returns what came back; a network failure becomes a LoginError. */
export async function ask(
	http: Http,
	options: IHttpRequestOptions,
	credential: ICredentialDataDecryptedObject,
): Promise<WireResponse> {
	let response: unknown;
	try {
		response = await http({
			...options,
			timeout: TIMEOUT_MS,
			encoding: 'text',
			json: false,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
	} catch (error) {
		throw silentLogin(classifyFailure(error, secretsOf(credential)));
	}
	return toWireResponse(response);
}

/** n8n's full response as a WireResponse; the body is text because `encoding: 'text'` was asked for. */
export function toWireResponse(response: unknown): WireResponse {
	const { statusCode, headers, body } = response as {
		statusCode?: number;
		headers?: Record<string, unknown>;
		body?: unknown;
	};
	return {
		status: statusCode ?? 0,
		contentType: String(headers?.['content-type'] ?? ''),
		text: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	};
}

/** Judges the answer of one of WeChat's token endpoints; throws a LoginError unless it is a success. */
export function tokenAnswer(
	response: WireResponse,
	carries: string,
	credential: ICredentialDataDecryptedObject,
	advice: Record<number, string> = {},
): Success {
	const secrets = () => secretsOf(credential);
	const answer = judge(response, { carries: [carries], secrets, now: time.now() });
	if (answer.kind === 'silence') throw silentLogin(answer);
	if (answer.kind === 'success') return answer;
	throw refusedLogin({ ...answer, advice: advice[answer.errcode] }, credential);
}

/** A LoginError for a refusal, in the words of the errcode table unless the refusal brings its own. */
export function refusedLogin(
	refusal: Refusal,
	credential: ICredentialDataDecryptedObject,
): LoginError {
	const { errcode, errmsg, rid } = refusal;
	const sentence = refusal.advice ?? explain(errcode, { appId: appIdOf(credential), errmsg });
	const trace = rid === null ? `errcode ${errcode}` : `errcode ${errcode}, rid ${rid}`;
	return new LoginError(`${sentence} (${trace})`, { ...refusal, advice: sentence, by: 'login' });
}

/** A LoginError for an answer that never came or was no answer of WeChat's. The call itself was not sent. */
export function silentLogin({ problem }: Pick<Silence, 'problem'>): LoginError {
	const sentence = `The login at WeChat got no answer. ${problem}. Check the base URL and the network of this n8n (proxy, firewall)`;
	return new LoginError(`${sentence}.`, { kind: 'silence', sent: false, problem: sentence });
}
