import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { classifyFailure } from '../network';
import { toWireResponse } from '../login/ask';
import { baseUrlOf, secretsOf, type SessionCredential } from '../login/credential';
import { loginAnswerIn } from '../login/loginError';
import type { Transport, WireRequest, WireResult } from './types';

export const CREDENTIAL_TYPE = 'wechatMarketingCodeApi';

/**
 * n8n's own HTTP helper: its proxy settings, SSRF policy and cancel signal apply, every call opens a
 * connection of its own. When `sessionToken` is '' n8n logs in first, stores the new token for all
 * workers and writes it into the very object that was passed in.
 */
export class ThroughN8n implements Transport {
	constructor(private readonly context: IAllExecuteFunctions) {}

	async send(request: WireRequest, credential: SessionCredential): Promise<WireResult> {
		try {
			const response: unknown = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				CREDENTIAL_TYPE,
				toOptions(request, credential),
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
			return { kind: 'failure', ...classifyFailure(error, secretsOf(credential)) };
		}
	}
}

function toOptions(request: WireRequest, credential: SessionCredential): IHttpRequestOptions {
	return {
		method: 'POST',
		url: `${baseUrlOf(credential)}${request.path}`,
		headers: { 'content-type': 'application/json' },
		body: request.body,
		timeout: request.timeoutMs,
		// Text keeps long numbers and shows what came when it was not JSON.
		encoding: 'text',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}
