import type { Answer, Refusal } from '../../../../api/answer';
import { endpoints, type Endpoint } from '../../../../api/endpoints';
import { effectOf, explain, isBarcodeReview } from '../../../../api/errcodes';
import { isoTime, time } from '../../../../api/time';
import type { CodeRange } from '../../../../domain/ranges';
import { detailsOf, outcomeOf, type ActivationOutcome } from '../outcome';
import type { Segment } from './coverage';
import type { Values } from '../request';
import { words } from './words';

/** WeChat's review of a barcode takes about a day. */
const REVIEW_MS = 24 * 3_600_000;

const OK = { errcode: 0, errmsg: 'ok', rid: null };

export const activated = (range: CodeRange, at: string): ActivationOutcome =>
	outcomeOf('activated', words.activated(range), { ...OK, time: at });

/** The reply was lost, but the look-up shows the range active with the row's values. */
export const confirmed = (range: CodeRange): ActivationOutcome =>
	outcomeOf('activated', words.confirmed(range), {
		...OK,
		errmsg: null,
		time: isoTime(time.now()),
	});

export const alreadyActive = (range: CodeRange): ActivationOutcome =>
	outcomeOf('already_active', words.alreadyActive(range), {
		...OK,
		errmsg: null,
		time: isoTime(time.now()),
	});

/** A refusal of the row: WeChat's code in plain words, or "under review". */
export function refused(
	refusal: Refusal,
	{ applicationId }: Values,
	appId: string,
	endpoint: Endpoint = endpoints.codeactive,
): ActivationOutcome {
	const details = detailsOf(refusal, refusal.by === 'login' ? 'login' : endpoint.path);
	if (isBarcodeReview(refusal.errcode, refusal.errmsg)) {
		const retryAfter = isoTime(Date.parse(refusal.time) + REVIEW_MS);
		return outcomeOf('pending_review', words.underReview(retryAfter), { ...details, retryAfter });
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
	const holder = ['activity_name', 'product_title', 'product_code', 'wxa_appid', 'wxa_path']
		.map((field) => body[field])
		.filter((value) => value !== undefined && value !== null && value !== '')
		.join(' / ');
	return failedAsActive(refusal, words.heldByOthers(range, holder));
}

/** A look-up shows where the active part of the range ends. */
export function partlyActive(
	refusal: Refusal | undefined,
	range: CodeRange,
	from: number,
): ActivationOutcome {
	return failedAsActive(
		refusal,
		from > range.codeStart ? words.activeUpTo(range, from) : words.activeSomewhere(range),
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
		return outcomeOf('not_attempted', words.stopped);
	}
	const problem = problemOf(answer);
	// A refused activation has sentences of its own: a refusal that comes here is that of a look-up.
	const details = answerOf(answer, endpoints.codeactivequery);
	if (lost) return outcomeOf('unknown', words.unknown(problem), details);
	const ending = answer.kind === 'silence' ? 'unreached' : 'failed';
	return outcomeOf(ending, words.unreached(problem), details);
}

/** The columns that an answer fills, if it was one of WeChat's. */
const answerOf = (answer: Answer, { path }: Endpoint): Partial<ActivationOutcome> =>
	answer.kind === 'refused' ? detailsOf(answer, answer.by === 'login' ? 'login' : path) : {};

function problemOf(answer: Answer): string {
	if (answer.kind === 'silence') return words.problem(answer.problem);
	return answer.kind === 'refused' ? ` ${explain(answer.errcode, { errmsg: answer.errmsg })}` : '';
}

/** Every send was lost, and each time the look-up showed that nothing is active. */
export const neverTaken = (answer: Answer): ActivationOutcome =>
	outcomeOf(
		'failed',
		words.neverTaken(problemOf(answer), answer.kind === 'refused'),
		answerOf(answer, endpoints.codeactive),
	);

/** An answer that does not tell whether WeChat did it. */
export const leavesOpen = (answer: Answer): boolean =>
	answer.kind === 'silence' ||
	(answer.kind === 'refused' && answer.by === 'endpoint' && effectOf(answer.errcode) === 'retry');
