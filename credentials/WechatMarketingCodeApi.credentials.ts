import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { endpoints } from '../nodes/WechatMarketingCode/api/endpoints';
import { credentialProperties } from '../nodes/WechatMarketingCode/api/login/fields';
import {
	logIn,
	PROBE_BODY,
	TEST_MARK,
	withToken,
} from '../nodes/WechatMarketingCode/api/login/login';

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
	 * n8n calls this when there is no token, and when a request got HTTP 401. What it returns is stored with
	 * the credential, so that all workers share the token.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await logIn(credentials, async (options) => await this.helpers.httpRequest(options));
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return withToken(credentials, requestOptions);
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
