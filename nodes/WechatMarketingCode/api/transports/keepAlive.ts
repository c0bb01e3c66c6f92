import { baseUrlOf, secretsOf, type SessionCredential } from '../login/credential';
import { CallLimits } from './callLimits';
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

const addressOf = (request: WireRequest, credential: SessionCredential): string =>
	`${baseUrlOf(credential)}${request.path}?access_token=${encodeURIComponent(credential.sessionToken)}`;
