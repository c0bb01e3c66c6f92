import { asHtml } from '../../nodes/WechatMarketingCode/run/reasons';

describe('lines for a hint', () => {
	it('are joined by a break and a line break; empty ones are left out', () => {
		expect(asHtml(['a', '', 'b'])).toBe('a<br>\nb');
	});

	it('hold at most 60 characters of what they quote', () => {
		const text = '茶'.repeat(60);
		expect(asHtml([`Brand is "${text}", not "b"`])).toBe(
			`Brand is &quot;${text}&quot;, not &quot;b&quot;`,
		);
		expect(asHtml([`Brand is "${text}b", not "b"`])).toBe(
			`Brand is &quot;${text.slice(1)}…&quot;, not &quot;b&quot;`,
		);
	});

	it('show tags as text', () => {
		expect(asHtml(['<a href="x">&</a>'])).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
	});
});
