import { memoize } from 'lodash';
import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestOptions,
	NodeEgressFilter,
} from 'n8n-workflow';
import type { Sentence } from '../domain/sentence';
import { unsent, type Refusal, type Silence, type WireResponse } from './answer';
import type { Endpoint } from './endpoints';
import { AS_TEXT, toWireResponse } from './login/ask';
import { baseUrlOf, refusedByDomains, secretsOf, type SessionCredential } from './login/credential';
import { classifyFailure } from './network';
import { textOf, withText } from './reading';
import { UnderWay, withinTime } from './underWay';
import { words } from './words';

export const CREDENTIAL_TYPE = 'wechatMarketingCodeApi';

/** n8n's filter of outgoing addresses, as far as it is asked. */
export type Egress = Pick<NodeEgressFilter, 'validateUrl'>;

export interface WireRequest {
	readonly endpoint: Endpoint;
	readonly body: IDataObject;
	/** Milliseconds in all, from sending to the last byte. */
	readonly timeoutMs: number;
}

/** What one request gave: a response, nothing, or a login that did not succeed. */
export type WireResult =
	| { readonly kind: 'response'; readonly response: WireResponse }
	| { readonly kind: 'login'; readonly answer: Refusal | Silence }
	| (Silence & { readonly timedOut?: boolean });

/**
 * Sends one request with a credential whose `sessionToken` is filled in. Never throws. The token goes
 * into the query and nowhere else.
 */
export interface Transport {
	send(request: WireRequest, credential: SessionCredential): Promise<WireResult>;
}

/**
 * n8n's own HTTP helper: its proxy settings, SSRF policy and cancel signal apply, every call opens a
 * connection of its own. When `sessionToken` is '' n8n logs in first, stores the new token for all
 * workers and writes it into the very object that was passed in.
 */
export class ThroughN8n implements Transport {
	private readonly calls: UnderWay;

	constructor(
		private readonly context: IAllExecuteFunctions,
		signal?: AbortSignal,
	) {
		this.calls = new UnderWay(signal);
	}

	async send(request: WireRequest, credential: SessionCredential): Promise<WireResult> {
		const problem = refusedByDomains(credential, baseUrlOf(credential));
		if (problem !== undefined) return unsent(problem, 'now');
		return await withinTime(request, credential, this.calls, async (leave) => {
			const options: IHttpRequestOptions = {
				method: 'POST',
				url: `${baseUrlOf(credential)}${request.endpoint.path}`,
				headers: { 'content-type': 'application/json' },
				body: request.body,
				// The helper's own limit begins anew with every byte: off, the deadline is ours.
				timeout: 0,
				// n8n puts the run's signal here before it logs in; ours ends with that one, too. It is read when
				// the credential has been put into the request, which is when the call leaves.
				get abortSignal() {
					return leave();
				},
				set abortSignal(_runs) {},
				...AS_TEXT,
			};
			const { helpers } = this.context;
			const type = CREDENTIAL_TYPE;
			const full: unknown = await helpers.httpRequestWithAuthentication.call(
				this.context,
				type,
				options,
				{ credentialsDecrypted: { id: '', name: type, type, data: credential } },
			);
			return toWireResponse(await withText(full, request.endpoint.longest));
		});
	}
}

/**
 * The platform's own fetch, which keeps connections open between the calls of a run. n8n's proxy settings
 * do not apply to it, nor does its check of the address at connect time; its filter of addresses and the
 * credential's domain limits are asked before. It cannot log in: a request without a token goes through n8n.
 */
export class KeepAlive implements Transport {
	private readonly calls: UnderWay;
	/** Whether n8n lets this run reach an address; asked once for each. */
	private readonly refusedByN8n = memoize(async (url: string) => await refusalOf(url, this.egress));

	/** @param egress n8n's own filter of addresses, where it has one (2.41) */
	constructor(
		private readonly throughN8n: Transport,
		private readonly egress: Egress | undefined,
		signal?: AbortSignal,
	) {
		this.calls = new UnderWay(signal);
	}

	async send(request: WireRequest, credential: SessionCredential): Promise<WireResult> {
		if (credential.sessionToken === '') return await this.throughN8n.send(request, credential);
		const barred = await this.barred(credential);
		if (barred !== undefined) return barred;
		const result = await withinTime(request, credential, this.calls, async (leave) =>
			fetched(request, credential, leave()),
		);
		// What this way of sending cannot read, n8n's helper may: a question can be asked twice, but has its time once.
		const isUnread = result.kind === 'silence' && result.sent && !result.timedOut;
		const isMute = isUnread && !request.endpoint.commits;
		return isMute && !this.calls.isCancelled
			? await this.throughN8n.send(request, credential)
			: result;
	}

	/** Why a request must not leave; undefined when it may. */
	private async barred(credential: SessionCredential): Promise<Silence | undefined> {
		const url = baseUrlOf(credential);
		try {
			const problem = refusedByDomains(credential, url) ?? (await this.refusedByN8n(url));
			return problem && unsent(problem, 'now');
		} catch (error) {
			// The filter looks the host up, which may fail and pass.
			this.refusedByN8n.cache.delete(url);
			return { ...classifyFailure(error, secretsOf(credential)), sent: false };
		}
	}
}

async function refusalOf(url: string, egress: Egress | undefined): Promise<Sentence | undefined> {
	const checked = await egress?.validateUrl(url);
	return checked === undefined || checked.ok
		? undefined
		: words.refusedByN8n(checked.error.message);
}

async function fetched(
	{ endpoint, body }: WireRequest,
	credential: SessionCredential,
	signal: AbortSignal,
): Promise<WireResponse> {
	const token = encodeURIComponent(credential.sessionToken);
	const url = `${baseUrlOf(credential)}${endpoint.path}?access_token=${token}`;
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(body),
		redirect: 'manual',
		signal,
	});
	return {
		status: response.status,
		contentType: response.headers.get('content-type') ?? '',
		retryAfter: response.headers.get('retry-after') ?? undefined,
		text: response.body === null ? '' : await textOf(response.body, endpoint.longest),
	};
}
