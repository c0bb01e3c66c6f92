import { readAppId } from '../../nodes/WechatMarketingCode/domain/cells';
import { pathWarning, withoutLeadingSlash } from '../../nodes/WechatMarketingCode/domain/path';

describe('an app id', () => {
	const unusual = expect.objectContaining({
		en: expect.stringContaining('only 0-9 and a-f') as string,
	}) as object;

	test.each([
		['wx0123456789abcdef', 'wx0123456789abcdef', undefined],
		["'wx0123456789abcdef", 'wx0123456789abcdef', undefined],
		[' ｗｘ0123456789ＡＢＣＤＥＦ\u200b', 'wx0123456789abcdef', undefined],
		['WX0123456789ABCDEF', 'wx0123456789abcdef', undefined],
		['wx3sxjifjwojfsffef', 'wx3sxjifjwojfsffef', unusual],
	])('%j is read as %j', (cell, value, warning) => {
		expect(readAppId(cell)).toEqual({ kind: 'value', value, ...(warning && { warning }) });
	});

	test.each([
		['wx0123456789abcde', 'it has 17 characters, not 18.'],
		['wx0123456789abcdef0', 'it has 19 characters, not 18.'],
		['wx0123-456789abcde', 'its character 7 is “-”.'],
		['ab0123456789abcdef', 'its character 1 is “a”.'],
		['wx 123456789abcdef', 'its character 3 is a space.'],
		['wх0123456789abcdef', 'its character 2 is “х”.'],
		['581865877', 'it has 9 characters, not 18, and its character 1 is “5”.'],
		['gh_0123456789ab', 'is the original id (原始ID) of an account'],
	])('%j is refused: %s', (cell, problem) => {
		expect(readAppId(cell)).toEqual({
			kind: 'problem',
			problem: {
				en: expect.stringContaining(problem) as string,
				zh: expect.stringMatching(/^“.*AppID.*。$/) as string,
			},
		});
	});
});

describe('a mini program path', () => {
	test.each(['pages/index/index', 'pages/index/index?from=code&id=1', '页面/首页', ''])(
		'%j brings no warning',
		(path) => expect(pathWarning(path)).toBeUndefined(),
	);

	test.each([
		['/pages/index/index', 'starts with a slash'],
		['pages/my page/index', 'holds a space'],
		['pages/index/index\u3000x', 'holds a space'],
		['https://example.com/pages/index', 'looks like a web address'],
		['HTTP://EXAMPLE.COM', 'looks like a web address'],
		['pages／index／index', 'full-width characters'],
		['pages/index/index？a＝1', 'full-width characters'],
		['pages\\index\\index', 'backslash'],
		['weixin://dl/business/?t=abc', 'mini program link'],
		['#小程序://Shop/abc', 'mini program link'],
		['pages/index/index.html', '.html'],
		['pages/index/index.html?a=1', '.html'],
		['pages/index/index#top', 'holds a #'],
		['"pages/index/index"', 'quotation marks around it'],
		['“pages/index/index”', 'quotation marks around it'],
		["'pages/index/index", 'quotation marks around it'],
		['pages/index/', 'ends with a slash'],
		['pages/index/?a=1', 'ends with a slash'],
		['pages/index/index?a=1&code_ticket=x', 'WeChat adds by itself'],
		['pages/index/index?code_ticket=', 'WeChat adds by itself'],
	])('%j brings a warning: %s', (path, warning) => {
		expect(pathWarning(path)?.en).toContain(warning);
		expect(pathWarning(path)?.zh).toMatch(/路径.*。$/);
	});

	test('loses one leading slash and the white space around it, and nothing else', () => {
		expect(withoutLeadingSlash('/pages/index/index')).toBe('pages/index/index');
		expect(withoutLeadingSlash(' /pages/index ')).toBe('pages/index');
		expect(withoutLeadingSlash('pages/a/b/')).toBe('pages/a/b/');
		expect(withoutLeadingSlash('//pages')).toBe('/pages');
	});
});
