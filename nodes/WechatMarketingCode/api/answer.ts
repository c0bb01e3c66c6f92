import { clamp, truncate } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { isBlank } from '../domain/cells';
import type { Sentence } from '../domain/sentence';
import { LONGEST_ANSWER, type Endpoint } from './endpoints';
import { effectOf, explain, isListed, type SentenceContext } from './errcodes';
import { isObject, parseJsonObject, shapeOf } from './json';
import { redact } from './redact';
import { isoTime } from './time';
import { words } from './words';

/** What came back over the wire, before anybody judged it. */
export interface WireResponse {
	readonly status: number;
	readonly contentType: string;
	/** The header `Retry-After` as it came: seconds or a date. */
	readonly retryAfter?: string;
	readonly text: string;
}

interface Success {
	readonly kind: 'success';
	readonly body: IDataObject;
	/** ISO 8601, UTC. */
	readonly time: string;
}

export interface Refusal {
	readonly kind: 'refused';
	readonly errcode: number;
	/** WeChat's own text, secrets taken out; at most 500 characters of it. */
	readonly errmsg: string;
	readonly rid: string | null;
	readonly time: string;
	/** `login` when the token endpoint refused: the call itself was never sent. */
	readonly by: 'endpoint' | 'login';
	/** A sentence that says more than the errcode table can. */
	readonly advice?: Sentence;
	/** How long the other side wants to be left alone, in milliseconds, if it said so (HTTP 429). */
	readonly retryAfterMs?: number;
}

/** No answer of WeChat's: connection refused or lost, time out, HTTP error page, JSON cut off. */
export interface Silence {
	readonly kind: 'silence';
	/** False only when it is certain that WeChat did nothing with the request. */
	readonly sent: boolean;
	/** What happened, for a person; secrets taken out. */
	readonly problem: Sentence;
	/** Asking again cannot help, now or after a few tries of the run: it ends with this problem. */
	readonly hopeless?: 'now' | 'after-tries';
	/** HTTP 429: all calls of the run pause for so many milliseconds, then this one is repeated. */
	readonly retryAfterMs?: number;
}

/** Surely nothing was sent. */
export const unsent = (problem: Sentence, hopeless?: Silence['hopeless']): Silence => ({
	kind: 'silence',
	sent: false,
	problem,
	hopeless,
});

/** `not-sent`: the run was stopped or cancelled before (another) request went out. */
export type Answer = Success | Refusal | Silence | { readonly kind: 'not-sent' };

/** What a refusal means to a person. */
export const meaningOf = (
	{ advice, errcode, errmsg }: Refusal,
	{ appId, applicationId }: Pick<SentenceContext, 'appId' | 'applicationId'>,
): Sentence => advice ?? explain(errcode, { appId, applicationId, errmsg });

/** True when WeChat refused the token of a call; a refusal of the login itself is another matter. */
export const isTokenRefusal = (answer: Answer): answer is Refusal =>
	answer.kind === 'refused' && answer.by === 'endpoint' && effectOf(answer.errcode) === 'token';

const RID = /rid:\s*([0-9a-f]{8}(?:-[0-9a-f]{8}){2})/i;

/** WeChat's request id in an errmsg (`... rid: 637f097b-107e6569-34b61712`), or null. */
export const ridOf = (errmsg: string): string | null => RID.exec(errmsg)?.[1] ?? null;

/** What an answer is judged by. A longer one than `longest` is not looked at: that would hold n8n up. */
interface Judging
	extends Pick<Endpoint, 'carries'>,
		Partial<Pick<Endpoint, 'needsThem' | 'longest'>> {
	/** Asked for only when a text of the answer is passed on. */
	secrets(): readonly string[];
	readonly now: number;
}

/**
 * Judges a response. An errcode other than 0 in a JSON object is a refusal, whatever the HTTP status.
 * Success is HTTP 2xx with errcode 0, or without errcode where the answer readably carries what was asked
 * for; some endpoints say nothing without that. HTTP 429 did nothing and asks for a pause. Everything else
 * is silence: it does not tell what WeChat did.
 */
export function judge(
	response: WireResponse,
	{ carries, needsThem = false, longest, secrets, now }: Judging,
): Success | Refusal | Silence {
	const tooLong = tooLongFor(response, longest);
	if (tooLong !== undefined) return { kind: 'silence', sent: true, problem: tooLong };
	const body = parseJsonObject(response.text);
	const errcode = errcodeOf(body);
	const pause = pauseOf(response, now);
	// A relay's own errcode beside its 429 says no more than the status.
	if (body && errcode && (pause === undefined || isListed(errcode))) {
		return { ...refusalOf(errcode, body.errmsg, secrets(), now), ...pause };
	}
	if (pause !== undefined) return { ...unsent(words.tooMany), ...pause };
	if (body && isOk(response.status) && (errcode === 0 || body.errcode === undefined)) {
		const isEnough = errcode === 0 && !needsThem;
		if (isEnough || carries.some((field) => isReadable(body[field]))) {
			return { kind: 'success', body, time: isoTime(now) };
		}
	}
	return { kind: 'silence', sent: true, problem: describe(response, secrets()) };
}

/** Why an answer is not looked at, if it is that long. */
export const tooLongFor = (
	{ text }: WireResponse,
	longest = LONGEST_ANSWER,
): Sentence | undefined => (text.length > longest ? words.tooLong(longest) : undefined);

/** As much of WeChat's text as is passed on. */
export const shortErrmsg = (errmsg: string): string =>
	truncate(errmsg, { length: 500, omission: '…' });

/** A refusal in WeChat's own words, secrets taken out. */
export function refusalOf(
	errcode: number,
	text: unknown,
	secrets: readonly string[],
	now: number,
): Refusal {
	const said = redact(typeof text === 'string' ? text : '', secrets);
	const [errmsg, rid, time] = [shortErrmsg(said), ridOf(said), isoTime(now)];
	return { kind: 'refused', errcode, errmsg, rid, time, by: 'endpoint' };
}

export const isOk = (status: number): boolean => status >= 200 && status < 300;

/** errcode of an object as a number; some relays make text of it. Undefined when absent or not a whole number. */
export function errcodeOf(value: unknown): number | undefined {
	const errcode = isObject(value) ? value.errcode : undefined;
	if (typeof errcode === 'string' && /^-?\d+$/.test(errcode.trim())) return Number(errcode);
	return Number.isInteger(errcode) ? (errcode as number) : undefined;
}

/** What HTTP 429 asks for: its `Retry-After`, a second to a minute, which is also the pause without one. */
export function pauseOf(
	{ status, retryAfter = '' }: WireResponse,
	now: number,
): { retryAfterMs: number } | undefined {
	if (status !== 429) return undefined;
	const asked = /^\s*\d+\s*$/.test(retryAfter)
		? Number(retryAfter) * 1_000
		: Date.parse(retryAfter) - now;
	return { retryAfterMs: clamp(Number.isNaN(asked) ? 60_000 : asked, 1_000, 60_000) };
}

/** Text that shows something, or a number. */
const isReadable = (value: unknown): boolean =>
	typeof value === 'string' ? !isBlank(value) : Number.isFinite(value);

function describe(response: WireResponse, secrets: readonly string[]): Sentence {
	const start = redact(response.text, secrets)
		.slice(0, 200)
		.replaceAll(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return words.noAnswer(shapeOf(response.text), headOf(response, secrets), start);
}

/** Status and content type, as a person reads them; secrets taken out. */
export const headOf = (
	{ status, contentType }: WireResponse,
	secrets: readonly string[],
): Sentence => words.head(status, redact(contentType, secrets).slice(0, 60));
