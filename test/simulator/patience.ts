/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { setTimeout as sleep } from 'node:timers/promises';

/** Lets time go by while the simulator holds an answer back. */
export interface Patience {
	/**
	 * Resolves `ms` later; for Infinity never.
	 *
	 * @param gone aborts when the client no longer waits for the answer; the wait goes on
	 */
	wait(ms: number, gone: AbortSignal): Promise<void>;
	/** A test holds an answer back until it lets it go; no time is meant to pass for it. */
	hold(until: Promise<void>): Promise<void>;
}

/** Waits real milliseconds. */
export const realPatience = (ending: AbortSignal): Patience => ({
	wait: async (ms) => {
		if (ms === Infinity) await new Promise(() => undefined);
		await sleep(ms, undefined, { signal: ending });
	},
	hold: async (until) => await until,
});
