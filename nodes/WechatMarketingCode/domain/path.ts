/**
 * A mini program path as WeChat's examples write it (docs/wechat-api.md, "Activating"): no slash at
 * the start, white space around it gone.
 */
export function withoutLeadingSlash(path: string): string {
	return path.trim().replace(/^\//, '');
}

/**
 * What is odd about a mini program path, as one sentence, or undefined. A warning only: WeChat's
 * rules for wxa_path are not published, so the path is sent as it is and WeChat decides.
 */
export function pathWarning(path: string): string | undefined {
	if (/https?:\/\//i.test(path)) {
		return 'The path looks like a web address. A mini program path is like pages/index/index.';
	}
	if (/^weixin:\/\/|^#小程序:\/\//i.test(path)) {
		return 'The path looks like a mini program link. A mini program path is like pages/index/index.';
	}
	if (/[／＼？＝＆．：]/.test(path)) {
		return 'The path holds full-width characters (such as ／ in place of /). Type it again in English input mode.';
	}
	if (path.includes('\\')) {
		return 'The path holds a backslash. A mini program path uses /, like pages/index/index.';
	}
	if (/\s/.test(path)) return 'The path holds a space, which is sent as it is.';
	if (path.startsWith('/')) {
		return "The path starts with a slash. WeChat's examples have none, like pages/index/index.";
	}
	if (/\.html$/i.test(path.split('?')[0])) {
		return 'The path ends with .html, which the paths of pages inside a mini program do not have.';
	}
	return undefined;
}
