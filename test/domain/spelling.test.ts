import {
	spelledAppId,
	spelledNumber,
	spelledPath,
	spelledText,
} from '../../nodes/WechatMarketingCode/domain/spelling';

describe('what WeChat hands back is the same value, though it is spelled otherwise', () => {
	test.each([
		[spelledText, ' 绿茶\n', '绿茶'],
		[spelledText, 'Tea &amp; &lt;Milk&gt;', 'Tea & <Milk>'],
		[spelledText, 'Red\r\nTea', 'Red\nTea'],
		[spelledText, 'Cafe\u0301', 'Caf\u00e9'],
		[spelledNumber, '00581865877 ', '581865877'],
		[spelledNumber, '0', '0'],
		[spelledAppId, ' WX5F3A1C9E7B2D4068', 'wx5f3a1c9e7b2d4068'],
		[spelledPath, '/pages/tea/index.html', 'pages/tea/index'],
		[spelledPath, 'pages/index.html?a=%E8%8C%B6', 'pages/index?a=茶'],
		[spelledPath, ' pages/index?a=100% ', 'pages/index?a=100%'],
	])('%p %j', (spelled, one, other) => {
		expect(spelled(one)).toBe(other);
		expect(spelled(other)).toBe(other);
	});

	test('another value stays another', () => {
		expect(spelledText('Tea')).not.toBe(spelledText('tea'));
		expect(spelledNumber('10')).not.toBe(spelledNumber('1'));
		expect(spelledPath('pages/html')).toBe('pages/html');
	});
});
