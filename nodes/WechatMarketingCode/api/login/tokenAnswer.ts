import type { IHttpRequestOptions } from 'n8n-workflow';
import { trimAll } from '../../domain/cells';
import type { Sentence } from '../../domain/sentence';
import {
	errcodeOf,
	headOf,
	isOk,
	pauseOf,
	refusalOf,
	unsent,
	type Refusal,
	type Silence,
	type WireResponse,
} from '../answer';
import { isObject, parseJson, shapeOf, valueAt } from '../json';
import { time } from '../time';
import { words as wire } from '../words';
import { ask, type Login } from './ask';
import { loginFailed } from './loginError';
import { words, type Asked } from './words';

/** A token as a source hands it out. */
export interface IssuedToken {
	readonly token: string;
	/** Seconds that it is valid, above 0 and at most WeChat's two hours; undefined when the source does not tell. */
	readonly expiresIn?: number;
	/** Third-party platform only: the refresh token to use next time, when one came. */
	readonly refreshToken?: string;
}

/** Who is asked for a token, how, and where it stands in what comes. */
interface TokenQuestion {
	readonly asked: Asked;
	readonly request: IHttpRequestOptions;
	readonly path: string;
	/** What an errcode means when it comes from here. */
	readonly advice?: Readonly<Record<number, Sentence>>;
}

/**
 * Asks for a token. Nothing of an answer that was not understood is quoted: it may hold a live token.
 * A refusal of WeChat's is found wherever it stands in it.
 */
export async function askForToken(login: Login, question: TokenQuestion): Promise<IssuedToken> {
	const response = await ask(login, question.asked, question.request);
	const value = parseJson(response.text) ?? trimAll(response.text, '\0');
	const isWell = isOk(response.status) && !errcodeOf(value);
	const issued = isWell ? issuedIn(value, question) : undefined;
	if (issued === undefined) {
		const answer = whyNot(response, value, question, [...login.secrets]);
		throw loginFailed(login.credential, question.asked, answer);
	}
	for (const secret of [issued.token, issued.refreshToken ?? '']) login.secrets.add(secret);
	return issued;
}

/** A token that a service sends bare: shorter words and markup are something else. */
const BARE_TOKEN = /^[^\s<>{}"]{8,}$/;

function issuedIn(value: unknown, { asked, path }: TokenQuestion): IssuedToken | undefined {
	const isBare = asked !== 'wechat' && typeof value === 'string' && BARE_TOKEN.test(value);
	const token = tokenIn(isBare ? value : valueAt(value, path));
	if (token === undefined) return undefined;
	const beside = isObject(value) ? value : {};
	const refreshToken = asked === 'wechat' ? tokenIn(beside.authorizer_refresh_token) : undefined;
	return { token, refreshToken, expiresIn: secondsIn(beside.expires_in) };
}

function whyNot(
	response: WireResponse,
	value: unknown,
	{ asked, path, advice }: TokenQuestion,
	secrets: readonly string[],
): Refusal | Silence {
	const pause = pauseOf(response, time.now());
	const found = passedOn(value);
	if (found !== undefined) {
		const refusal = refusalOf(found.errcode, found.errmsg, secrets, time.now());
		return { ...refusal, ...pause, advice: advice?.[found.errcode] };
	}
	if (pause !== undefined) return { ...unsent(wire.tooMany), ...pause };
	const [shape, head] = [shapeOf(response.text), headOf(response, secrets)];
	const isOther = isOk(response.status) && typeof value === 'object';
	return unsent(
		isOther ? words.noTokenAt(asked, path, shape, head) : wire.noAnswer(shape, head, ''),
		isLasting(response) ? 'now' : 'after-tries',
	);
}

/** May pass by itself though the status says that the request was wrong: time-out of a relay, too early. */
const PASSING = new Set([408, 425]);

/** True when asking again cannot help: only a fault of the server, or an answer that was cut off, passes by itself. */
function isLasting({ status, text }: WireResponse): boolean {
	if (!isOk(status)) return status < 500 && !PASSING.has(status);
	const start = trimAll(text, '\0');
	return start !== '' && (parseJson(text) !== undefined || !/^[{["]/.test(start));
}

/** What programs write where there is no value, and a whole form (`access_token=…&expires_in=…`). */
const NOTHING = /^(null|none|nil|undefined|nan|true|false)$|access_?token=/i;

/** A value as a token: text of printable ASCII; undefined for everything that says nothing. */
export function tokenIn(value: unknown): string | undefined {
	const text = typeof value === 'string' ? trimAll(value, '\0') : '';
	return /^[\x21-\x7e]+$/.test(text) && !NOTHING.test(text) ? text : undefined;
}

const LONGEST_SECONDS = 7_200;

/** `expires_in` as it counts: a finite number above 0 (digits in text too), at most two hours. */
export function secondsIn(value: unknown): number | undefined {
	const text = typeof value === 'string' ? trimAll(value) : value;
	const seconds = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text;
	if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return undefined;
	return Math.min(seconds, LONGEST_SECONDS);
}

/** A refusal of WeChat's inside something else. */
type Passed = Pick<Refusal, 'errcode' | 'errmsg'>;

const DEEPEST = 4;
const MOST_VALUES = 50;
/** How programs write it into a text: `errcode=40164`, `{'errcode': 40164, …}`, `\"errcode\":40164`. */
const CODE_IN_TEXT = /errcode[\\'"]{0,6}\s*[:=]\s*[\\'"]{0,6}(-?\d{1,9})(?!\d)/i;
const MESSAGE_IN_TEXT = /errmsg[\\'"]{0,6}\s*[:=]\s*[\\'"]{0,6}([^\\'"<>{}\n]{1,300})/i;

/**
 * The refusal of WeChat's that an answer passes on: as the answer itself, inside another object, as JSON
 * in a text, or written into a text.
 */
export function passedOn(value: unknown, depth = 0): Passed | undefined {
	if (typeof value === 'string') return inText(value, depth);
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
	const errcode = errcodeOf(value);
	if (errcode) {
		const { errmsg } = value as { errmsg?: unknown };
		return { errcode, errmsg: typeof errmsg === 'string' ? errmsg : '' };
	}
	for (const inner of Object.values(value).slice(0, MOST_VALUES)) {
		const found = passedOn(inner, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

function inText(text: string, depth: number): Passed | undefined {
	if (!/errcode/i.test(text)) return undefined;
	const inner = parseJson(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
	if (isObject(inner)) return passedOn(inner, depth + 1);
	const errcode = Number(CODE_IN_TEXT.exec(text)?.[1] ?? 0);
	return errcode === 0 ? undefined : { errcode, errmsg: MESSAGE_IN_TEXT.exec(text)?.[1] ?? '' };
}
