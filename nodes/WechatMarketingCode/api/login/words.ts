import { both, comma, en, joined, type Part, type Sentence } from '../../domain/sentence';
import { words as wire } from '../words';
import type { AccessTokenSource } from './fields';

/** Who is asked for a token. */
export type Asked = 'wechat' | 'tokenService' | 'componentToken';

/** What a person calls them, and the fields of the credential that lead there. */
const NAMES: Record<Asked, { who: Sentence; fields: Sentence; path: Part }> = {
	wechat: {
		who: en`The login at WeChat`.zh`微信登录`,
		fields: en`base URL and the network of this n8n (proxy, firewall)`
			.zh` Base URL（接口地址）和这台 n8n 的网络（代理、防火墙）`,
		path: en`base URL`.zh`Base URL（接口地址）`,
	},
	tokenService: {
		who: en`The token service`.zh`令牌服务`,
		fields: en`Token Service URL and its secret in the credential`
			.zh`凭证里的 Token Service URL 及其密钥`,
		path: 'Token Service Path',
	},
	componentToken: {
		who: en`The service of the component token`.zh`提供 component_access_token 的服务`,
		fields: en`Component Token URL and its secret in the credential`
			.zh`凭证里的 Component Token URL 及其密钥`,
		path: 'Component Token Path',
	},
};

/** Every sentence of the login, in one place. A problem has no full stop; a sentence has one. */
export const words = {
	noAnswer: (asked: Asked, problem: Part): Sentence => {
		const what =
			asked === 'wechat' ? en`got no answer`.zh`没有收到回复` : en`gave no token`.zh`没有给出令牌`;
		return en`${NAMES[asked].who} ${what}. ${problem}. Check the ${NAMES[asked].fields}`
			.zh`${NAMES[asked].who}${what}。${problem}。请检查${NAMES[asked].fields}`;
	},
	noTokenAt: (asked: Asked, path: string, shape: Part, head: Part) =>
		en`There is no token at "${path}": the answer was ${shape} (${head}), see the ${NAMES[asked].path}`
			.zh`“${path}”处没有令牌：回复是${shape}（${head}），请检查 ${NAMES[asked].path}`,
	passedOn: (asked: Asked, sentence: Part): Sentence =>
		asked === 'wechat'
			? both`${sentence}`
			: en`${NAMES[asked].who} passes on a refusal of WeChat's. ${sentence}`
					.zh`${NAMES[asked].who}返回了微信的拒绝信息。${sentence}`,

	wrongAppSecret: en`The app secret is wrong. Copy the app secret (AppSecret) of the service account again from the WeChat console into the credential.`
		.zh`AppSecret 不正确。请从微信后台重新复制服务号的 AppSecret，填入凭证。`,
	pastedComponentTokenRefused: en`WeChat refused the platform's component access token. A pasted one lives two hours: paste a new one, or give the URL of a service that hands out the current one.`
		.zh`微信拒绝了平台的 component_access_token。手工粘贴的只有两小时有效：请粘贴新的，或填写能提供当前 component_access_token 的服务网址。`,
	fetchedComponentTokenRefused: en`The service of the component token hands out a token that WeChat refuses, also when it is asked again. Check that it renews its token, and that nobody else renews it behind its back.`
		.zh`微信拒绝了服务提供的 component_access_token，重新获取后仍被拒绝。请检查该服务是否按时更新令牌，以及是否有别的系统也在更新它。`,
	sameTokenAgain: (source: AccessTokenSource): Sentence => SAME_TOKEN_AGAIN[source],

	unknownSource: (source: string) =>
		en`The credential has an unknown access token source "${source}".`
			.zh`无法识别凭证里的 Access Token Source（令牌来源）：“${source}”。`,
	lacks: (fields: readonly Part[]) =>
		en`The credential lacks: ${joined(fields, comma)}.`.zh`凭证缺少：${joined(fields, comma)}。`,
	noComponentToken: en`Component Access Token or Component Token URL`
		.zh`Component Access Token 或 Component Token URL`,
	wrongKeyLength: (length: number) =>
		en`The Code Package Key in the credential has ${length} characters; WeChat's has 16. Copy it again, without spaces or line breaks.`
			.zh`凭证里的 Code Package Key（码包密钥）有 ${length} 个字符，而微信给的是 16 个。请重新复制，不要带空格或换行。`,
	noWebAddress: (field: string, example: string) =>
		en`The ${field} in the credential is not a web address. It looks like ${example}.`
			.zh`凭证里的 ${field} 不是网址。网址的格式如 ${example}。`,
	addressAlone: (what: Sentence, example: string) =>
		en`The Base URL in the credential must be the address alone, like ${example}: take away ${what}.`
			.zh`凭证里的 Base URL（接口地址）只能是地址本身，如 ${example}：请去掉${what}。`,
	userInfo: en`the user name and password before the @`.zh`“@”和它前面的用户名、密码`,
	query: en`the "?" and what stands behind it`.zh`“?”和它后面的内容`,
	fragment: en`the "#" and what stands behind it`.zh`“#”和它后面的内容`,
	ownPath: (segment: string) =>
		en`"/${segment}" and what stands behind it`.zh`“/${segment}”和它后面的内容`,
};

const KEEPS_REFUSING = en`WeChat keeps handing out a token that it then refuses. Wait an hour, check that the app id in the credential is the service account, and that no other system resets its token.`
	.zh`微信给出的 access_token 随后又被它拒绝。请等一小时，并检查凭证里的 AppID 是否为服务号的 AppID，以及是否有别的系统在重置它的 access_token。`;

const SAME_TOKEN_AGAIN: Record<AccessTokenSource, Sentence> = {
	accessToken: wire.deadToken,
	tokenService: en`The token service keeps handing out a token that WeChat refuses. Check that the service renews its token, and that nobody else renews it behind its back.`
		.zh`令牌服务一直给出被微信拒绝的 access_token。请检查该服务是否按时更新令牌，以及是否有别的系统也在更新它。`,
	appSecret: KEEPS_REFUSING,
	thirdPartyPlatform: KEEPS_REFUSING,
};
