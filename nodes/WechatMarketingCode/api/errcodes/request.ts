import { en } from '../../domain/sentence';
import { entries, type ErrcodeTable } from './types';

const OURS = en`This is a fault of the node or of a relay in between: report it with the rid, and check the base URL in the credential.`
	.zh`这是节点或中转服务的问题：请附上 rid 反馈，并检查凭证里的 Base URL。`;

/** The codes that speak of the request as such. Source: docs/wechat-api.md, "Error codes". */
export const requestErrcodes: ErrcodeTable = {
	...entries('retry', {
		[-1]: en`WeChat was too busy to answer. Run the row again in a few minutes.`
			.zh`微信系统繁忙，没有回复。请过几分钟重新运行这一行。`,
	}),
	...entries('row', {
		40033: en`WeChat refused a character in the request. Remove unusual characters (control characters, escapes) from the texts of the row.`
			.zh`微信不接受请求中的某个字符。请删除这一行文字中的特殊字符（控制字符、转义符）。`,
		40066: en`WeChat does not know the address that was called. ${OURS}`
			.zh`微信没有所请求的这个地址。${OURS}`,
		43002: en`WeChat wanted a POST request. ${OURS}`.zh`微信要求使用 POST 请求。${OURS}`,
		43003: en`WeChat wanted HTTPS. Use a base URL that starts with https:// in the credential.`
			.zh`微信要求使用 HTTPS。请在凭证的 Base URL 中填写以 https:// 开头的地址。`,
		44002: en`WeChat received an empty request. ${OURS}`.zh`微信收到的请求是空的。${OURS}`,
		47001: en`WeChat could not read the request. Remove unusual characters from the texts of the row; if it stays, report it with the rid.`
			.zh`微信无法读取这个请求。请删除这一行文字中的特殊字符；如果仍然出错，请附上 rid 反馈。`,
	}),
	...entries(
		'row',
		{
			40035: en`WeChat refused a parameter. WeChat's text names it: correct it in the row.`
				.zh`微信不接受某个参数。微信的原文写明了是哪一个：请在这一行中改正。`,
		},
		{ quotesWechat: true },
	),
};
