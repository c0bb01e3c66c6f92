import type { Application } from './applications';
import { Refusal } from './errmsg';
import type { Random } from './random';
import type { Switches } from './types';

interface Ticket {
	application: Application;
	index: number;
	openid: string;
	madeAt: number;
	used: boolean;
}

/** Code tickets that scans made (docs/wechat-api.md, "Code tickets"). */
export class Tickets {
	private readonly byText = new Map<string, Ticket>();

	constructor(
		private readonly random: Random,
		private readonly switches: Switches,
		private readonly now: () => number,
	) {}

	make(application: Application, index: number, openid: string): string {
		const text = this.random.hex(32);
		this.byText.set(text, { application, index, openid, madeAt: this.now(), used: false });
		return text;
	}

	/** @throws {Refusal} 40097 for a ticket that is unknown, used up, too old, or another user's */
	redeem(text: string, openid: string): Ticket {
		const ticket = this.byText.get(text);
		const { ticketLifetimeMs, ticketUse } = this.switches;
		const isOld =
			ticketLifetimeMs !== null && this.now() - (ticket?.madeAt ?? 0) > ticketLifetimeMs;
		const isUsed = ticketUse === 'once' && ticket?.used === true;
		if (!ticket || ticket.openid !== openid || isOld || isUsed) {
			throw new Refusal(40097, 'invalid args, code_ticket无效或与openid不匹配');
		}
		ticket.used = true;
		return ticket;
	}
}
