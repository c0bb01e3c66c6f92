import { looksLikeAppId } from '../../nodes/WechatMarketingCode/domain/appId';
import { pathWarning, withoutLeadingSlash } from '../../nodes/WechatMarketingCode/domain/path';

describe('an app id', () => {
	test('is wx and 16 lower-case hexadecimal digits', () => {
		expect(looksLikeAppId('wx0123456789abcdef')).toBe(true);
	});

	test.each([
		['wx3sxjifjwojfsffef', 'the example on WeChat’s page'],
		['wx0123456789ABCDEF', 'upper case'],
		['wx0123456789abcde', 'too short'],
		['wx0123456789abcdef0', 'too long'],
		['gh_0123456789ab', 'the original id of an account'],
		[' wx0123456789abcdef', 'a space'],
		['', 'nothing'],
	])('%j does not look like one: %s', (text) => expect(looksLikeAppId(text)).toBe(false));
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
	])('%j brings a warning: %s', (path, warning) => expect(pathWarning(path)).toContain(warning));

	test('loses one leading slash and the white space around it, and nothing else', () => {
		expect(withoutLeadingSlash('/pages/index/index')).toBe('pages/index/index');
		expect(withoutLeadingSlash(' /pages/index ')).toBe('pages/index');
		expect(withoutLeadingSlash('pages/a/b/')).toBe('pages/a/b/');
		expect(withoutLeadingSlash('//pages')).toBe('/pages');
	});
});
