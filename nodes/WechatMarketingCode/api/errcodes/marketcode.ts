import { begun, en } from '../../domain/sentence';
import { entries, type ErrcodeTable } from './types';

const OURS = en`This is a fault of the node or of a relay in between: report it with the rid, and check the base URL in the credential.`
	.zh`这是节点或中转服务的问题：请附上 rid 反馈，并检查凭证里的 Base URL。`;

/**
 * The codes that speak of the request as such, and those of one item one code itself, which WeChat's API pages
 * do not list.
 * Source: docs/wechat-api.md, "Error codes".
 */
export const marketcodeErrcodes: ErrcodeTable = {
	...entries(
		'row',
		{
			1: en`WeChat refused this for a reason that only its own text gives. Read WeChat's text and correct the row.`
				.zh`微信拒绝了请求，原因只写在微信的原文里。请按原文修改这一行。`,
			40097: en`WeChat found a value it does not accept. WeChat's text names it: correct that value and run the row again.`
				.zh`有一个值微信不接受。微信的原文写明了是哪一个：请改正后重新运行这一行。`,
			40035: en`WeChat refused a parameter. WeChat's text names it: correct it in the row.`
				.zh`微信不接受某个参数。微信的原文写明了是哪一个：请在这一行中改正。`,
		},
		{ quotesWechat: true },
	),
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
		40165: en`WeChat does not accept the mini program path. Use a page path of the released mini program, without a leading slash, such as pages/index/index.`
			.zh`微信不接受这个小程序页面路径。请使用小程序正式版里的页面路径，开头不加斜杠，例如 pages/index/index。`,
		40166: en`WeChat does not accept the mini program app id. Use the app id (AppID) of the mini program that the scan shall open; it starts with wx and has 18 characters.`
			.zh`微信不接受这个小程序 AppID。请填写扫码后要打开的小程序的 AppID：以 wx 开头，共 18 个字符。`,
		80300: ({ application }) =>
			en`WeChat knows no ${application}. Check the application id (申请单号); right after applying, wait a few minutes and run the row again.`
				.zh`微信查不到${application}。请检查申请单号；如果刚刚提交申请，请等几分钟再运行这一行。`,
		80301: ({ application, appId }) =>
			en`${begun(application)} does not belong to the account of this credential (${appId}). Use a credential of the service account (服务号) that applied for these codes.`
				.zh`凭证里的账号（${appId}）名下没有${application}。请使用申请这批码的服务号的凭证。`,
		80302: en`Some codes of this range are already active. Activation cannot be changed: choose the part of the range that is not active yet, or look the codes up with Code > Get.`
			.zh`这个码段里有些码之前已激活。激活后不能修改：请只激活尚未激活的部分，或用 Code > Get 查询这些码。`,
		80303: en`The code does not have the form of a WeChat code. Give the 9 characters of the raw code (原始码), or the 28 characters of the code URL that starts with P.URL.CN/.`
			.zh`这个码不符合微信码的格式。请填写 9 个字符的原始码，或以 P.URL.CN/ 开头、共 28 个字符的二维码链接。`,
		80304: en`This code is not active yet. Activate the range that holds it.`
			.zh`这个码还没有激活。请激活它所在的码段。`,
		80305: en`WeChat could not activate the range and gave no reason. Nothing was activated; run the row again later, and ask WeChat with the rid if it stays.`
			.zh`微信未能激活这个码段，也没有说明原因。没有任何码被激活；请稍后重新运行这一行，如果仍然失败，请凭 rid 咨询微信。`,
		80306: en`The range reaches beyond the codes that were applied for. WeChat counts from 0: the first code is 0, the last of 10,000 is 9999. Check the start and end of the row; for a sheet that counts from 1, set the option Numbering to First Code Is 1.`
			.zh`这个码段超出了已申请的码。微信从 0 开始数：第一个码是 0，10,000 个码的最后一个是 9999。请检查这一行的起始位和结束位；如果表格从 1 开始数，请把选项 Numbering（编号方式）设为 First Code Is 1。`,
		80307: en`An application with this isv_application_id exists already. Look it up with Application > Get, or use another number of your own.`
			.zh`已有使用这个 isv_application_id 的申请单。请用 Application > Get 查询，或换一个自己的编号。`,
		80308: en`The codes of this range are not generated yet. Wait until the application is finished (Application > Get with Wait Until Finished), then run the row again.`
			.zh`这个码段的码还没有生成。请等申请单完成（用 Application > Get，并打开 Wait Until Finished），再运行这一行。`,
		80309: en`The code file of this block has expired at WeChat. Ask WeChat to generate it again, and download right after the application is finished.`
			.zh`这个码包区块的文件在微信那里已过期。请联系微信重新生成，并在申请单完成后尽快下载。`,
		80310: en`WeChat has no such block of codes. Use the blocks exactly as Application > Get lists them.`
			.zh`微信没有这个码包区块。请严格按 Application > Get 列出的区块填写。`,
		80313: en`WeChat has not issued a key for the code packages of this account. Ask your WeChat contact to issue the key (密钥), then download again.`
			.zh`微信还没有给这个账号发放码包密钥。请联系微信的对接人发放密钥，再重新下载。`,
	}),
	...entries('retry', {
		[-1]: en`WeChat was too busy to answer. Run the row again in a few minutes.`
			.zh`微信系统繁忙，没有回复。请过几分钟重新运行这一行。`,
		80311: en`WeChat could not fetch the code file. Try again in a few minutes.`
			.zh`微信未能取到码包文件。请过几分钟再试。`,
		80312: en`WeChat could not encrypt the code file. Try again in a few minutes.`
			.zh`微信未能加密码包文件。请过几分钟再试。`,
	}),
};
