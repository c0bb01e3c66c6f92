import { classifyFailure } from '../../nodes/WechatMarketingCode/api/network';

const failure = (code: string, more: object = {}) =>
	Object.assign(new Error(`x ${code}`), { code, ...more });

describe('a failure of the network', () => {
	it.each([
		'ENOTFOUND',
		'ECONNREFUSED',
		'ENETUNREACH',
		'EAI_AGAIN',
		'CERT_HAS_EXPIRED',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
	])('%s: nothing was sent', (code) => expect(classifyFailure(failure(code)).sent).toBe(false));

	it.each([
		'ECONNRESET',
		'ECONNABORTED',
		'EPIPE',
		'ETIMEDOUT',
		'UND_ERR_SOCKET',
		'UND_ERR_HEADERS_TIMEOUT',
		'ERR_BAD_RESPONSE',
		'NEVER_HEARD_OF',
	])('%s: it may have been sent', (code) => expect(classifyFailure(failure(code)).sent).toBe(true));

	it('knows a time out of the connecting itself', () => {
		expect(classifyFailure(failure('ETIMEDOUT', { syscall: 'connect' })).sent).toBe(false);
	});

	it('looks into causes and into an aggregate of tries', () => {
		const wrapped = Object.assign(new Error('fetch failed'), { cause: failure('ECONNREFUSED') });
		expect(classifyFailure(wrapped)).toMatchObject({
			sent: false,
			problem: 'The connection was refused (ECONNREFUSED)',
		});
		const aggregate = Object.assign(new Error('all failed'), { errors: [failure('ENETUNREACH')] });
		expect(classifyFailure(aggregate).sent).toBe(false);
	});

	it('knows a proxy that refused', () => {
		expect(
			classifyFailure(new Error('Proxy response (407) !== 200 when HTTP Tunneling')).sent,
		).toBe(false);
	});

	it('knows a cancelled request', () => {
		expect(classifyFailure(failure('ERR_CANCELED')).cancelled).toBe(true);
	});

	it('tells no secret of an unknown error', () => {
		const error = new Error('GET https://x/?access_token=TOKEN-12345 failed');
		expect(classifyFailure(error, ['TOKEN-12345']).problem).not.toContain('TOKEN');
	});

	it('takes anything that is no error for sent', () => {
		expect(classifyFailure(undefined)).toMatchObject({ sent: true });
	});
});
