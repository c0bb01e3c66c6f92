/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import type { ServerResponse } from 'node:http';
import type { Plan } from './faultPlan';
import type { Reply } from './request';
import type { Sockets } from './sockets';
import type { JournalEntry } from './types';

/** Sends the reply as the plan wants it: whole, in drops, half of it, or not at all. */
export async function send(
	{ plan, reply, entry }: { plan: Plan; reply: Reply; entry: JournalEntry },
	res: ServerResponse,
	{ sockets, wait }: { sockets: Sockets; wait: (ms: number) => Promise<void> },
): Promise<void> {
	if (res.destroyed || !res.socket) return; // The client did not wait for it.
	if (plan.ending === 'reset') {
		sockets.reset(res.socket);
		return;
	}
	const { httpStatus, errcode, errmsg, rid } = reply;
	const whole = Buffer.from(reply.body);
	const half = whole.subarray(0, Math.floor(whole.length / 2));
	const body = plan.ending === 'half-json' ? half : whole;
	res.writeHead(httpStatus, {
		'Content-Type': reply.contentType,
		'Content-Length': body.length,
		...reply.headers,
	});
	if (plan.ending === 'truncate') {
		const { socket } = res;
		res.write(half, () => socket.destroy());
		return;
	}
	for (let at = 0; plan.dripMs > 0 && at < body.length - 1; at++) {
		res.write(body.subarray(at, at + 1));
		await wait(plan.dripMs);
		if (res.destroyed) return;
	}
	entry.answer = { httpStatus, errcode, errmsg, rid };
	res.end(plan.dripMs > 0 ? body.subarray(-1) : body);
}
