import { shapeOf } from '../../nodes/WechatMarketingCode/api/shape';
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

	it.each(['', ' ', '\u200B', false, {}, null])(
		'takes %p for nothing that was asked for',
		(token) => {
			expect(respond(JSON.stringify({ access_token: token })).kind).toBe('silence');
		},
	);

	it.each([400, 404, 500, 502, 503])('takes an errcode for a refusal under HTTP %i', (status) => {
		const answer = respond('{"errcode":-1,"errmsg":"system error"}', { status });
		expect(answer).toMatchObject({ kind: 'refused', errcode: -1 });
	});

	it.each<[string, string, string]>([
		['', 'was empty', 'HTTP 502'],
		[' \0', 'was empty', 'HTTP 502'],
		['{"a":1,"b":2}', 'was JSON with the fields a, b', 'HTTP 502'],
		['{"errcode":0}', 'was JSON with the field errcode (', 'HTTP 502'],
		['{}', 'an empty JSON object', 'HTTP 502'],
		['[1]', 'a JSON list', 'HTTP 502'],
		['"x"', 'a bare JSON string', 'HTTP 502'],
		['null', 'a bare JSON null', 'HTTP 502'],
		['{"a":', 'JSON that was cut off', 'HTTP 502'],
		['<!DOCTYPE html><p>', 'an HTML page', 'HTTP 502'],
		['<?xml version="1.0"?><a/>', 'XML', 'HTTP 502'],
		['upstream error', 'text that is not JSON', 'HTTP 502'],
		['\u001f\ufffd\b', 'compressed (gzip) without saying so', 'HTTP 502'],
		['\u001f\u008b\b', 'compressed (gzip) without saying so', 'HTTP 502'],
	])('tells what %j is', (text, words, head) => {
		const { problem } = respond(text, { status: 502 }) as { problem: string };
		expect(problem).toContain(words);
		expect(problem).toContain(head);
	});

	it('names at most eight fields, and only what looks like the name of one', () => {
		const names = Array.from({ length: 12 }, (_, at) => `f${at}`);
		expect(shapeOf(JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))))).toBe(
			'JSON with the fields f0, f1, f2, f3, f4, f5, f6, f7 and 4 more',
		);
		expect(shapeOf(JSON.stringify({ ['t'.repeat(31)]: 1, 'a b': 1 }))).toBe(
			'JSON with the fields …, …',
		);
	});
});
