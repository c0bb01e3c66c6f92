import { en } from '../../domain/sentence';
import { entries, type ErrcodeTable, type Facts } from './types';

/** Remedies for several codes. */
const NEW_TOKEN = en`A new token was refused as well: check that the app id in the credential is the service account, and that no other system keeps resetting its token.`
	.zh`换了新的 access_token 也被拒绝：请检查凭证里的 AppID 是不是服务号的，以及有没有其他系统在反复重置它的 access_token。`;
const AUTHORISE_AGAIN = en`Let the account authorise the third-party platform again, and put the new refresh token into the credential.`
	.zh`请让该账号重新授权第三方平台，并把新的 refresh_token 填入凭证。`;
const COMPONENT_TICKET = en`Check that the platform receives its component_verify_ticket, and give a current component access token.`
	.zh`请检查平台能否收到 component_verify_ticket，并提供当前有效的 component_access_token。`;
const ADMIN = en`Ask the administrator of the account to confirm the request in WeChat, then run again.`
	.zh`请账号管理员在微信里确认，然后重新运行。`;

const whitelist = ({ ip }: Facts) =>
	en`The address of this n8n (${ip}) is not on the IP whitelist. Add ${ip} to the IP whitelist (IP白名单) of the account in the WeChat console, wait a minute, then run again.`
		.zh`请求的来源地址（${ip}）不在 IP白名单里。请在微信后台把 ${ip} 加入该账号的 IP白名单，等一分钟再运行。`;
const waitsForAdmin = en`WeChat waits for the administrator to confirm this server. ${ADMIN}`
	.zh`微信正在等待管理员确认这台服务器。${ADMIN}`;

/**
 * The codes that speak of the account, its token, its network and its quota; the same for every
 * endpoint. Source: docs/wechat-api.md, "Error codes".
 */
export const accountErrcodes: ErrcodeTable = {
	...entries('token', {
		40001: en`WeChat refused the access token as not the latest one. ${NEW_TOKEN}`
			.zh`微信拒绝了 access_token：它不是最新的。${NEW_TOKEN}`,
		40014: en`WeChat refused the access token as invalid. ${NEW_TOKEN}`
			.zh`微信拒绝了 access_token：它无效。${NEW_TOKEN}`,
		41001: en`WeChat received no access token. ${NEW_TOKEN}`
			.zh`微信没有收到 access_token。${NEW_TOKEN}`,
		42001: en`The access token has expired. ${NEW_TOKEN}`.zh`access_token 已过期。${NEW_TOKEN}`,
	}),
	...entries(
		'pause',
		{
			45011: en`WeChat allows no more calls in this minute. Lower Parallel Requests or set Requests per Minute, then run again.`
				.zh`这一分钟的请求次数已达微信的上限。请调低 Parallel Requests（并行请求数）或设置 Requests per Minute（每分钟请求数），然后重新运行。`,
		},
		{ pauseMs: 60_000 },
	),
	...entries(
		'pause',
		{
			44990: en`WeChat allows no more calls in this second. Lower Parallel Requests, then run again.`
				.zh`这一秒的请求次数已达微信的上限。请调低 Parallel Requests（并行请求数），然后重新运行。`,
		},
		{ pauseMs: 1_000 },
	),
	...entries('run', {
		45009: en`The account's calls for today are used up. Run the remaining rows tomorrow, or reset the quota (clear_quota) in the WeChat console; the quota starts anew at midnight in China.`
			.zh`该账号今天的调用次数已用完。请明天再运行其余各行，或在微信后台清零调用次数（clear_quota）；次数在北京时间零点恢复。`,
		40164: whitelist,
		61004: whitelist,
		45035: whitelist,
		48017: en`The request went to an address that WeChat has closed. Use the host name api.weixin.qq.com as base URL, never a fixed IP address.`
			.zh`请求发到了微信已停用的地址。请在凭证的 Base URL 中填写域名 api.weixin.qq.com，不要填写固定的 IP 地址。`,
		40013: ({ appId }) =>
			en`WeChat does not know the app id ${appId}. Copy the app id (AppID) of the service account from the WeChat console into the credential.`
				.zh`微信查不到这个 AppID（${appId}）。请从服务号后台复制服务号的 AppID，填入凭证。`,
		40125: ({ appId }) =>
			en`The app secret is wrong. Copy the app secret (AppSecret) of ${appId} again, or reset it in the WeChat console and update the credential.`
				.zh`AppSecret 错误。请重新复制该账号（${appId}）的 AppSecret，或在服务号后台重置后更新凭证。`,
		41002: en`The credential sent no app id. Fill in the app id of the service account.`
			.zh`凭证没有带上 AppID。请填写服务号的 AppID。`,
		41004: en`The credential sent no app secret. Fill in the app secret of the service account.`
			.zh`凭证没有带上 AppSecret。请填写服务号的 AppSecret。`,
		40243: ({ appId }) =>
			en`The app secret of ${appId} is frozen. Unfreeze it in the WeChat console (解冻 AppSecret); it takes about ten minutes to act.`
				.zh`该账号（${appId}）的 AppSecret 已冻结。请在服务号后台解冻 AppSecret，约十分钟后生效。`,
		40002: en`WeChat refused the kind of login. Use the app id and app secret of a service account (服务号) in the credential.`
			.zh`微信不接受这种登录方式。请在凭证里使用服务号的 AppID 和 AppSecret。`,
		48001: ({ appId }) =>
			en`The account ${appId} may not use one item one code. The credential must hold the app id of the service account (服务号) that has applied for 一物一码 (one item one code), not that of the mini program; apply for the feature in its WeChat console.`
				.zh`该账号（${appId}）没有一物一码权限。凭证里要填写已开通一物一码的服务号的 AppID，不是小程序的 AppID；请在服务号后台申请开通。`,
		48004: ({ appId }) =>
			en`WeChat has banned this interface for the account ${appId}. See the notice in the WeChat console and appeal there.`
				.zh`微信已封禁该账号（${appId}）的这个接口。请查看服务号后台的通知，并在那里申诉。`,
		50002: ({ appId }) =>
			en`WeChat has limited or frozen the account ${appId}. See the notice in the WeChat console and lift the restriction first.`
				.zh`微信已限制或冻结该账号（${appId}）。请查看服务号后台的通知，先解除限制。`,
		50004: ({ appId }) =>
			en`The account ${appId} may not use access tokens. WeChat has penalised it: see the notice in the WeChat console.`
				.zh`该账号（${appId}）不能使用 access_token。微信对它作了处罚：请查看服务号后台的通知。`,
		40030: en`WeChat does not know the account's refresh token. ${AUTHORISE_AGAIN}`
			.zh`微信查不到该账号的 refresh_token。${AUTHORISE_AGAIN}`,
		42002: en`The account's refresh token has expired. ${AUTHORISE_AGAIN}`
			.zh`该账号的 refresh_token 已过期。${AUTHORISE_AGAIN}`,
		42007: en`The account's tokens are void since its administrator changed the password. ${AUTHORISE_AGAIN}`
			.zh`管理员修改密码之后，该账号的令牌已全部失效。${AUTHORISE_AGAIN}`,
		61003: en`The account has not authorised this third-party platform. ${AUTHORISE_AGAIN}`
			.zh`该账号没有授权这个第三方平台。${AUTHORISE_AGAIN}`,
		61023: en`The refresh token of the account is invalid. ${AUTHORISE_AGAIN}`
			.zh`该账号的 refresh_token 无效。${AUTHORISE_AGAIN}`,
		61005: en`The platform's verify ticket has expired. ${COMPONENT_TICKET}`
			.zh`第三方平台的 component_verify_ticket 已过期。${COMPONENT_TICKET}`,
		61006: en`The platform's verify ticket is invalid. ${COMPONENT_TICKET}`
			.zh`第三方平台的 component_verify_ticket 无效。${COMPONENT_TICKET}`,
		61007: en`The account did not grant the permission set of one item one code (id 46). Let the account authorise the platform again with permission set 46.`
			.zh`该账号没有授予一物一码的权限集（编号 46）。请让该账号重新授权平台，并勾选权限集 46。`,
		61011: en`WeChat does not know this third-party platform. Check the component app id and the component access token in the credential.`
			.zh`微信查不到这个第三方平台。请检查凭证里的 Component App ID 和 component_access_token。`,
		61024: en`WeChat wants the component access token for this call. Check that the credential holds a component access token, not that of an account.`
			.zh`这次请求要用 component_access_token。请检查凭证里填的是不是 component_access_token，而不是账号的 access_token。`,
		89501: waitsForAdmin,
		89502: waitsForAdmin,
		89503: ({ ip }) =>
			en`WeChat wants the administrator to confirm this server (${ip}). ${ADMIN}`
				.zh`微信要求管理员确认这台服务器（${ip}）。${ADMIN}`,
		89504: waitsForAdmin,
		89505: waitsForAdmin,
		89506: en`The administrator refused this server twice. It can be asked for again after 24 hours.`
			.zh`管理员已两次拒绝这台服务器。24 小时之后可以再次申请。`,
		89507: en`The administrator refused this server. It can be asked for again after one hour.`
			.zh`管理员拒绝了这台服务器。一小时之后可以再次申请。`,
	}),
};
