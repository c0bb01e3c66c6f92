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
import { fieldOf, sourceOf } from '../nodes/WechatMarketingCode/api/login/credential';
import { PROBE_BODY, testLogin } from '../nodes/WechatMarketingCode/api/login/probe';
import { renewToken } from '../nodes/WechatMarketingCode/api/login/renew';
import { prove, TEST_MARK, withoutMark } from '../nodes/WechatMarketingCode/api/login/testProof';

export class WechatMarketingCodeApi implements ICredentialType {
	name = 'wechatMarketingCodeApi';

	displayName = 'WeChat Marketing Code API';

	icon = {
		light: 'file:../icons/wechatMarketingCode.svg',
		dark: 'file:../icons/wechatMarketingCode.dark.svg',
	} as const;

	documentationUrl =
		'https://developers.weixin.qq.com/doc/service/api/onecode/api_intp_marketcode_codeactive.html';

	properties: INodeProperties[] = credentialProperties;

	/**
	 * n8n calls this when there is no token, and when a request got HTTP 401. A run says which tokens
	 * WeChat refused; without that it is a test, and one harmless query tells whether a run would work.
	 * What it returns is stored with the credential, so that all workers share the token.
	 *
	 * @throws LoginError in words for a person
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const http = async (options: IHttpRequestOptions): Promise<unknown> =>
			await this.helpers.httpRequest(options);
		const { refusedTokens, mayForce } = credentials;
		if (!Array.isArray(refusedTokens)) {
			const stored = await testLogin(credentials, http);
			prove(credentials);
			return stored;
		}
		return await renewToken(credentials, http, {
			refusedTokens: refusedTokens.map(String),
			mayForce: mayForce === true,
		});
	}

	/** WeChat takes the token in the query, and only there. A test logs in before anything is sent. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const field = sourceOf(credentials) === 'accessToken' ? 'accessToken' : 'sessionToken';
		const token = fieldOf(credentials, field);
		const options = withoutMark(requestOptions, credentials);
		return { ...options, qs: { ...options.qs, access_token: token } };
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
