import { errcodeOf } from '../answer';
import { isObject, parseJson } from '../json';

/** A refusal of WeChat's inside something else. */
export interface PassedOn {
	readonly errcode: number;
	readonly errmsg: string;
}

const DEEPEST = 4;
const MOST_VALUES = 50;
/** How programs write it into a text: `errcode=40164`, `{'errcode': 40164, …}`, `\"errcode\":40164`. */
const CODE_IN_TEXT = /errcode[\\'"]{0,6}\s*[:=]\s*[\\'"]{0,6}(-?\d{1,9})(?!\d)/i;
const MESSAGE_IN_TEXT = /errmsg[\\'"]{0,6}\s*[:=]\s*[\\'"]{0,6}([^\\'"<>{}\n]{1,300})/i;

/**
 * The refusal of WeChat's that an answer passes on: as the answer itself, inside another object, as JSON
 * in a text, or written into a text.
 */
export function passedOn(value: unknown, depth = 0): PassedOn | undefined {
	if (typeof value === 'string') return inText(value, depth);
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
	const errcode = isObject(value) ? errcodeOf(value) : undefined;
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

function inText(text: string, depth: number): PassedOn | undefined {
	if (!/errcode/i.test(text)) return undefined;
	const inner = parseJson(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
	if (isObject(inner)) return passedOn(inner, depth + 1);
	const errcode = Number(CODE_IN_TEXT.exec(text)?.[1] ?? 0);
	return errcode === 0 ? undefined : { errcode, errmsg: MESSAGE_IN_TEXT.exec(text)?.[1] ?? '' };
}
