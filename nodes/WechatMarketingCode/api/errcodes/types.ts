/**
 * What an errcode means for the run.
 * - `row`: this row fails, the others go on
 * - `run`: nothing more can succeed, no new call
 * - `token`: the access token was refused, one refresh for all
 * - `pause`: all calls of the run wait, then go on
 * - `retry`: WeChat did not do it this time; reads are repeated, a codeactive is looked up first
 */
export type Effect = 'row' | 'run' | 'token' | 'pause' | 'retry';

/** Facts a sentence may name: `{appId}` and the like are filled in by `explain`. */
export interface SentenceContext {
	appId?: string;
	applicationId?: string;
	errmsg?: string;
}

export interface ErrcodeEntry {
	readonly effect: Effect;
	/** What happened, one sentence; may hold `{appId}`, `{applicationId}`, `{ip}`. */
	readonly meaning: string;
	/** What to do, one sentence. */
	readonly remedy: string;
	/** For `pause`: milliseconds. */
	readonly pauseMs?: number;
}

/** Makes entries of one effect. */
export const entry =
	(effect: Effect) =>
	(meaning: string, remedy: string): ErrcodeEntry => ({ effect, meaning, remedy });

export type ErrcodeTable = Readonly<Record<number, ErrcodeEntry>>;
