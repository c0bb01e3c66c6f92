import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { toWireResponse } from '../login/ask';
import { baseUrlOf, secretsOf, type SessionCredential } from '../login/credential';
import { loginAnswerIn } from '../login/loginError';
import { refusedByDomains } from '../mayReach';
import { CallLimits } from './callLimits';
import type { Transport, WireRequest, WireResult } from './types';

export const CREDENTIAL_TYPE = 'wechatMarketingCodeApi';

/**
 * n8n's own HTTP helper: its proxy settings, SSRF policy and cancel signal apply, every call opens a
 * connection of its own. When `sessionToken` is '' n8n logs in first, stores the new token for all
 * workers and writes it into the very object that was passed in.
 */
export class ThroughN8n implements Transport {
	constructor(
		private readonly context: IAllExecuteFunctions,
		private readonly signal?: AbortSignal,
	) {}

	async send(request: WireRequest, credential: SessionCredential): Promise<WireResult> {
		const problem = refusedByDomains(credential, baseUrlOf(credential));
		if (problem !== undefined) return { kind: 'failure', sent: false, problem, hopeless: 'now' };
		const limits = new CallLimits(request.timeoutMs, this.signal);
		try {
			const response: unknown = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				CREDENTIAL_TYPE,
				toOptions(request, credential, limits),
				{
					credentialsDecrypted: {
						id: '',
						name: CREDENTIAL_TYPE,
						type: CREDENTIAL_TYPE,
						data: credential,
					},
				},
			);
			return { kind: 'response', response: toWireResponse(response) };
		} catch (error) {
			// n8n's error holds the URL and with it the token: nothing of it but the cause's code goes on.
			const answer = loginAnswerIn(error);
			if (answer !== undefined) return { kind: 'login', answer };
			return { kind: 'failure', ...limits.failure(error, secretsOf(credential)) };
		} finally {
			limits.end();
		}
	}
}

function toOptions(
	request: WireRequest,
	credential: SessionCredential,
	limits: CallLimits,
): IHttpRequestOptions {
	return {
		method: 'POST',
		url: `${baseUrlOf(credential)}${request.path}`,
		headers: { 'content-type': 'application/json' },
		body: request.body,
		// The helper's own limit begins anew with every byte: off, the deadline is ours.
		timeout: 0,
		// n8n puts the run's signal here before it logs in; ours ends with that one, too. It is read when
		// the credential has been put into the request, which is when the call leaves.
		get abortSignal() {
			return limits.leave();
		},
		set abortSignal(_runs) {},
		// Text keeps long numbers and shows what came when it was not JSON.
		encoding: 'text',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}
