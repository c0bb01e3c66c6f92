import {
	begun,
	both,
	en,
	joined,
	type Language,
} from '../../nodes/WechatMarketingCode/domain/sentence';
import { asHtml } from '../../nodes/WechatMarketingCode/run/reasons';

describe('lines for a hint', () => {
	it('are joined by a break and a line break; empty ones are left out', () => {
		expect(asHtml(['a', '', 'b'], 'en')).toBe('a<br>\nb');
	});

	it('hold at most 60 characters of what they quote, in either language', () => {
		const told = (text: string) => en`Brand is "${text}", not "b"`.zh`品牌是“${text}”，不是“b”`;
		const text = '茶'.repeat(60);
		const lines = (language: Language) =>
			[text, `${text}b`].map((said) => asHtml([told(said)], language));
		expect(lines('en')).toEqual([
			`Brand is &quot;${text}&quot;, not &quot;b&quot;`,
			`Brand is &quot;${text.slice(1)}…&quot;, not &quot;b&quot;`,
		]);
		expect(lines('zh')).toEqual([`品牌是“${text}”，不是“b”`, `品牌是“${text.slice(1)}…”，不是“b”`]);
	});

	it('keep our own words whole beside what they quote, whatever marks stand in that', () => {
		const quotes = (text: string) => en`it says "${text}" there`.zh`写的是“${text}”`;
		const line = joined([begun(quotes('27" screen')), both`(${quotes('“” "'.repeat(20))})`, 'end']);
		const cut = '“” "'.repeat(15).slice(0, 59).replaceAll('"', '&quot;');
		expect(asHtml([line], 'en')).toBe(
			`It says &quot;27&quot; screen&quot; there (it says &quot;${cut}…&quot; there) end`,
		);
		expect(line.en).toContain('“” "'.repeat(20));
	});

	it('are spoken in every language where none is known', () => {
		expect(asHtml([{ en: 'Brand', zh: '品牌' }], undefined)).toBe('Brand 品牌');
		const line = en`"${'a'.repeat(61)}"`.zh`“${'b'.repeat(61)}”`;
		expect(asHtml([line], undefined)).toBe(`&quot;${'a'.repeat(59)}…&quot; “${'b'.repeat(59)}…”`);
	});

	it('show tags as text', () => {
		expect(asHtml(['<a href="x">&</a>'], 'en')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
	});
});
