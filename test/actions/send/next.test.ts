import { next } from '../../../nodes/WechatMarketingCode/actions/code/activate/send/next';
import type { Heard } from '../../../nodes/WechatMarketingCode/actions/code/activate/send/heard';
import type { Piece } from '../../../nodes/WechatMarketingCode/actions/code/activate/send/pieces';
import type { Policy } from '../../../nodes/WechatMarketingCode/actions/code/activate/send/steps';
import {
	answer,
	checkFirst,
	failRow,
	found,
	free,
	inWords,
	lost,
	neverLeft,
	notSent,
	other,
	piece,
	refusal,
	same,
	skip,
	success,
	TIME,
	untold,
	verify,
} from './cases';

type Case = [what: string, piece: Piece, heard: Heard | undefined, policy: Policy, steps: string[]];

const run = (cases: Case[]): void => {
	it.each(cases)('%s', (_what, given, heard, policy, steps) => {
		expect(next(given, heard, policy).map(inWords)).toEqual(steps);
	});
};

const REST = 'drop the rest of the row';
const refused = refusal(80302);
const one = piece('0–9');
const three = piece('0–4 5–9 10–14');
const sent = piece('0–9', { sends: 1, lost: true, open: lost });

describe('a piece that nothing was asked about yet', () => {
	run([
		['is sent', one, undefined, skip, ['send 0–9']],
		['is sent with Fail the Row', one, undefined, failRow, ['send 0–9']],
		[
			'is looked up at both ends with Check First',
			one,
			undefined,
			checkFirst,
			['look up 0–9 both'],
		],
		[
			'is sent when it was looked up already',
			{ ...one, checked: true },
			undefined,
			checkFirst,
			['send 0–9'],
		],
		[
			'is looked up when an earlier try sent it',
			{ ...one, lost: true },
			undefined,
			skip,
			['look up 0–9 both'],
		],
		[
			'is looked up when an earlier try sent it, with Check First too',
			{ ...one, lost: true },
			undefined,
			checkFirst,
			['look up 0–9 both'],
		],
	]);
});

describe('the answer to codeactive', () => {
	run([
		['success: activated', one, answer(success), skip, ['0–9 activated']],
		['success of several rows: activated', three, answer(success), skip, ['0–14 activated']],
		[
			'success, to be verified: its ends are looked up',
			one,
			answer(success),
			verify,
			['look up 0–9 ends'],
		],
		[
			'the run stopped before it: not attempted',
			one,
			answer(notSent),
			skip,
			['0–9 notAttempted', REST],
		],
		[
			'the run stopped before it was sent again: it is known to be free',
			{ ...sent, checked: true },
			answer(notSent),
			skip,
			['0–9 never', REST],
		],
		['no connection: nothing was sent', one, answer(neverLeft), skip, ['0–9 unsent', REST]],
		[
			'no connection, after a lost send that a look-up showed free',
			{ ...sent, checked: true },
			answer(neverLeft),
			skip,
			['0–9 never', REST],
		],
		[
			'the reply is lost: look up after a wait',
			one,
			answer(lost),
			skip,
			['look up 0–9 front after 1'],
		],
		[
			'the second reply is lost: look up after a longer wait',
			sent,
			answer(lost),
			skip,
			['look up 0–9 front after 2'],
		],
		[
			'the reply is lost with Fail the Row: look up all the same',
			one,
			answer(lost),
			failRow,
			['look up 0–9 front after 1'],
		],
		[
			'busy (-1) does not tell whether it was done: look up',
			one,
			answer(refusal(-1)),
			skip,
			['look up 0–9 front after 1'],
		],
		['80305: look up once', one, answer(refusal(80305)), skip, ['look up 0–9 front after 1']],
		[
			'80305 again: failed',
			{ ...one, unexplained: true, sends: 1 },
			answer(refusal(80305)),
			skip,
			['0–9 refused', REST],
		],
		[
			'a barcode under review: pending, and the rest of the row too',
			one,
			answer(refusal(1, '进入审核')),
			skip,
			['0–9 refused', REST],
		],
		[
			'a refusal of the values: the rest of the row would be refused too',
			one,
			answer(refusal(40097)),
			skip,
			['0–9 refused', REST],
		],
		[
			'a refusal of the values: the result of all its rows',
			three,
			answer(refusal(40097)),
			skip,
			['0–14 refused'],
		],
		[
			'an unlisted refusal: the result of all its rows',
			three,
			answer(refusal(77777)),
			skip,
			['0–14 refused'],
		],
		['80302: look up from both ends', one, answer(refused), skip, ['look up 0–9 both']],
		[
			'80302 of several rows: look up from the front',
			three,
			answer(refused),
			skip,
			['look up 0–14 front'],
		],
		['80302 with Fail the Row: failed at once', one, answer(refused), failRow, ['0–9 refused']],
		[
			'80302 of several rows with Fail the Row: halved',
			three,
			answer(refused),
			failRow,
			['send 0–9', 'send 10–14'],
		],
		[
			'80302 with Fail the Row after a lost send: look up, somebody else may hold its end',
			sent,
			answer(refused),
			failRow,
			['look up 0–9 both'],
		],
		[
			'80306 of several rows: halved',
			three,
			answer(refusal(80306)),
			skip,
			['send 0–9', 'send 10–14'],
		],
		[
			'80308 of several rows: halved',
			three,
			answer(refusal(80308)),
			skip,
			['send 0–9', 'send 10–14'],
		],
		[
			'80306 of several rows with Check First: each half is looked up',
			three,
			answer(refusal(80306)),
			checkFirst,
			['look up 0–9 both', 'look up 10–14 both'],
		],
		[
			'80310 of several rows: the result of all',
			three,
			answer(refusal(80310)),
			skip,
			['0–14 refused'],
		],
		['80306 inside a block: failed', one, answer(refusal(80306)), skip, ['0–9 refused', REST]],
		[
			'80308 inside a block: failed, the other parts are sent',
			one,
			answer(refusal(80308)),
			skip,
			['0–9 refused'],
		],
		[
			'80310 inside a block: failed, the other parts are sent',
			one,
			answer(refusal(80310)),
			skip,
			['0–9 refused'],
		],
		[
			'80302 of a part with Fail the Row: the other parts are sent',
			one,
			answer(refused),
			failRow,
			['0–9 refused'],
		],
		...[80306, 80308, 80310].map(
			(errcode): Case => [
				`${errcode} across blocks: cut at the borders`,
				piece('49990–100009'),
				answer(refusal(errcode)),
				skip,
				['send 49990–49999', 'send 50000–99999', 'send 100000–100009'],
			],
		),
		[
			'across blocks after an earlier try: each part is looked up',
			piece('49990–50009', { lost: true }),
			answer(refusal(80308)),
			skip,
			['look up 49990–49999 front', 'look up 50000–50009 front'],
		],
	]);
});

describe('a look-up after a lost send', () => {
	run([
		['all active with its values: our own work', sent, found(same('0–9')), skip, ['0–9 confirmed']],
		[
			'all active in larger segments',
			sent,
			found(same('0–4', '0–4'), same('5–9', '5–99')),
			skip,
			['0–4 confirmed', '5–9 confirmed'],
		],
		['not active: sent again', sent, found(free('0–9')), skip, ['send 0–9']],
		[
			'not active after five sends: given up',
			{ ...sent, sends: 5 },
			found(free('0–9')),
			skip,
			['0–9 never', REST],
		],
		[
			'not active after 80305: sent once more',
			{ ...sent, unexplained: true },
			found(free('0–9')),
			skip,
			['send 0–9'],
		],
		['no answer: unknown', sent, found(untold('0–9')), skip, ['0–9 unknown', REST]],
		[
			'success without ends proves nothing: unknown',
			sent,
			found(untold('0–9', success)),
			skip,
			['0–9 unknown', REST],
		],
		[
			'the token in the way: asked again',
			sent,
			found(untold('0–9', refusal(42001))),
			skip,
			['look up 0–9 front after 1'],
		],
		[
			'the token in the way four times: unknown',
			{ ...sent, asked: 3 },
			found(untold('0–9', refusal(42001))),
			skip,
			['0–9 unknown', REST],
		],
		[
			'another refusal of the look-up: unknown',
			sent,
			found(untold('0–9', refusal(80301))),
			skip,
			['0–9 unknown', REST],
		],
		[
			'its very ends with another value: unknown, never somebody else',
			sent,
			found(other('0–9')),
			skip,
			['0–9 unknown', REST],
		],
		[
			'a larger segment with other values: somebody else',
			sent,
			found(other('0–9', '0–99')),
			skip,
			['0–9 held'],
		],
		[
			'active in front, free behind: the rest is sent',
			sent,
			found(same('0–4'), free('5–9')),
			skip,
			['0–4 confirmed', 'send 5–9'],
		],
		[
			'held in front, free behind: the rest is left to the user',
			sent,
			found(other('0–4'), free('5–9')),
			skip,
			['0–4 held', '5–9 free'],
		],
		[
			'80302, held by somebody else at its end: named',
			{ ...sent, refusal: refused },
			found(free('0–4'), other('5–9', '5–20')),
			skip,
			['0–4 free', '5–9 held'],
		],
		[
			'active in front, then no answer',
			sent,
			found(same('0–4'), untold('5–9')),
			skip,
			['0–4 confirmed', '5–9 unknown', REST],
		],
		[
			'80302, and nothing is shown: asked again',
			{ ...sent, refusal: refused },
			found(free('0–9')),
			skip,
			['look up 0–9 both after 1'],
		],
		[
			'80302, and nothing is shown four times: unknown, never failed',
			{ ...sent, refusal: refused, asked: 3 },
			found(free('0–9')),
			skip,
			['0–9 unknown', REST],
		],
		[
			'80302, and all is shown: our own work',
			{ ...sent, refusal: refused },
			found(same('0–9')),
			failRow,
			['0–9 confirmed'],
		],
		[
			'80302, and no answer: unknown',
			{ ...sent, refusal: refused },
			found(untold('0–9')),
			skip,
			['0–9 unknown', REST],
		],
	]);

	const together = piece('0–4 5–9 10–14', { sends: 1, lost: true, open: lost });
	run([
		[
			'several rows, all active',
			together,
			found(same('0–14')),
			skip,
			['0–4 confirmed', '5–9 confirmed', '10–14 confirmed'],
		],
		[
			'several rows, none active: sent again together',
			together,
			found(free('0–14')),
			skip,
			['send 0–14'],
		],
		[
			'several rows, no answer: each is unknown',
			together,
			found(untold('0–14')),
			skip,
			['0–4 unknown', '5–9 unknown', '10–14 unknown'],
		],
		[
			'several rows, the first active: the others are sent',
			together,
			found(same('0–4'), free('5–14')),
			skip,
			['0–4 confirmed', 'send 5–14'],
		],
		[
			'several rows, one cut by the border: its rest is sent',
			together,
			found(same('0–6'), free('7–14')),
			skip,
			['0–4 confirmed', '5–6 confirmed', 'send 7–9', 'send 10–14'],
		],
		[
			'several rows in a segment of the ends of the call with another value: unknown',
			together,
			found(other('0–14')),
			skip,
			['0–4 unknown', '5–9 unknown', '10–14 unknown'],
		],
		[
			'several rows, a segment of the very ends of one with another value: that row is unknown',
			together,
			found(other('0–4'), free('5–14')),
			skip,
			['0–4 unknown', 'send 5–14'],
		],
		[
			'several rows, 80302 and nothing is shown: asked again',
			{ ...together, refusal: refused },
			found(free('0–14')),
			skip,
			['look up 0–14 both after 1'],
		],
	]);
});

describe('the look-up of what an earlier try sent, each time with an answer', () => {
	const again = { ...one, again: true };
	run([
		[
			'is asked for at both ends, whatever the setting',
			again,
			undefined,
			failRow,
			['look up 0–9 both'],
		],
		['active: done', again, found(same('0–9')), failRow, ['0–9 already']],
		['free: sent', again, found(free('0–9')), skip, ['send 0–9']],
		[
			'active in part: the rest is sent',
			again,
			found(same('0–4'), free('5–9')),
			skip,
			['0–4 already', 'send 5–9'],
		],
		[
			'held with its very ends: somebody else, nothing was lost',
			again,
			found(other('0–9')),
			skip,
			['0–9 held'],
		],
		['no answer: nothing was sent', again, found(untold('0–9')), skip, ['0–9 unsent', REST]],
	]);
});

describe('a look-up after 80302', () => {
	const again = { ...one, sends: 1, refusal: refused };
	const together = { ...three, sends: 1, refusal: refused };
	run([
		[
			'all active with its values: active already',
			again,
			found(same('0–9', '0–99')),
			skip,
			['0–9 already'],
		],
		[
			'walks from segment to segment',
			again,
			found(same('0–4'), same('5–9')),
			skip,
			['0–4 already', '5–9 already'],
		],
		['held with other values: failed', again, found(other('0–9')), skip, ['0–9 held']],
		[
			'both ends free: something between is active',
			again,
			found(free('0–9')),
			skip,
			['0–9 hidden'],
		],
		[
			'active in front: the free part is left to the user',
			again,
			found(same('0–4'), free('5–9')),
			skip,
			['0–4 already', '5–9 free'],
		],
		[
			'active at the end: the free part is left to the user',
			again,
			found(free('0–4'), same('5–9')),
			skip,
			['0–4 free', '5–9 already'],
		],
		[
			'held in the middle of what was looked at',
			again,
			found(same('0–2'), other('3–5'), free('6–9')),
			skip,
			['0–2 already', '3–5 held', '6–9 free'],
		],
		['no answer: failed, nothing was done', again, found(untold('0–9')), skip, ['0–9 untold']],
		[
			'success without ends proves nothing',
			again,
			found(untold('0–9', success)),
			skip,
			['0–9 untold'],
		],
		[
			'several rows, the first is free: halved',
			together,
			found(free('0–14')),
			skip,
			['send 0–9', 'send 10–14'],
		],
		[
			'several rows, no answer: halved and sent',
			together,
			found(untold('0–14')),
			skip,
			['send 0–9', 'send 10–14'],
		],
		[
			'several rows, the first active: the others are sent',
			together,
			found(same('0–4'), free('5–14')),
			skip,
			['0–4 already', 'send 5–14'],
		],
		[
			'several rows, one partly active: it fails alone',
			together,
			found(same('0–6'), free('7–14')),
			skip,
			['0–4 already', '5–6 already', '7–9 free', 'send 10–14'],
		],
		[
			'several rows, one held: it fails alone',
			together,
			found(other('0–4'), free('5–14')),
			skip,
			['0–4 held', 'send 5–14'],
		],
		[
			'several rows, active and then no answer: the rest is sent',
			together,
			found(same('0–4'), untold('5–14')),
			skip,
			['0–4 already', 'send 5–14'],
		],
		[
			'several rows, all active',
			together,
			found(same('0–14')),
			skip,
			['0–4 already', '5–9 already', '10–14 already'],
		],
	]);
});

describe('the look-up of Check First', () => {
	run([
		['free: sent', one, found(free('0–9')), checkFirst, ['send 0–9']],
		[
			'active with its values: active already, nothing is sent',
			one,
			found(same('0–9')),
			checkFirst,
			['0–9 already'],
		],
		['held: failed, nothing is sent', one, found(other('0–9')), checkFirst, ['0–9 held']],
		[
			'held at its last code only: failed, nothing is sent',
			one,
			found(free('0–8'), other('9')),
			checkFirst,
			['0–8 free', '9 held'],
		],
		['no answer: nothing was sent', one, found(untold('0–9')), checkFirst, ['0–9 unsent', REST]],
		[
			'stopped: not attempted',
			one,
			found(untold('0–9', notSent)),
			checkFirst,
			['0–9 notAttempted', REST],
		],
		[
			'refused: that refusal',
			one,
			found(untold('0–9', refusal(80301))),
			checkFirst,
			['0–9 refused', REST],
		],
		[
			'success without ends: nothing was sent',
			one,
			found(untold('0–9', success)),
			checkFirst,
			['0–9 untold'],
		],
		[
			'several rows, all free: sent together',
			three,
			found(free('0–14')),
			checkFirst,
			['send 0–14'],
		],
		[
			'several rows, the middle held: the others are sent without another look',
			three,
			found(free('0–4'), other('5–9'), free('10–14')),
			checkFirst,
			['send 0–4', '5–9 held', 'send 10–14'],
		],
	]);
});

describe('the look-up of Verify After Activation', () => {
	const done = { ...one, sends: 1, done: { time: TIME, errmsg: 'ok' } };
	run([
		['both ends active: activated', done, found(same('0'), same('9')), verify, ['0–9 activated']],
		[
			'a code is not active: it may not be shown yet, asked again',
			done,
			found(same('0'), free('9')),
			verify,
			['look up 0–9 ends after 1'],
		],
		[
			'a code is not active four times: WeChat contradicts itself',
			{ ...done, asked: 3 },
			found(same('0'), free('9')),
			verify,
			['0–9 denied'],
		],
		['a code has other values', done, found(same('0'), other('9')), verify, ['0–9 denied']],
		[
			'no answer: activated, and it says so',
			done,
			found(untold('0'), untold('9')),
			verify,
			['0–9 activated'],
		],
	]);

	it('tells that it could not be verified', () => {
		const [step] = next(done, found(same('0'), untold('9')), verify);
		expect(step).toMatchObject({ ending: { kind: 'activated', time: TIME, unverified: true } });
	});

	it('tells which code is not active', () => {
		const [step] = next({ ...done, asked: 3 }, found(same('0'), free('9')), verify);
		expect(step).toMatchObject({ ending: { kind: 'denied', index: 9 } });
	});
});

describe('what a piece remembers', () => {
	it('a range that was sent and then shown free is sent as lost: it may still be our own work', () => {
		const [step] = next(sent, found(free('0–9')), skip);
		expect(step).toMatchObject({ do: 'send', piece: { lost: true, sends: 1 } });
	});

	it('the rest behind what is active was sent with it', () => {
		const steps = next(sent, found(same('0–4'), free('5–9')), skip);
		expect(steps[1]).toMatchObject({ do: 'send', piece: { lost: true, sends: 1 } });
	});

	it('an unknown row names the field that differs', () => {
		const [step] = next(sent, found(other('0–9')), skip);
		expect(step).toMatchObject({ ending: { differs: [{ label: 'Product Brand', told: '清泉' }] } });
	});
});
