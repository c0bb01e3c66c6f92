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
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
		'EHOSTUNREACH',
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
		'MY_CERT_STORE',
		'NOT_ERR_TLS_AT_ALL',
		'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
		'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
		'ERR_SSL_PROTOCOL_IS_SHUTDOWN',
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'EPROTO',
	])('%s: it may have been sent', (code) => expect(classifyFailure(failure(code)).sent).toBe(true));

	it.each(['EHOSTUNREACH', 'ENETDOWN'])(
		'%s in the middle of a call: it may have been sent',
		(code) => {
			const broken = failure(code, { syscall: 'read' });
			expect(classifyFailure(broken).sent).toBe(true);
			expect(classifyFailure(Object.assign(failure(code), { cause: broken })).sent).toBe(true);
		},
	);

	it('knows https that was spoken to a plain port, by the words of OpenSSL', () => {
		const error = failure('EPROTO', { syscall: 'write' });
		error.message =
			'write EPROTO 0:error:0A00010B:SSL routines:ssl3_get_record:wrong version number';
		expect(classifyFailure(error).sent).toBe(false);
	});

	it('report 15: a connection that ended in the TLS handshake: nothing was sent', () => {
		const error = failure('ECONNRESET');
		error.message =
			'Client network socket disconnected before secure TLS connection was established';
		expect(classifyFailure(error).sent).toBe(false);
	});

	it.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])(
		'an address that n8n does not allow (%s): nothing was sent, and nothing is tried again',
		(name) => {
			const error = Object.assign(new Error('The request was blocked'), { name });
			expect(classifyFailure(error)).toMatchObject({ sent: false, hopeless: 'now' });
		},
	);

	it('knows a time out of the connecting itself', () => {
		expect(classifyFailure(failure('ETIMEDOUT', { syscall: 'connect' })).sent).toBe(false);
	});

	it('looks into causes and into an aggregate of tries', () => {
		const wrapped = Object.assign(new Error('fetch failed'), { cause: failure('ECONNREFUSED') });
		expect(classifyFailure(wrapped)).toMatchObject({
			sent: false,
			problem: {
				en: 'The connection was refused (ECONNREFUSED)',
				zh: '连接被拒绝（ECONNREFUSED）',
			},
		});
		const aggregate = Object.assign(new Error('all failed'), { errors: [failure('ENETUNREACH')] });
		expect(classifyFailure(aggregate).sent).toBe(false);
	});

	it('knows a proxy that refused', () => {
		expect(
			classifyFailure(new Error('Proxy response (407) !== 200 when HTTP Tunneling')).sent,
		).toBe(false);
	});

	it('tells no secret of an unknown error', () => {
		const error = new Error('GET https://x/?access_token=TOKEN-12345 failed');
		expect(classifyFailure(error, ['TOKEN-12345']).problem.en).not.toContain('TOKEN');
	});

	it('says what the innermost cause says, with its code, and no more than 200 characters of it', () => {
		const said = (error: unknown) => classifyFailure(error).problem.en;
		expect(said(failure('ODD'))).toBe('x ODD (ODD)');
		const inner = Object.assign(new Error('the reason'), { cause: failure('INNER') });
		expect(said(Object.assign(new Error('outside'), { cause: inner }))).toBe('x INNER (INNER)');
		expect(said(new Error('y'.repeat(500)))).toBe('y'.repeat(200));
		expect(said(Object.assign(new Error('stopped'), { name: 'AbortError' }))).toBe(
			'stopped (AbortError)',
		);
		for (const mute of [undefined, {}, new Error()]) expect(said(mute)).toBe('The request failed');
	});

	it('ends also where a cause is its own cause', () => {
		const error = failure('ECONNRESET');
		expect(classifyFailure(Object.assign(error, { cause: error })).sent).toBe(true);
	});

	it('takes only a name that begins so for a refusal of n8n’s', () => {
		for (const name of ['NoSsrfError', 'AnUnknownConnectionHostError']) {
			expect(classifyFailure(Object.assign(new Error('x'), { name })).hopeless).toBeUndefined();
		}
		const unknown = Object.assign(new Error('x'), { name: 'UnknownConnectionHostError' });
		expect(classifyFailure(unknown)).toMatchObject({ sent: false, hopeless: 'now' });
	});

	it.each([
		['ECONNRESET', 'The connection was lost before the answer came', false],
		['EPIPE', 'The connection was lost before the answer came', false],
		['ETIMEDOUT', 'No answer came in time', true],
		['UND_ERR_BODY_TIMEOUT', 'No answer came in time', true],
		['TimeoutError', 'No answer came in time', true],
	])('%s is told as: %s', (code, words, timedOut) => {
		const told = classifyFailure(failure(code));
		expect(told.problem.en).toBe(`${words} (${code})`);
		expect(told.timedOut).toBe(timedOut);
	});

	it('takes anything that is no error for sent', () => {
		expect(classifyFailure(undefined)).toMatchObject({ sent: true });
	});
});
