import { shapeOf } from '../../nodes/WechatMarketingCode/api/json';
import type { Sentence } from '../../nodes/WechatMarketingCode/domain/sentence';
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
		['the last status that is no success', '{"errcode":0}', 300],
		['a status before all successes', '{"errcode":0}', 199],
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
		const { en: problem, zh } = (answer as { problem: Sentence }).problem;
		expect(problem).toContain('HTTP 503, text/html');
		expect(problem + zh).not.toContain('TOKEN');
		expect(problem.length).toBeLessThan(320);
	});

	it('takes the token out of an errmsg', () => {
		const answer = respond('{"errcode":40097,"errmsg":"bad TOKEN-12345"}');
		expect(answer).toMatchObject({ errmsg: 'bad [hidden]' });
	});

	it('takes the token out of the content type, and shows no more than a name of it', () => {
		const contentType = `text/TOKEN-12345; ${'x'.repeat(100)}`;
		const { problem } = respond('', { contentType }) as { problem: Sentence };
		expect(problem.en).toMatch(/^The answer was empty \(HTTP 200, text\/\[hidden\]; x{40,50}\)$/);
	});

	it('does not look at an answer that is far too long', () => {
		const text = `{"errcode":0,"errmsg":"${'x'.repeat(1_000_000)}"}`;
		expect(respond(text)).toMatchObject({
			kind: 'silence',
			sent: true,
			problem: { en: 'The answer was too long (more than 1000000 characters)' },
		});
	});

	it.each([
		['{"errcode":0}', 'silence'],
		['{"errcode":0,"status":{}}', 'silence'],
		['{"errcode":0,"status":" "}', 'silence'],
		['{"errcode":0,"status":"FINISH"}', 'success'],
		['{"status":"FINISH"}', 'success'],
		['{"errcode":null,"status":"FINISH"}', 'silence'],
	])('of an endpoint that says nothing without a status takes %s for %s', (text, kind) => {
		const asked = { carries: ['status'], needsThem: true, secrets: () => [], now: 0 };
		expect(judge({ status: 200, contentType: '', text }, asked).kind).toBe(kind);
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
		['<!doctype\n  html>', 'an HTML page', 'HTTP 502'],
		['<html><p>', 'an HTML page', 'HTTP 502'],
		['<?xml version="1.0"?><a/>', 'XML', 'HTTP 502'],
		['upstream error', 'text that is not JSON', 'HTTP 502'],
		['\u001f\ufffd\b', 'compressed (gzip) without saying so', 'HTTP 502'],
		['\u001f\u008b\b', 'compressed (gzip) without saying so', 'HTTP 502'],
	])('tells what %j is', (text, words, head) => {
		const { problem } = respond(text, { status: 502 }) as { problem: Sentence };
		expect(problem.en).toContain(words);
		expect(problem.en).toContain(head);
		expect(problem.zh).toMatch(/^回复是[\p{sc=Han}].*（HTTP 502，text\/plain/u);
	});

	it('names at most eight fields, and only what looks like the name of one', () => {
		const names = Array.from({ length: 12 }, (_, at) => `f${at}`);
		expect(shapeOf(JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))))).toEqual({
			en: 'JSON with the fields f0, f1, f2, f3, f4, f5, f6, f7 and 4 more',
			zh: '含 f0、f1、f2、f3、f4、f5、f6、f7 等 12 个字段的 JSON',
		});
		expect(shapeOf(JSON.stringify({ ['t'.repeat(31)]: 1, 'a b': 1 })).en).toBe(
			'JSON with the fields …, …',
		);
	});
});
