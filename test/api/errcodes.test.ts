import {
	effectOf,
	errcodes,
	explain,
	isBarcodeReview,
	isListed,
} from '../../nodes/WechatMarketingCode/api/errcodes';

/** Every errcode that WeChat's pages, SDKs and users' reports connect with this service. */
const marketcode = [1, 40097, 40165, 40166, ...Array.from({ length: 14 }, (_, i) => 80300 + i)];
const token = [40001, 40014, 41001, 42001];
const pause = [45011, 44990];
const stop = [
	45009, 40164, 61004, 45035, 48001, 48004, 50002, 50004, 40013, 40125, 41002, 41004, 40243, 48017,
	40030, 42002, 42007, 61003, 61005, 61006, 61007, 61011, 61023, 61024, 89501, 89502, 89503, 89504,
	89505, 89506, 89507,
];
const request = [-1, 40033, 40035, 40066, 43002, 43003, 44002, 47001, 40002];
const all = [...marketcode, ...token, ...pause, ...stop, ...request];

describe('the table of errcodes', () => {
	it.each(all)('knows %i with a sentence and a remedy of its own', (errcode) => {
		expect(isListed(errcode)).toBe(true);
		const { en, zh } = explain(errcode, {
			appId: 'wxA',
			applicationId: '7',
			errmsg: 'from 10.1.2.3',
		});
		expect(en).toMatch(/^[A-Z].{10,}?\. [A-Z].{10,}\.$/);
		expect(zh).toMatch(/^[^。]{5,}。.{5,}。$/);
		expect(zh.match(/\p{sc=Han}/gu)?.length).toBeGreaterThan(10);
		for (const sentence of [en, zh]) {
			expect(sentence).not.toMatch(/[{}]|undefined|\.\.|。。|\[object|[，。：；（）“”] | {2}/);
			expect(sentence.length).toBeLessThanOrEqual(330);
		}
	});

	it.each(all)('names in both languages what %i names in one, known or not', (errcode) => {
		const named = { appId: 'wxA', applicationId: '7', errmsg: 'from 10.1.2.3' };
		const { en, zh } = explain(errcode, named);
		for (const fact of ['wxA', ' 7', '10.1.2.3'])
			expect([fact, zh.includes(fact)]).toEqual([fact, en.includes(fact)]);
		const alone = explain(errcode);
		for (const said of [alone.en, alone.zh]) {
			expect(said).not.toMatch(/undefined|[^\x20-\x7e] [。，]|\(\)|（）/);
		}
	});

	it('lists nothing that the facts do not name', () => {
		expect(Object.keys(errcodes).map(Number).sort()).toEqual([...all].sort());
	});

	it.each(stop)('stops the run on %i', (errcode) => expect(effectOf(errcode)).toBe('run'));
	it.each(token)('renews the token on %i', (errcode) => expect(effectOf(errcode)).toBe('token'));
	it.each(pause)('pauses on %i', (errcode) => expect(effectOf(errcode)).toBe('pause'));

	it('stops the run on every code of the 895xx family', () => {
		expect(effectOf(89599)).toBe('run');
		expect(explain(89599).en).toContain('administrator');
	});

	it("fails only the row on an unlisted code, in WeChat's own text", () => {
		expect(effectOf(99999)).toBe('row');
		expect(explain(99999, { errmsg: '奇怪的错误' }).en).toContain('奇怪的错误');
	});

	it('shows the address to put on the whitelist', () => {
		const errmsg = 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1';
		expect(explain(40164, { errmsg }).en).toContain('Add 203.0.113.7 to the IP whitelist');
		expect(explain(40164, { errmsg: 'ipv6 2001:db8::1, not in whitelist' }).en).toContain(
			'2001:db8::1',
		);
	});

	it.each([
		['invalid ip 2001:db8::1, not in whitelist rid: 1', '2001:db8::1'],
		['invalid ip 2001:DB8:0:0:0:0:0:7 not in whitelist', '2001:DB8:0:0:0:0:0:7'],
		['[2022-11-24 14:04:43] invalid ip ::1', '::1'],
		['invalid ip, [2022-11-24 14:04:43] hint: [a:b:c]', 'the public IP address of this n8n'],
		['', 'the public IP address of this n8n'],
	])('shows the address of %j', (errmsg, address) => {
		expect(explain(40164, { errmsg }).en).toContain(`Add ${address} to the IP whitelist`);
	});

	it.each([42002, 42007, 40030, 61003, 61023])(
		'%i wants the account to authorise again',
		(errcode) => {
			expect(effectOf(errcode)).toBe('run');
			expect(explain(errcode).en).toContain('authorise the third-party platform again');
		},
	);

	it('says which account is meant', () => {
		expect(explain(48001, { appId: 'wxService' }).en).toMatch(/wxService.*service account/);
		expect(explain(80301, { appId: 'wxService', applicationId: '581' }).en).toMatch(
			/581.*wxService/,
		);
	});

	it('takes errcode 1 for a review only with the text of a review', () => {
		expect(isBarcodeReview(1, '条码未在编码中心登记')).toBe(true);
		expect(isBarcodeReview(1, '请24h后重试')).toBe(true);
		expect(isBarcodeReview(1, '将进入审核')).toBe(true);
		expect(isBarcodeReview(1, 'system error')).toBe(false);
		expect(isBarcodeReview(80300, '编码中心')).toBe(false);
		expect(explain(1, { errmsg: '名称违规' }).en).toContain('名称违规');
	});
});
