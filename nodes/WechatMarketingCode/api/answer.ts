import type { IDataObject } from 'n8n-workflow';
import { parseJsonObject } from './json';
import { redact } from './redact';
import { isoTime } from './time';

/** What came back over the wire, before anybody judged it. */
export interface WireResponse {
	readonly status: number;
	readonly contentType: string;
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
}

/** No answer of WeChat's: connection refused or lost, time out, HTTP error page, JSON cut off. */
export interface Silence {
	readonly kind: 'silence';
	/** False only when it is certain that WeChat never received the request. */
	readonly sent: boolean;
	/** What happened, for a person; secrets taken out. */
	readonly problem: string;
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
 * Judges a response. Business refusals come with HTTP 200; success is a JSON object with errcode 0,
 * or one without errcode that carries what was asked for. Everything else is silence: it does not
 * tell what WeChat did.
 *
 * @param carries fields of which one must be there when errcode is absent
 * @param secrets asked for only when a text of the answer is passed on
 */
export function judge(
	response: WireResponse,
	{
		carries,
		secrets,
		now,
	}: { carries: readonly string[]; secrets: () => readonly string[]; now: number },
): Success | Refusal | Silence {
	const time = isoTime(now);
	const body = isServerFault(response.status) ? undefined : parseJsonObject(response.text);
	const errcode = body === undefined ? undefined : errcodeOf(body);
	if (body !== undefined && errcode !== undefined && errcode !== 0) {
		const errmsg = redact(textOf(body.errmsg), secrets());
		return { kind: 'refused', errcode, errmsg, rid: ridOf(errmsg), time, by: 'endpoint' };
	}
	const found = errcode === 0 || (body?.errcode === undefined && carriesOne(body, carries));
	if (body !== undefined && found && isOk(response.status)) return { kind: 'success', body, time };
	return { kind: 'silence', sent: true, problem: describe(response, body, secrets()) };
}

const isOk = (status: number): boolean => status >= 200 && status < 300;
const isServerFault = (status: number): boolean => status >= 500 || status === 429;

/** errcode as a number; some relays make text of it. Undefined when absent or not a whole number. */
function errcodeOf({ errcode }: IDataObject): number | undefined {
	if (typeof errcode === 'string' && /^-?\d+$/.test(errcode.trim())) return Number(errcode);
	return Number.isInteger(errcode) ? (errcode as number) : undefined;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const carriesOne = (body: IDataObject | undefined, carries: readonly string[]): boolean =>
	body !== undefined && carries.some((field) => body[field] !== undefined && body[field] !== null);

function describe(
	{ status, contentType, text }: WireResponse,
	body: IDataObject | undefined,
	secrets: readonly string[],
): string {
	const what = body === undefined ? 'not the JSON that WeChat sends' : 'JSON without an errcode';
	const start = redact(text, secrets).slice(0, 200).replaceAll(/\s+/g, ' ').trim();
	const shown = start === '' ? 'it was empty' : `it begins: ${start}`;
	return `The answer was ${what} (HTTP ${status}, ${contentType || 'no content type'}; ${shown})`;
}
