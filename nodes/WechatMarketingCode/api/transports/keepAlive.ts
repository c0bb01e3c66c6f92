import { classifyFailure } from '../network';
import { baseUrlOf, secretsOf, type SessionCredential } from '../login/credential';
import type { Transport, WireRequest, WireResult } from './types';

/**
 * The platform's own fetch, which keeps connections open between the calls of a run. n8n's proxy
 * settings, SSRF policy and credential domain limits do not apply to it. It cannot log in: a request
 * without a token goes through n8n.
 */
export class KeepAlive implements Transport {
	constructor(
		private readonly login: Transport,
		private readonly signal?: AbortSignal,
	) {}

	async send(request: WireRequest, credential: SessionCredential): Promise<WireResult> {
		if (credential.sessionToken === '') return await this.login.send(request, credential);
		try {
			const response = await fetch(addressOf(request, credential), {
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json' },
				body: JSON.stringify(request.body),
				redirect: 'manual',
				signal: this.limits(request.timeoutMs),
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
			const failure = classifyFailure(error, secretsOf(credential));
			return { kind: 'failure', ...failure, cancelled: this.signal?.aborted ?? false };
		}
	}

	/** One signal for the time limit and the run's cancel; `any` adds no listener to the run's. */
	private limits(timeoutMs: number): AbortSignal {
		const timeout = AbortSignal.timeout(timeoutMs);
		return this.signal === undefined ? timeout : AbortSignal.any([this.signal, timeout]);
	}
}

const addressOf = (request: WireRequest, credential: SessionCredential): string =>
	`${baseUrlOf(credential)}${request.path}?access_token=${encodeURIComponent(credential.sessionToken)}`;
