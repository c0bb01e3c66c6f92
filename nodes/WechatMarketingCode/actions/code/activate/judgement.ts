import type { Answer, Refusal } from '../../../api/answer';
import { endpoints, type Endpoint } from '../../../api/endpoints';
import { effectOf, explain, isBarcodeReview } from '../../../api/errcodes';
import { isoTime, time } from '../../../api/time';
import { describeRange, type CodeRange } from '../../../domain/ranges';
import { detailsOf, outcomeOf, type ActivationOutcome } from './outcome';
import type { Segment } from './coverage';
import type { ActivationValues } from './values';

/** WeChat's review of a barcode takes about a day. */
const REVIEW_MS = 24 * 3_600_000;

const OK = { errcode: 0, errmsg: 'ok', rid: null };

export const activated = (range: CodeRange, at: string): ActivationOutcome =>
	outcomeOf('activated', `${describeRange(range)} activated.`, { ...OK, time: at });

/** The reply was lost, but the look-up shows the range active with the row's values. */
export const confirmed = (range: CodeRange): ActivationOutcome =>
	outcomeOf(
		'activated',
		`${describeRange(range)} activated. WeChat's reply was lost or unclear; a look-up confirmed it.`,
		{ ...OK, errmsg: null, time: isoTime(time.now()) },
	);

export const alreadyActive = (range: CodeRange): ActivationOutcome =>
	outcomeOf(
		'already_active',
		`${describeRange(range)} was active already with the same values; nothing was changed.`,
		{ ...OK, errmsg: null, time: isoTime(time.now()) },
	);

/** A refusal of the row: WeChat's code in plain words, or "under review". */
export function refused(
	refusal: Refusal,
	{ applicationId }: ActivationValues,
	appId: string,
	endpoint: Endpoint = endpoints.codeactive,
): ActivationOutcome {
	const details = detailsOf(refusal, refusal.by === 'login' ? 'login' : endpoint.path);
	if (isBarcodeReview(refusal.errcode, refusal.errmsg)) {
		const retryAfter = isoTime(Date.parse(refusal.time) + REVIEW_MS);
		return outcomeOf(
			'pending_review',
			`WeChat's coding centre (编码中心) does not know this barcode yet and reviews it. Nothing is active; run this row again after ${retryAfter}.`,
			{ ...details, retryAfter },
		);
	}
	const sentence =
		refusal.advice ?? explain(refusal.errcode, { appId, applicationId, errmsg: refusal.errmsg });
	return outcomeOf('failed', sentence, details);
}

/** A look-up found who holds the codes. */
export function heldByOthers(
	refusal: Refusal | undefined,
	{ body, range }: Segment,
): ActivationOutcome {
	const held =
		range === undefined ? 'Codes of this range' : `Codes ${range.codeStart}–${range.codeEnd}`;
	const holder = ['activity_name', 'product_title', 'product_code', 'wxa_appid', 'wxa_path']
		.map((field) => body[field])
		.filter((value) => value !== undefined && value !== null && value !== '')
		.join(' / ');
	return failedAsActive(
		refusal,
		`${held} are active already for ${holder || 'something else'}. Activation cannot be changed: correct the range, or leave this row out.`,
	);
}

/** A look-up shows where the active part of the range ends. */
export function partlyActive(
	refusal: Refusal | undefined,
	{ codeStart, codeEnd }: CodeRange,
	from: number,
): ActivationOutcome {
	return failedAsActive(
		refusal,
		from > codeStart
			? `Codes ${codeStart}–${from - 1} are active already with the same values, code ${from} is not. Activate ${from}–${codeEnd} in a row of its own.`
			: `Some codes inside ${codeStart}–${codeEnd} are active already. Look up where with Code > Get, and activate the rest in a row of its own.`,
	);
}

const failedAsActive = (refusal: Refusal | undefined, sentence: string): ActivationOutcome =>
	outcomeOf('failed', sentence, refusal && detailsOf(refusal, endpoints.codeactive.path));

/**
 * The last request told nothing about the row.
 *
 * @param lost a send of the row may have reached WeChat
 */
export function unanswered(answer: Answer, lost: boolean): ActivationOutcome {
	if (answer.kind === 'not-sent' && !lost) {
		return outcomeOf('not_attempted', 'Not attempted: the run stopped before this row was sent.');
	}
	const problem = problemOf(answer);
	// A refused activation has sentences of its own: a refusal that comes here is that of a look-up.
	const details = answerOf(answer, endpoints.codeactivequery);
	if (!lost) {
		return outcomeOf(
			'failed',
			`WeChat could not be asked, so nothing was sent.${problem} Check the network of this n8n, then run the row again.`,
			{ ...details, unsent: answer.kind === 'silence' },
		);
	}
	return outcomeOf(
		'unknown',
		`WeChat's reply was lost and a look-up did not tell either.${problem} Run this row again: what is active is recognised and not sent twice.`,
		details,
	);
}

/** The columns that an answer fills, if it was one of WeChat's. */
const answerOf = (answer: Answer, { path }: Endpoint): Partial<ActivationOutcome> =>
	answer.kind === 'refused' ? detailsOf(answer, answer.by === 'login' ? 'login' : path) : {};

function problemOf(answer: Answer): string {
	if (answer.kind === 'silence') return ` ${answer.problem}.`;
	return answer.kind === 'refused' ? ` ${explain(answer.errcode, { errmsg: answer.errmsg })}` : '';
}

/** Every send was lost, and each time the look-up showed that nothing is active. */
export const neverTaken = (answer: Answer): ActivationOutcome =>
	outcomeOf(
		'failed',
		`WeChat gave no proper answer, and a look-up shows that the range is not active.${problemOf(answer)}${answer.kind === 'refused' ? '' : ' Run the row again later.'}`,
		answerOf(answer, endpoints.codeactive),
	);

/** An answer that does not tell whether WeChat did it. */
export const leavesOpen = (answer: Answer): boolean =>
	answer.kind === 'silence' ||
	(answer.kind === 'refused' && answer.by === 'endpoint' && effectOf(answer.errcode) === 'retry');
