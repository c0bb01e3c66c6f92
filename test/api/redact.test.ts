import fc from 'fast-check';
import { redact } from '../../nodes/WechatMarketingCode/api/redact';

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
			'GET /x?access_token=ABCDEFG&a=1 {"refresh_token":"QQQQQ"} Bearer zzzzz',
			[],
		);
		expect(told).not.toMatch(/ABCDEFG|QQQQQ|zzzzz/);
		expect(told).toContain('a=1');
	});

	it('leaves no rest of a secret that contains another one', () => {
		expect(redact('secret-long-tail', ['secret', 'secret-long-tail'])).toBe('[hidden]');
	});

	it('does not blank out a text because of a very short secret', () => {
		expect(redact('a b c', ['a'])).toBe('a b c');
	});
});
