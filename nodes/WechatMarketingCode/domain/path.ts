/**
 * A mini program path as WeChat's examples write it (docs/wechat-api.md, "Activating"): no slash at
 * the start, white space around it gone.
 */
export function withoutLeadingSlash(path: string): string {
	return path.trim().replace(/^\//, '');
}

/** What a path can hold that paths of pages do not, the plainest sign first. */
const ODD: ReadonlyArray<readonly [sign: RegExp, sentence: string]> = [
	[
		/https?:\/\//i,
		'The path looks like a web address. A mini program path is like pages/index/index.',
	],
	[
		/^weixin:\/\/|^#小程序:\/\//i,
		'The path looks like a mini program link. A mini program path is like pages/index/index.',
	],
	[
		/[／＼？＝＆．：]/,
		'The path holds full-width characters (such as ／ in place of /). Type it again in English input mode.',
	],
	[/\\/, 'The path holds a backslash. A mini program path uses /, like pages/index/index.'],
	[/\s/, 'The path holds a space, which is sent as it is.'],
	[/^\//, "The path starts with a slash. WeChat's examples have none, like pages/index/index."],
	[
		/^["'“”‘’「]|["'“”‘’」]$/,
		'The path has quotation marks around it, which are sent as they are. Remove them.',
	],
	[/#/, 'The path holds a #, which the paths of mini programs do not have.'],
	[/^[^?]*[^/?]\/(?:\?|$)/, 'The path ends with a slash, which no page of a mini program does.'],
	[
		/[?&]code_ticket=/i,
		'The path holds code_ticket=, which WeChat adds by itself with every scan. Remove it.',
	],
	[
		/^[^?]*\.html(?:\?|$)/i,
		'The path ends with .html, which the paths of pages inside a mini program do not have.',
	],
];

/**
 * What is odd about a mini program path, a sentence for each sign, or undefined. A warning only: WeChat's
 * rules for wxa_path are not published, so the path is sent as it is and WeChat decides.
 */
export function pathWarning(path: string): string | undefined {
	const found = ODD.filter(([sign]) => sign.test(path));
	return found.length === 0 ? undefined : found.map(([, sentence]) => sentence).join(' ');
}
