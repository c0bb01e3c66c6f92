import fc from 'fast-check';
import type { Answer } from '../../nodes/WechatMarketingCode/api/answer';
import { NOTHING } from '../../nodes/WechatMarketingCode/domain/sentence';
import { backOffMs, MAX_TRIES, nextStep } from '../../nodes/WechatMarketingCode/api/pace';

const refusal = (errcode: number, by: 'endpoint' | 'login' = 'endpoint'): Answer => ({
	kind: 'refused',
	errcode,
	errmsg: '',
	rid: null,
	time: '',
	by,
});
const lost: Answer = { kind: 'silence', sent: true, problem: NOTHING };
const unsent: Answer = { kind: 'silence', sent: false, problem: NOTHING };

describe('the decision to repeat a call', () => {
	it.each<[string, Answer, boolean, string]>([
		['a lost reply to a read', lost, false, 'again'],
		['a lost reply to a codeactive', lost, true, 'done'],
		['no connection for a codeactive', unsent, true, 'again'],
		['busy for a read', refusal(-1), false, 'again'],
		['busy for a codeactive', refusal(-1), true, 'done'],
		['busy at the login of a codeactive', refusal(-1, 'login'), true, 'again'],
		['the limit of a minute', refusal(45011), true, 'pause'],
		['the limit of a second', refusal(44990), false, 'pause'],
		['a refusal of the row', refusal(80306), false, 'done'],
		['a refusal of the account', refusal(48001), false, 'done'],
		['an unlisted code', refusal(12345), false, 'done'],
		['a refused token, which the session renews', refusal(40001), true, 'done'],
		['a source of tokens that is wrong for good', { ...unsent, hopeless: 'now' }, false, 'done'],
		['a source of tokens that may heal', { ...unsent, hopeless: 'after-tries' }, true, 'again'],
		['too many requests', { ...unsent, retryAfterMs: 1 }, true, 'pause'],
		['a download that WeChat could not fetch', refusal(80311), false, 'again'],
	])('%s', (_what, answer, commits, step) => {
		expect(nextStep(answer, { tries: 1, commits })).toBe(step);
	});

	it(`gives up after ${MAX_TRIES} tries, but a pause uses up none`, () => {
		expect(nextStep(lost, { tries: MAX_TRIES - 1, commits: false })).toBe('again');
		expect(nextStep(lost, { tries: MAX_TRIES, commits: false })).toBe('done');
		expect(nextStep(refusal(-1), { tries: MAX_TRIES - 1, commits: false })).toBe('again');
		expect(nextStep(refusal(-1), { tries: MAX_TRIES, commits: false })).toBe('done');
		expect(nextStep(refusal(45011), { tries: MAX_TRIES, commits: false })).toBe('pause');
	});
});

describe('the delay before the next try', () => {
	it('doubles from one second', () => {
		expect([1, 2, 3, 4].map((tries) => backOffMs(tries, 0))).toEqual([1000, 2000, 4000, 8000]);
	});

	it('stays between half and all of it, and under 30 s', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 50 }),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(tries, random) => {
					const full = backOffMs(tries, 0);
					expect(full).toBeLessThanOrEqual(30_000);
					expect(backOffMs(tries, random)).toBeGreaterThanOrEqual(full / 2);
					expect(backOffMs(tries, random)).toBeLessThanOrEqual(full);
				},
			),
		);
	});
});
