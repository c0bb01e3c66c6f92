import type { IDataObject } from 'n8n-workflow';
import { isBlank } from '../domain/cells';
import { isListed } from './errcodes';
import { parseJsonObject } from './json';
import { redact } from './redact';
import { shapeOf } from './shape';
import { isoTime } from './time';

/** What came back over the wire, before anybody judged it. */
export interface WireResponse {
	readonly status: number;
	readonly contentType: string;
	/** The header `Retry-After` as it came: seconds or a date. */
	readonly retryAfter?: string;
	readonly text: string;
}

export interface Success {
	readonly kind: 'success';
	readonly body: IDataObject;
	/** ISO 8601, UTC. */
	readonly time: string;
}

export interface Refusal {
	readonly kind: 'refused';
	readonly errcode: number;
	/** WeChat's own text, secrets taken out. */
	readonly errmsg: string;
	readonly rid: string | null;
	readonly time: string;
	/** `login` when the token endpoint refused: the call itself was never sent. */
	readonly by: 'endpoint' | 'login';
	/** A sentence that says more than the errcode table can. */
	readonly advice?: string;
	/** How long the other side wants to be left alone, in milliseconds, if it said so (HTTP 429). */
	readonly retryAfterMs?: number;
}

/** No answer of WeChat's: connection refused or lost, time out, HTTP error page, JSON cut off. */
export interface Silence {
	readonly kind: 'silence';
	/** False only when it is certain that WeChat did nothing with the request. */
	readonly sent: boolean;
	/** What happened, for a person; secrets taken out. */
	readonly problem: string;
	/** Asking again cannot help, now or after a few tries of the run: it ends with this problem. */
	readonly hopeless?: 'now' | 'after-tries';
	/** HTTP 429: all calls of the run pause for so many milliseconds, then this one is repeated. */
	readonly retryAfterMs?: number;
}

/** The run was stopped or cancelled before (another) request went out. */
export interface NotSent {
	readonly kind: 'not-sent';
}

export type Answer = Success | Refusal | Silence | NotSent;

const RID = /rid:\s*([0-9a-f]{8}(?:-[0-9a-f]{8}){2})/i;

/** WeChat's request id in an errmsg (`... rid: 637f097b-107e6569-34b61712`), or null. */
export const ridOf = (errmsg: string): string | null => RID.exec(errmsg)?.[1] ?? null;

/**
 * Judges a response. An errcode other than 0 in a JSON object is a refusal, whatever the HTTP status.
 * Success is HTTP 2xx with errcode 0, or without errcode where the answer readably carries what was asked
 * for. HTTP 429 did nothing and asks for a pause. Everything else is silence: it does not tell what
 * WeChat did.
 *
 * @param carries fields of which one must be there when errcode is absent
 * @param secrets asked for only when a text of the answer is passed on
 * @param now milliseconds since 1970
 */
export function judge(
	response: WireResponse,
	{
		carries,
		secrets,
		now,
	}: { carries: readonly string[]; secrets: () => readonly string[]; now: number },
): Success | Refusal | Silence {
	const body = parseJsonObject(response.text);
	const errcode = body === undefined ? undefined : errcodeOf(body);
	const pause = pauseOf(response, now);
	// A relay's own errcode beside its 429 says no more than the status.
	const refused =
		errcode !== undefined && errcode !== 0 && (pause === undefined || isListed(errcode));
	if (body !== undefined && refused) {
		return { ...refusalOf(errcode, body.errmsg, secrets(), now), ...pause };
	}
	if (pause !== undefined) return { kind: 'silence', sent: false, problem: TOO_MANY, ...pause };
	const found = errcode === 0 || (body?.errcode === undefined && carriesOne(body, carries));
	if (body !== undefined && found && isOk(response.status)) {
		return { kind: 'success', body, time: isoTime(now) };
	}
	return { kind: 'silence', sent: true, problem: describe(response, secrets()) };
}

/** A refusal in WeChat's own words, secrets taken out. */
export function refusalOf(
	errcode: number,
	text: unknown,
	secrets: readonly string[],
	now: number,
): Refusal {
	const errmsg = redact(typeof text === 'string' ? text : '', secrets);
	return {
		kind: 'refused',
		errcode,
		errmsg,
		rid: ridOf(errmsg),
		time: isoTime(now),
		by: 'endpoint',
	};
}

export const isOk = (status: number): boolean => status >= 200 && status < 300;

/** errcode as a number; some relays make text of it. Undefined when absent or not a whole number. */
export function errcodeOf({ errcode }: IDataObject): number | undefined {
	if (typeof errcode === 'string' && /^-?\d+$/.test(errcode.trim())) return Number(errcode);
	return Number.isInteger(errcode) ? (errcode as number) : undefined;
}

const LONGEST_PAUSE_MS = 60_000;
const SHORTEST_PAUSE_MS = 1_000;

/** What HTTP 429 asks for: its `Retry-After`, at most a minute, which is also the pause without one. */
export function pauseOf(
	{ status, retryAfter = '' }: WireResponse,
	now: number,
): { retryAfterMs: number } | undefined {
	if (status !== 429) return undefined;
	const asked = /^\s*\d+\s*$/.test(retryAfter)
		? Number(retryAfter) * 1_000
		: Date.parse(retryAfter) - now;
	const ms = Number.isNaN(asked) ? LONGEST_PAUSE_MS : asked;
	return { retryAfterMs: Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, ms)) };
}

/** Why a 429 without an errcode of WeChat's is no answer. */
export const TOO_MANY = 'WeChat, or a relay in between, wants fewer calls (HTTP 429)';

const carriesOne = (body: IDataObject | undefined, carries: readonly string[]): boolean =>
	body !== undefined && carries.some((field) => isReadable(body[field]));

/** Text that shows something, a number, a list. */
const isReadable = (value: unknown): boolean =>
	typeof value === 'string' ? !isBlank(value) : Number.isFinite(value) || Array.isArray(value);

function describe(response: WireResponse, secrets: readonly string[]): string {
	const start = redact(response.text, secrets)
		.slice(0, 200)
		.replaceAll(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	const shown = start === '' ? '' : `; it begins: ${start}`;
	return `The answer was ${shapeOf(response.text)} (${headOf(response)}${shown})`;
}

/** Status and content type, as a person reads them. */
export const headOf = ({ status, contentType }: WireResponse): string =>
	`HTTP ${status}, ${contentType || 'no content type'}`;
