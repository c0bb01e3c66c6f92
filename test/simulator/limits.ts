import { Refusal } from './errmsg';
import type { Switches } from './types';

export interface Limits {
	/** Calls of one account in a minute before 45011. */
	perMinute?: number;
	/** Calls of one account in a second before 44990. */
	perSecond?: number;
	/** Calls of one account in a day before 45009. */
	perDay?: number;
}

/** Counts calls per account in the clock's own seconds, minutes and days (docs/wechat-api.md, "Limits"). */
export class Limiter {
	private readonly counts = new Map<string, { window: number; calls: number }>();

	constructor(
		private readonly switches: Switches,
		private readonly now: () => number,
	) {}

	private isOver(key: string, windowMs: number, limit: number | undefined): boolean {
		if (limit === undefined) return false;
		const window = Math.floor(this.now() / windowMs);
		const count = this.counts.get(key);
		const calls = count?.window === window ? count.calls + 1 : 1;
		this.counts.set(key, { window, calls });
		return calls > limit;
	}

	/** @throws {Refusal} 45009 of a day, 45011 of a minute, 44990 of a second */
	pass(appId: string): void {
		const { perDay, perMinute, perSecond } = this.switches.limits;
		if (this.isOver(`day ${appId}`, 86_400_000, perDay)) throw new Refusal(45009);
		if (this.isOver(`minute ${appId}`, 60_000, perMinute)) throw new Refusal(45011);
		if (this.isOver(`second ${appId}`, 1_000, perSecond)) throw new Refusal(44990);
	}
}
