import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Refusal, Silence, WireResponse } from '../answer';
import { explain } from '../errcodes';
import { refusedByDomains } from '../mayReach';
import { classifyFailure } from '../network';
import { time } from '../time';
import { appIdOf, secretsOf } from './credential';
import { LoginError } from './loginError';
import { words, type Asked } from './words';

/** n8n's `helpers.httpRequest`, which is all that a credential gets. */
export type Http = (options: IHttpRequestOptions) => Promise<unknown>;

/** One login: with what, over what, and every secret that it has come to know. */
export interface Login {
	readonly credential: ICredentialDataDecryptedObject;
	readonly http: Http;
	readonly secrets: Set<string>;
}

/** @param refused tokens that WeChat refused: an answer may throw them back */
export const loginWith = (
	credential: ICredentialDataDecryptedObject,
	http: Http,
	refused: readonly string[] = [],
): Login => ({ credential, http, secrets: new Set([...secretsOf(credential), ...refused]) });

/** Milliseconds for a login in all, whoever waits for it. */
const LOGIN_MS = 30_000;

/** Does a login within its time. What was obtained before that is over is not lost: the work decides. */
export async function withinLogin<T>(http: Http, work: (http: Http) => Promise<T>): Promise<T> {
	const { signal, end } = time.deadline(LOGIN_MS);
	try {
		return await work(async (options) => {
			const request = http({ ...options, timeout: 0, abortSignal: signal });
			return await request.catch(
				async (error: unknown) => await Promise.reject<unknown>(signal.aborted ? LATE : error),
			);
		});
	} finally {
		end();
	}
}

const LATE = Object.assign(new Error('late'), { code: 'ETIMEDOUT' });

/** Sends one request of a login and returns what came back; a network failure becomes a LoginError. */
export async function ask(
	{ credential, http, secrets }: Login,
	asked: Asked,
	options: IHttpRequestOptions,
): Promise<WireResponse> {
	const refused = refusedByDomains(credential, String(options.url));
	if (refused !== undefined) throw silentLogin(asked, { problem: refused, hopeless: 'now' });
	let response: unknown;
	try {
		response = await http({
			...options,
			encoding: 'text',
			json: false,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
	} catch (error) {
		const { problem, timedOut } = classifyFailure(error, [...secrets]);
		throw silentLogin(asked, { problem, hopeless: timedOut ? 'now' : undefined });
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
		retryAfter: String(headers?.['retry-after'] ?? ''),
		text: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	};
}

/** A LoginError for a refusal, in the words of the errcode table unless the refusal brings its own. */
export function refusedLogin(
	refusal: Refusal,
	{ credential }: Pick<Login, 'credential'>,
	asked: Asked = 'wechat',
): LoginError {
	const { errcode, errmsg, rid } = refusal;
	const meaning = refusal.advice ?? explain(errcode, { appId: appIdOf(credential), errmsg });
	const sentence = words.passedOn(asked, meaning);
	const loginAnswer: Refusal = { ...refusal, advice: sentence, by: 'login' };
	return new LoginError(words.traced(sentence, errcode, rid), loginAnswer);
}

/** A LoginError for an answer that never came or was none. The call that needed the token was not sent. */
export function silentLogin(
	asked: Asked,
	silence: Pick<Silence, 'problem' | 'hopeless' | 'retryAfterMs'>,
): LoginError {
	const problem = words.noAnswer(asked, silence.problem);
	return new LoginError(`${problem}.`, { kind: 'silence', sent: false, ...silence, problem });
}
