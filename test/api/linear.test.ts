/* eslint-disable @n8n/community-nodes/no-restricted-globals -- measures the work of this process */
import { judge } from '../../nodes/WechatMarketingCode/api/answer';
import { explain } from '../../nodes/WechatMarketingCode/api/errcodes';
import { parseJson, shapeOf } from '../../nodes/WechatMarketingCode/api/json';
import { passedOn } from '../../nodes/WechatMarketingCode/api/login/tokenAnswer';
import { baseUrlOf, secretsOf } from '../../nodes/WechatMarketingCode/api/login/credential';
import { redact } from '../../nodes/WechatMarketingCode/api/redact';

const SMALL = 4_000;
const TIMES = 16;
/** Linear work grows 16-fold, quadratic 256-fold. */
const MOST = TIMES * 4;

/** Microseconds of this process' own work: a busy machine adds none. The least of several counts. */
function workOf(task: () => void): number {
	const counts = Array.from({ length: 3 }, () => {
		const before = process.cpuUsage();
		task();
		const { user, system } = process.cpuUsage(before);
		return user + system;
	});
	return Math.max(1, Math.min(...counts));
}

const SECRETS = ['\\\\secret//value==', 'aaaaaaaaaaaaaaaab', '%25%25%25%25', 'token 12345'];

/** Everything that sees a text of the other side. */
const readers: Record<string, (text: string) => unknown> = {
	judge: (text) =>
		judge(
			{ status: 200, contentType: '', text },
			{ carries: ['access_token'], secrets: () => SECRETS, now: 0 },
		),
	'judge of a refusal': (text) =>
		judge(
			{ status: 200, contentType: '', text: JSON.stringify({ errcode: 1, errmsg: text }) },
			{ carries: [], secrets: () => SECRETS, now: 0 },
		),
	'judge of a pause': (text) =>
		judge(
			{ status: 429, contentType: '', text, retryAfter: text },
			{ carries: [], secrets: () => SECRETS, now: 0 },
		),
	parseJson,
	passedOn: (text) => passedOn(text),
	shapeOf,
	redact: (text) => redact(text, SECRETS),
	explain: (text) => [1, 40164, 77777].map((errcode) => explain(errcode, { errmsg: text })),
	'what is typed': (text) => [baseUrlOf({ baseUrl: text }), secretsOf({ baseUrl: text })],
};

/** Pieces that make an expression look back, over and over. */
const pieces = [
	' ',
	'\\',
	'"',
	'"\\',
	'\\"',
	'\0',
	'{',
	'{"a":',
	'[',
	'1',
	'/',
	'?a=',
	'//@',
	'a',
	'%25',
	'%',
	'&amp;',
	'&#0',
	'secret',
	'secret ',
	'secret=',
	'access_token" ',
	'Bearer ',
	'rid: ',
	'rid:0',
	'errcode',
	"errcode'",
	'errcode: ',
	'errcode{}',
	'errmsg: ',
	'"application_id" ',
	'"application_id":1',
	':',
	'a:',
	'1.',
	'<html',
	'\u200B',
	'\ud800',
];

describe('the work on a text of the other side', () => {
	it.each(Object.entries(readers))('%s grows with the text, not with its square', (_name, read) => {
		for (const piece of pieces) {
			for (const [before, after] of [
				['', ''],
				['{"errcode":1,"errmsg":"\b', '"}'],
			]) {
				const text = (length: number) => before + piece.repeat(length / piece.length) + after;
				const small = text(SMALL);
				const large = text(SMALL * TIMES);
				read(small);
				// Sixteen small ones, so that both counts are of one size and as precise.
				const once = workOf(() => {
					for (let times = 0; times < TIMES; times++) read(small);
				});
				const growth = workOf(() => read(large)) / (once / TIMES);
				const tolerated = Math.max(MOST, (MOST * 2_000 * TIMES) / once);
				expect([piece, before, growth > tolerated ? growth : 'linear']).toEqual([
					piece,
					before,
					'linear',
				]);
			}
		}
	});
});
