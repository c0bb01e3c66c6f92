import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { redact, redactFields } from '../../nodes/WechatMarketingCode/api/redact';

describe('redaction', () => {
	it('takes out a secret in every form in which it can turn up', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 8 }),
				fc.string(),
				fc.string(),
				(secret, before, after) => {
					fc.pre(!before.includes(secret) && !after.includes(secret) && secret.trim().length > 7);
					const forms = [secret, JSON.stringify(secret).slice(1, -1)];
					try {
						forms.push(encodeURIComponent(secret));
					} catch {
						return; // lone surrogates cannot stand in a URL
					}
					for (const form of forms)
						expect(redact(`${before} ${form} ${after}`, [secret])).not.toContain(form);
				},
			),
		);
	});

	it('takes out whatever stands behind a name that holds secrets', () => {
		const told = redact(
			'GET /x?access_token=ABCDEFG&a=1 {"refresh_token":"QQQQQ","refreshToken":"RRRRR"} Bearer zzzzz',
			[],
		);
		expect(told).not.toMatch(/BCDEFG|QQQQ|RRRR|zzzzz/);
		expect(told).toContain('a=1');
	});

	it('leaves no rest of a secret that contains another one', () => {
		expect(redact('secret-long-tail', ['secret', 'secret-long-tail'])).toBe('[hidden]');
	});

	it('does not blank out a text because of a very short secret', () => {
		expect(redact('a b c', ['a'])).toBe('a b c');
	});

	/** A secret with every kind of character that some form escapes. */
	const secret = 'Ab1/+=&"\'<>\\ @:_-.ü中😀/zZ9';
	const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
	const python = (text: string) => encodeURIComponent(text).replace(/%2F/g, '/');
	const html = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#x27;',
		'/': '&#x2F;',
	};
	const units = (text: string, form: (unit: string) => string) =>
		text.replace(/[^A-Za-z0-9]/g, (unit) => form(unit.charCodeAt(0).toString(16).padStart(4, '0')));
	const json = JSON.stringify(secret).slice(1, -1);

	it.each<[string, string]>([
		['as it is', secret],
		['in JSON', json],
		['in JSON with \\/', json.replaceAll('/', '\\/')],
		['in JSON inside JSON', JSON.stringify(json).slice(1, -1)],
		['in JSON as ASCII', units(secret, (hex) => `\\u${hex}`)],
		['in JSON as ASCII with capitals', units(secret, (hex) => `\\u${hex.toUpperCase()}`)],
		['percent-encoded', encodeURIComponent(secret)],
		['percent-encoded in small letters', lower(encodeURIComponent(secret))],
		['percent-encoded with slashes left alone', python(secret)],
		['percent-encoded as a whole URL', encodeURI(secret)],
		['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
		['in a form', new URLSearchParams({ s: secret }).toString().slice(2)],
		['in HTML by numbers', html(secret)],
		['in HTML by names', secret.replace(/[&<>"'/]/g, (char) => entities[char])],
		['in base64', Buffer.from(`user:${secret}`).toString('base64')],
		['in base64, one byte further', Buffer.from(`me:${secret} and more`).toString('base64')],
		['in base64, two bytes further', Buffer.from(`a${secret}b`).toString('base64')],
		['in base64 for URLs', Buffer.from(`user:${secret}`).toString('base64url')],
	])('hides a secret %s', (_form, written) => {
		const told = redact(`before ${written} after`, [secret]);
		expect(told).toMatch(/^before .{0,16}\[hidden\].{0,16} after$/);
		expect(told).not.toContain(written);
	});

	it.each(['base64', 'base64url'] as const)(
		'knows the two characters in which %s differs',
		(form) => {
			const odd = '~~~???>>>~~~';
			const written = Buffer.from(odd).toString(form);
			expect(written).toMatch(/[-_+/]/);
			expect(redact(written, [odd])).toBe('[hidden]');
		},
	);

	it('hides what stands behind a name that holds secrets, however both are escaped', () => {
		for (const written of [
			'access_token%3DABCDEFG%26',
			'{\\"access_token\\":\\"ABCDEFG\\"}',
			'&quot;access_token&quot;:&quot;ABCDEFG&quot;',
			"{'accessToken': 'ABCDEFG'}",
			'authorizer_refresh_token = ABCDEFG',
			'appSecret: "ABCDEFG"',
		]) {
			expect(redact(written, [])).not.toContain('ABCDEFG');
		}
	});

	it('never throws, whatever text and secrets are', () => {
		const odd = fc.string({ unit: 'binary' });
		const broken = fc
			.array(fc.constantFrom('\ud800', '\udc00', 'a', '%', '\\', '['))
			.map((all) => all.join(''));
		fc.assert(
			fc.property(fc.oneof(odd, broken), fc.array(fc.oneof(odd, broken)), (text, secrets) => {
				expect(typeof redact(text, secrets)).toBe('string');
				for (const secret of secrets) {
					if (secret.length >= 4) expect(redact(`x${secret}x`, [secret])).not.toContain(secret);
				}
			}),
		);
	});
});

describe('redaction of a success', () => {
	const secrets = ['TOKEN/1234567890'];

	it('takes the secrets out of every text and name, however deep, and leaves the rest as it is', () => {
		const body = {
			count: 3,
			none: null,
			path: 'pages/index?secret=of-the-brand',
			list: [{ told: 'for TOKEN%2F1234567890', 'TOKEN/1234567890': true }],
		};
		expect(redactFields(body, secrets)).toEqual({
			...body,
			list: [{ told: 'for [hidden]', '[hidden]': true }],
		});
		expect(redactFields(body, [])).toEqual(body);
	});

	it('leaves out what is nested without end', () => {
		const deep = JSON.parse(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`) as IDataObject;
		const told = JSON.stringify(redactFields(deep, secrets));
		expect(told).toBe(`{"a":${'['.repeat(20)}null${']'.repeat(20)}}`);
	});
});
