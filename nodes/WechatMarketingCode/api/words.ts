import { comma, en, joined, type Sentence } from '../domain/sentence';

/** Every sentence of the wire but those of the errcodes and of the login. A problem has no full stop. */
export const words = {
	hostNotFound: en`The host name could not be found`.zh`找不到该主机名`,
	hostNotLookedUp: en`The host name could not be looked up`.zh`无法解析该主机名`,
	connectionRefused: en`The connection was refused`.zh`连接被拒绝`,
	networkUnreachable: en`The network could not be reached`.zh`网络不通`,
	hostUnreachable: en`The host could not be reached`.zh`无法连接到该主机`,
	connectionLost: en`The connection was lost before the answer came`.zh`收到回复之前连接已断开`,
	late: en`No answer came in time`.zh`超时，没有收到回复`,
	noGzip: en`The answer was marked as compressed (gzip) and could not be unpacked`
		.zh`回复标为压缩数据（gzip），但无法解压`,
	cutGzip: en`The answer was compressed (gzip) and ended too early`
		.zh`回复是压缩数据（gzip），但不完整`,
	requestFailed: en`The request failed`.zh`请求失败`,
	withCode: (problem: Sentence, code: string): Sentence =>
		code === '' ? problem : en`${problem} (${code})`.zh`${problem}（${code}）`,
	lateBy: (ms: number) =>
		en`No answer came in time (${ms} ms)`.zh`超时，没有收到回复（${ms} 毫秒）`,
	tooMany: en`WeChat, or a relay in between, wants fewer calls (HTTP 429)`
		.zh`微信或中转服务要求减少请求（HTTP 429）`,
	proxyRefused: en`The proxy wants a login (HTTP 407), so nothing was sent`
		.zh`代理要求登录（HTTP 407），因此没有发出任何请求`,
	refusedByDomains: (host: string) =>
		en`The credential does not allow requests to ${host || 'this address'}. Add ${host || 'its host'} to Allowed Domains in the credential, or set Allowed HTTP Request Domains to All`
			.zh`凭证不允许请求${host ? ` ${host}` : '这个地址'}。请在凭证的 Allowed Domains（允许的域名）中加入${host ? ` ${host}` : '它的域名'}，或把 Allowed HTTP Request Domains（允许请求的域名）设为 All`,
	portRefused: en`Requests over kept connections cannot go to the port of the base URL, so nothing was sent. Switch Reuse Connections off, or give the relay another port`
		.zh`保持连接时无法访问 Base URL（接口地址）的端口，因此没有发出任何请求。请关闭 Reuse Connections（复用连接），或让中转服务换一个端口`,
	refusedByN8n: (message: string) =>
		en`n8n does not allow this address (${message})`.zh`n8n 不允许访问这个地址（${message}）`,
	deadToken: en`WeChat refused the access token in the credential. Paste a current one, or let the node fetch tokens itself with the source "App ID and App Secret".`
		.zh`微信拒绝了凭证里的 access_token。请粘贴当前有效的 access_token，或把 Access Token Source（令牌来源）改为 App ID and App Secret，由节点自己获取。`,

	/** @param start how the answer begins, '' where there is nothing to show */
	noAnswer: (shape: Sentence, head: Sentence, start: string) =>
		en`The answer was ${shape} (${head}${start && `; it begins: ${start}`})`
			.zh`回复是${shape}（${head}${start && `；开头是：${start}`}）`,
	/** @param most characters that are read */
	tooLong: (most: number) =>
		en`The answer was too long (more than ${most} characters)`.zh`应答太长（超过 ${most} 个字符）`,
	head: (status: number, contentType: string) =>
		en`HTTP ${status}, ${contentType || 'no content type'}`
			.zh`HTTP ${status}，${contentType || '没有内容类型'}`,

	noAnswers: (calls: number, problem: Sentence) =>
		en`${calls} calls in a row got no answer from WeChat. ${problem}`
			.zh`连续 ${calls} 次请求没有得到微信的回复。${problem}`,
	sameRefusals: (calls: number, errcode: number, errmsg: string) =>
		en`WeChat refused ${calls} calls in a row with errcode ${errcode} ("${errmsg}")`
			.zh`微信连续 ${calls} 次拒绝请求，errcode 均为 ${errcode}（“${errmsg}”）`,
	cancelled: en`The execution was cancelled`.zh`执行已取消`,
};

/** What an answer is, to stand behind "The answer was". */
export const shapes = {
	gzip: en`compressed (gzip) without saying so, which no one could read`
		.zh`未标明的压缩数据（gzip），无法读取`,
	list: en`a JSON list`.zh`一个 JSON 列表`,
	bare: (type: string) => en`a bare JSON ${type}`.zh`单独的一个 JSON 值（${type}）`,
	empty: en`empty`.zh`空的`,
	broken: en`JSON that was cut off or is broken`.zh`不完整或已损坏的 JSON`,
	html: en`an HTML page`.zh`一个 HTML 页面`,
	xml: en`XML`.zh`一段 XML`,
	text: en`text that is not JSON`.zh`一段不是 JSON 的文字`,
	noFields: en`an empty JSON object`.zh`一个空的 JSON 对象`,
	/** @param more how many are not shown */
	fields: (names: readonly string[], more: number): Sentence => {
		const told = joined(names, comma);
		if (more > 0) {
			return en`JSON with the fields ${told} and ${more} more`
				.zh`含 ${told} 等 ${names.length + more} 个字段的 JSON`;
		}
		return en`JSON with the field${names.length === 1 ? '' : 's'} ${told}`
			.zh`含字段 ${told} 的 JSON`;
	},
};
