import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Sentence } from '../../domain/sentence';
import { tooLongFor, unsent, type Silence, type WireResponse } from '../answer';
import { classifyFailure } from '../network';
import { baseUrlOf, refusedByDomains, secretsOf, type Credential } from './credential';
import { loginFailed } from './loginError';
import type { Asked } from './words';

/** n8n's `helpers.httpRequest`, which is all that a credential gets. */
export type Http = (options: IHttpRequestOptions) => Promise<unknown>;

/** One login: with what, over what, and every secret that it has come to know. */
export interface Login {
	readonly credential: Credential;
	readonly http: Http;
	readonly secrets: Set<string>;
}

/** @param known secrets that the credential does not hold: an answer may throw them back */
export const loginWith = (
	credential: Credential,
	http: Http,
	known: readonly string[] = [],
): Login => ({ credential, http, secrets: new Set([...secretsOf(credential), ...known]) });

/** A POST to WeChat as n8n's helper takes it. */
export const post = (
	{ credential }: Login,
	path: string,
	body: IDataObject,
	qs: IDataObject = {},
): IHttpRequestOptions => ({
	method: 'POST',
	url: `${baseUrlOf(credential)}${path}`,
	qs,
	headers: { 'content-type': 'application/json' },
	body,
});

/** Sends one request of a login and returns what came back; a network failure becomes a LoginError. */
export async function ask(
	{ credential, http, secrets }: Login,
	asked: Asked,
	options: IHttpRequestOptions,
): Promise<WireResponse> {
	const failed = (problem: Sentence, hopeless: Silence['hopeless']) =>
		loginFailed(credential, asked, unsent(problem, hopeless));
	const refused = refusedByDomains(credential, String(options.url));
	if (refused !== undefined) throw failed(refused, 'now');
	let response: WireResponse;
	try {
		response = toWireResponse(await http({ ...options, ...AS_TEXT }));
	} catch (error) {
		const { problem, timedOut, hopeless } = classifyFailure(error, [...secrets]);
		throw failed(problem, timedOut ? 'now' : hopeless);
	}
	const tooLong = tooLongFor(response);
	if (tooLong !== undefined) throw failed(tooLong, 'now');
	return response;
}

/** Read as it comes (`withText`): text keeps long numbers and shows what was no JSON. Whatever comes is an answer. */
export const AS_TEXT = {
	encoding: 'stream',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} as const;

/** n8n's full response as a WireResponse; its body has been read (`withText`). */
export function toWireResponse(response: unknown): WireResponse {
	const { statusCode, headers, body } = response as Partial<IN8nHttpFullResponse>;
	return {
		status: statusCode ?? 0,
		contentType: String(headers?.['content-type'] ?? ''),
		retryAfter: String(headers?.['retry-after'] ?? ''),
		text: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	};
}
