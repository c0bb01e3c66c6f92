import type { FaultAction, FaultWord } from './faultTypes';
import type { Reply } from './request';
import type { Token } from './tokenChain';
import type { World } from './world';

/** What is to be done with one request; without a fault: process it and send the answer. */
export interface Plan {
	/** Is the request looked at at all? */
	process: boolean;
	ending: 'answer' | 'reset' | 'hang' | 'truncate' | 'half-json';
	/** Sent instead of the true answer. */
	replace?: Reply;
	/** A refusal sent instead of the true answer. */
	refuse?: { errcode: number; errmsg?: string };
	hold?: 'before' | 'after';
	/** Milliseconds before the request is looked at. */
	lateMs: number;
	/** Milliseconds before the answer goes out. */
	delayMs: number;
	/** Milliseconds between two bytes of the body; 0 for all at once. */
	dripMs: number;
}

const HTML =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

function page(body: string, contentType: string): Reply {
	return { httpStatus: 200, body, contentType };
}

const PAGES: Record<string, Reply> = {
	html: page(HTML, 'text/html; charset=utf-8'),
	empty: page('', 'text/plain'),
	'no-errcode': page('{}', 'text/plain'),
	'not-json': page('upstream connect error or disconnect/reset before headers', 'text/plain'),
};

/** Something happens to the caller's token just before it is checked. */
function strikeToken(word: FaultWord, token: Token | undefined, world: World): void {
	if (!token) return;
	if (word === 'expire-token') world.tokens.expireToken(token.appId);
	if (word === 'rotate-token') world.tokens.rotateToken(token.appId);
	if (word === 'revoke-token') token.dead = true;
	if (word === 'poison-token') token.poisoned = true;
}

function planWord(word: FaultWord, base: Plan): Plan {
	const process = word.endsWith('-after') || word === 'truncate';
	const kind = word.replace(/-(before|after)$/, '');
	if (kind.endsWith('-token')) return base;
	if (kind === 'hold') return { ...base, hold: process ? 'after' : 'before' };
	if (kind === 'reset' || kind === 'hang' || kind === 'truncate' || kind === 'half-json') {
		return { ...base, process, ending: kind };
	}
	return { ...base, process, replace: PAGES[kind] };
}

export function planFault(
	action: FaultAction | undefined,
	token: Token | undefined,
	world: World,
): Plan {
	const base: Plan = { process: true, ending: 'answer', lateMs: 0, delayMs: 0, dripMs: 0 };
	if (action === undefined) return base;
	if (typeof action === 'string') {
		strikeToken(action, token, world);
		return planWord(action, base);
	}
	if ('errcode' in action) return { ...base, process: action.processed === true, refuse: action };
	if ('delayMs' in action) {
		return action.late ? { ...base, lateMs: action.delayMs } : { ...base, delayMs: action.delayMs };
	}
	if ('dripMs' in action) return { ...base, dripMs: action.dripMs };
	const { httpStatus, body, contentType = 'text/html', headers, processed } = action;
	const replace = { httpStatus, body, contentType, headers };
	return { ...base, process: processed === true, replace };
}
