import { judge, ridOf } from '../../nodes/WechatMarketingCode/api/answer';

const respond = (text: string, { status = 200, contentType = 'text/plain' } = {}) =>
	judge(
		{ status, contentType, text },
		{ carries: ['access_token'], secrets: () => ['TOKEN-12345'], now: Date.UTC(2026, 10, 24) },
	);

describe('the judgement of an answer', () => {
	it('takes errcode 0 for success, whatever the content type says', () => {
		const answer = respond('{"errcode":0,"errmsg":"ok"}', { contentType: 'text/html' });
		expect(answer).toMatchObject({ kind: 'success', time: '2026-11-24T00:00:00.000Z' });
	});

	it('takes an answer without errcode for success only when it carries what was asked for', () => {
		expect(respond('{"access_token":"abc"}').kind).toBe('success');
		expect(respond('{}')).toMatchObject({ kind: 'silence', sent: true });
		expect(respond('{"access_token":null}').kind).toBe('silence');
	});

	it('reads errcode, text and rid of a refusal', () => {
		const text =
			'{"errcode":80302,"errmsg":"激活段重叠 hint: [a][2022-11-24 14:04:43] rid: 637f097b-107e6569-34b61712"}';
		expect(respond(text)).toMatchObject({
			kind: 'refused',
			errcode: 80302,
			errmsg: expect.stringContaining('激活段重叠') as string,
			rid: '637f097b-107e6569-34b61712',
			by: 'endpoint',
		});
	});

	it('accepts an errcode that a relay turned into text', () => {
		expect(respond('{"errcode":"0"}').kind).toBe('success');
		expect(respond('{"errcode":"40001","errmsg":"x"}')).toMatchObject({ errcode: 40001 });
	});

	it.each([
		['an HTML page', '<html>Bad Gateway</html>', 200],
		['JSON that is cut off', '{"errcode":0,"err', 200],
		['an empty body', '', 200],
		['a JSON array', '[{"errcode":0}]', 200],
		['a server fault, even with errcode 0 in it', '{"errcode":0}', 502],
		['a redirect', '{"errcode":0}', 302],
		['a null errcode without what was asked for', '{"errcode":null}', 200],
	])('takes %s for silence: nobody knows what WeChat did', (_what, text, status) => {
		expect(respond(text, { status })).toMatchObject({ kind: 'silence', sent: true });
	});

	it('shows status, content type and the first 200 characters of silence, without secrets', () => {
		const padding = 'x'.repeat(195);
		const answer = respond(`${padding}TOKEN-12345 and more`, {
			status: 503,
			contentType: 'text/html',
		});
		expect(answer).toMatchObject({ kind: 'silence' });
		const { problem } = answer as { problem: string };
		expect(problem).toContain('HTTP 503, text/html');
		expect(problem).not.toContain('TOKEN');
		expect(problem.length).toBeLessThan(320);
	});

	it('takes the token out of an errmsg', () => {
		const answer = respond('{"errcode":40097,"errmsg":"bad TOKEN-12345"}');
		expect(answer).toMatchObject({ errmsg: 'bad [hidden]' });
	});

	it('finds no rid where there is none', () => {
		expect(ridOf('hint: [BvQKPa01454744]')).toBeNull();
	});
});
