import type { NodeEgressFilter } from 'n8n-workflow';
import { baseUrlOf, secretsOf, type SessionCredential } from '../login/credential';
import { refusedByDomains } from '../mayReach';
import { CallLimits } from './callLimits';
import type { Transport, WireRequest, WireResult } from './types';

/** n8n's filter of outgoing addresses, as far as it is asked. */
export type Egress = Pick<NodeEgressFilter, 'validateUrl'>;

/**
 * The platform's own fetch, which keeps connections open between the calls of a run. n8n's proxy settings
 * do not apply to it, nor does its check of the address at connect time; its filter of addresses and the
 * credential's domain limits are asked before. It cannot log in: a request without a token goes through n8n.
 */
export class KeepAlive implements Transport {
	/** Whether n8n lets this run reach WeChat's host; asked once. */
	private refusal: Promise<string | undefined> | undefined;

	/** @param egress n8n's own filter of addresses, where it has one (2.41) */
	constructor(
		private readonly throughN8n: Transport,
		private readonly egress: Egress | undefined,
		private readonly signal?: AbortSignal,
	) {}

	async send(request: WireRequest, credential: SessionCredential): Promise<WireResult> {
		if (credential.sessionToken === '') return await this.throughN8n.send(request, credential);
		this.refusal ??= refusalOf(credential, this.egress);
		const problem = await this.refusal;
		if (problem !== undefined) return { kind: 'failure', sent: false, problem, hopeless: 'now' };
		const result = await this.fetched(request, credential);
		// What this way of sending cannot read, n8n's helper may: a question can be asked twice.
		const isMute = result.kind === 'failure' && result.sent && !request.commits;
		return isMute && !this.signal?.aborted
			? await this.throughN8n.send(request, credential)
			: result;
	}

	private async fetched(request: WireRequest, credential: SessionCredential): Promise<WireResult> {
		const limits = new CallLimits(request.timeoutMs, this.signal);
		try {
			const response = await fetch(addressOf(request, credential), {
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json' },
				body: JSON.stringify(request.body),
				redirect: 'manual',
				signal: limits.leave(),
			});
			return {
				kind: 'response',
				response: {
					status: response.status,
					contentType: response.headers.get('content-type') ?? '',
					retryAfter: response.headers.get('retry-after') ?? undefined,
					text: await response.text(),
				},
			};
		} catch (error) {
			return { kind: 'failure', ...limits.failure(error, secretsOf(credential)) };
		} finally {
			limits.end();
		}
	}
}

async function refusalOf(
	credential: SessionCredential,
	egress: Egress | undefined,
): Promise<string | undefined> {
	const url = baseUrlOf(credential);
	const byDomains = refusedByDomains(credential, url);
	if (byDomains !== undefined || egress === undefined) return byDomains;
	const checked = await egress.validateUrl(url);
	return checked.ok ? undefined : `n8n does not allow this address (${checked.error.message})`;
}

const addressOf = (request: WireRequest, credential: SessionCredential): string =>
	`${baseUrlOf(credential)}${request.path}?access_token=${encodeURIComponent(credential.sessionToken)}`;
