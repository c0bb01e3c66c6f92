import type { WireResponse } from '../answer';
import { errcodeOf, headOf, isOk, pauseOf, refusalOf, TOO_MANY } from '../answer';
import { trimAll } from '../../domain/cells';
import { isObject, parseJson } from '../json';
import { shapeOf } from '../shape';
import { time } from '../time';
import { refusedLogin, silentLogin, type Login } from './ask';
import { passedOn } from './passedOn';
import { words, type Asked } from './words';

/** A token as a source hands it out. */
export interface IssuedToken {
	readonly token: string;
	/** Seconds that it is valid, above 0 and at most WeChat's two hours; undefined when the source does not tell. */
	readonly expiresIn?: number;
	/** Third-party platform only: the refresh token to use next time, when one came. */
	readonly refreshToken?: string;
}

/** What is asked for, and how to find it in what came: JSON of any kind, or the text when it is no JSON. */
export interface TokenQuestion {
	readonly asked: Asked;
	/** Where the token stands, for the sentence that says that it is not there. */
	readonly path: string;
	read(value: unknown): IssuedToken | undefined;
	/** What an errcode means when it comes from here. */
	readonly advice?: Readonly<Record<number, string>>;
}

/** May pass by itself though the status says that the request was wrong: time-out of a relay, too early. */
const PASSING = new Set([408, 425]);

/**
 * Reads the answer of a token endpoint. Nothing of an answer that was not understood is quoted: it may
 * hold a live token. A refusal of WeChat's is found wherever it stands in it.
 *
 * @throws LoginError unless there is a token
 */
export function tokenFrom(
	response: WireResponse,
	question: TokenQuestion,
	login: Login,
): IssuedToken {
	const { asked, advice, path } = question;
	const value = parseJson(response.text) ?? trimAll(response.text, '\0');
	const errcode = isObject(value) ? errcodeOf(value) : undefined;
	const issued = isOk(response.status) && !errcode ? question.read(value) : undefined;
	if (issued !== undefined) {
		for (const secret of [issued.token, issued.refreshToken ?? '']) login.secrets.add(secret);
		return issued;
	}
	const pause = pauseOf(response, time.now());
	const found = passedOn(value);
	if (found !== undefined) {
		const refusal = refusalOf(found.errcode, found.errmsg, [...login.secrets], time.now());
		throw refusedLogin({ ...refusal, ...pause, advice: advice?.[found.errcode] }, login, asked);
	}
	if (pause !== undefined) throw silentLogin(asked, { problem: TOO_MANY, ...pause });
	const shape = shapeOf(response.text);
	const head = headOf(response);
	const problem =
		isOk(response.status) && typeof value === 'object'
			? words.noTokenAt(asked, path, shape, head)
			: words.unreadable(shape, head);
	throw silentLogin(asked, { problem, hopeless: isLasting(response) ? 'now' : 'after-tries' });
}

/** True when asking again cannot help: only a fault of the server, or an answer that was cut off, passes by itself. */
function isLasting({ status, text }: WireResponse): boolean {
	if (!isOk(status)) return status < 500 && !PASSING.has(status);
	const start = trimAll(text, '\0');
	return start !== '' && (parseJson(text) !== undefined || !/^[{["]/.test(start));
}

/** What programs write where there is no value. */
const NOTHING = /^(null|none|nil|undefined|nan|true|false)$/i;

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
