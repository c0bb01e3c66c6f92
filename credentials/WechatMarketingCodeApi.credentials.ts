import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { credentialProperties } from './fields';
import { endpoints } from '../nodes/WechatMarketingCode/api/endpoints';
import { withinLogin } from '../nodes/WechatMarketingCode/api/login/ask';
import { baseUrlOf, fieldOf, sourceOf } from '../nodes/WechatMarketingCode/api/login/credential';
import {
	leaveVerdict,
	passVerdict,
	renewalOf,
	TEST_MARK,
} from '../nodes/WechatMarketingCode/api/login/handedOver';
import {
	insistOnComplete,
	PROBE_BODY,
	testLogin,
} from '../nodes/WechatMarketingCode/api/login/probe';
import { renewToken } from '../nodes/WechatMarketingCode/api/login/renew';

export class WechatMarketingCodeApi implements ICredentialType {
	name = 'wechatMarketingCodeApi';

	displayName = 'WeChat Marketing Code API';

	icon = {
		light: 'file:../icons/wechatMarketingCode.svg',
		dark: 'file:../icons/wechatMarketingCode.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-wechat-marketing-code#credentials';

	properties: INodeProperties[] = credentialProperties;

	/**
	 * n8n calls this when there is no token, and when a request got HTTP 401. A run says which tokens
	 * WeChat refused; without that it is a test, and one harmless query tells whether a run would work.
	 * What it returns is stored with the credential, so that all workers share the token; it throws only
	 * when nothing was obtained, for n8n stores nothing then. Any other verdict is `authenticate`'s to tell.
	 *
	 * @throws LoginError in words for a person
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		insistOnComplete(credentials);
		const renewal = renewalOf(credentials);
		const { stored, verdict } = await withinLogin(
			async (options) => await this.helpers.httpRequest(options),
			async (http) =>
				renewal === undefined
					? await testLogin(credentials, http)
					: await renewToken(credentials, http, renewal),
		);
		leaveVerdict(credentials, verdict);
		return stored;
	}

	/**
	 * WeChat takes the token in the query, and only there. A test logs in before anything is sent.
	 *
	 * @throws LoginError when the login before it came to nothing
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const field = sourceOf(credentials) === 'accessToken' ? 'accessToken' : 'sessionToken';
		const token = fieldOf(credentials, field);
		const { options, isTest } = passVerdict(requestOptions, credentials);
		const sent = { ...options, qs: { ...options.qs, access_token: token } };
		// The verdict is made: neither a blank behind the address nor an HTTP status may change it.
		return isTest
			? { ...sent, baseURL: baseUrlOf(credentials), ignoreHttpStatusErrors: true }
			: sent;
	}

	/** The verdict is preAuthentication's, which runs before this; the request only completes the test. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ ($credentials.baseUrl || "https://api.weixin.qq.com").replace(/\\/+$/, "") }}',
			url: endpoints.codeactivequery.path,
			method: 'POST',
			body: PROBE_BODY,
			headers: { [TEST_MARK]: 'true' },
			timeout: 15_000,
		},
	};
}
