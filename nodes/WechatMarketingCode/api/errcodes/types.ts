import { mapValues } from 'lodash';
import type { Sentence } from '../../domain/sentence';

/**
 * What an errcode means for the run.
 * - `row`: this row fails, the others go on
 * - `run`: nothing more can succeed, no new call
 * - `token`: the access token was refused, one refresh for all
 * - `pause`: all calls of the run wait, then go on
 * - `retry`: WeChat did not do it this time; reads are repeated, a codeactive is looked up first
 */
export type Effect = 'row' | 'run' | 'token' | 'pause' | 'retry';

/** What sentences name; each has words of its own where it is not known. */
export interface Facts {
	readonly appId: Sentence;
	/** With the noun: "application 581". */
	readonly application: Sentence;
	/** The caller's address. */
	readonly ip: Sentence;
}

export interface ErrcodeEntry {
	readonly effect: Effect;
	/** What happened, in one sentence, and what to do, in whole sentences. */
	says(facts: Facts): Sentence;
	/** WeChat's own words follow: the sentence is of little use without them. */
	readonly quotesWechat?: boolean;
	/** For `pause`: milliseconds. */
	readonly pauseMs?: number;
}

type Says = Sentence | ErrcodeEntry['says'];

export type ErrcodeTable = Readonly<Record<number, ErrcodeEntry>>;

/** The entries of one effect. */
export const entries = (
	effect: Effect,
	sentences: Readonly<Record<number, Says>>,
	more: Pick<ErrcodeEntry, 'quotesWechat' | 'pauseMs'> = {},
): ErrcodeTable =>
	mapValues(sentences, (says) => ({
		effect,
		says: typeof says === 'function' ? says : () => says,
		...more,
	}));
