import { en, joined, type Sentence } from './sentence';

/**
 * A mini program path as WeChat's examples write it (docs/wechat-api.md, "Activating"): no slash at
 * the start, white space around it gone.
 */
export function withoutLeadingSlash(path: string): string {
	return path.trim().replace(/^\//, '');
}

/** What a path can hold that paths of pages do not, the plainest sign first. */
const oddities = (path: string): Array<Sentence | false> => [
	/https?:\/\//i.test(path) &&
		en`The path looks like a web address. A mini program path is like pages/index/index.`
			.zh`路径像是网址。小程序路径的写法如 pages/index/index。`,
	/^weixin:\/\/|^#小程序:\/\//i.test(path) &&
		en`The path looks like a mini program link. A mini program path is like pages/index/index.`
			.zh`路径像是小程序链接。小程序路径的写法如 pages/index/index。`,
	/[／＼？＝＆．：]/.test(path) &&
		en`The path holds full-width characters (such as ／ in place of /). Type it again in English input mode.`
			.zh`路径中有全角字符（例如把 / 写成了 ／）。请切换到英文输入法重新输入。`,
	/\\/.test(path) &&
		en`The path holds a backslash. A mini program path uses /, like pages/index/index.`
			.zh`路径中有反斜杠。小程序路径使用 /，如 pages/index/index。`,
	/\s/.test(path) &&
		en`The path holds a space, which is sent as it is.`.zh`路径中有空格，将原样发送。`,
	/^\//.test(path) &&
		en`The path starts with a slash. WeChat's examples have none, like pages/index/index.`
			.zh`路径以斜杠开头。微信的示例开头没有斜杠，如 pages/index/index。`,
	/^["'“”‘’「]|["'“”‘’」]$/.test(path) &&
		en`The path has quotation marks around it, which are sent as they are. Remove them.`
			.zh`路径两端有引号，会原样发送。请去掉引号。`,
	/#/.test(path) &&
		en`The path holds a #, which the paths of mini programs do not have.`
			.zh`路径中有 #，而小程序的路径里没有 #。`,
	/^[^?]*[^/?]\/(?:\?|$)/.test(path) &&
		en`The path ends with a slash, which no page of a mini program does.`
			.zh`路径以斜杠结尾，而小程序的页面路径不会这样。`,
	/[?&]code_ticket=/i.test(path) &&
		en`The path holds code_ticket=, which WeChat adds by itself with every scan. Remove it.`
			.zh`路径中有 code_ticket=，每次扫码时微信会自动加上它。请去掉。`,
	/^[^?]*\.html(?:\?|$)/i.test(path) &&
		en`The path ends with .html, which the paths of pages inside a mini program do not have.`
			.zh`路径以 .html 结尾，而小程序里的页面路径没有 .html。`,
];

/**
 * What is odd about a mini program path, a sentence for each sign, or undefined. A warning only: WeChat's
 * rules for wxa_path are not published, so the path is sent as it is and WeChat decides.
 */
export function pathWarning(path: string): Sentence | undefined {
	const odd = joined(oddities(path));
	return odd.en === '' ? undefined : odd;
}
