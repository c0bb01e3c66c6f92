/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Hands bytes on so many milliseconds later, in order; an end travels as slowly as the bytes before it. */
export class Line {
	private lastDue = 0;
	private readonly waiting: Array<() => void> = [];

	constructor(
		private readonly delayMs: number,
		private readonly notBefore: number,
	) {}

	later(act: () => void): void {
		const now = performance.now();
		this.lastDue = Math.max(this.lastDue, this.notBefore, now + this.delayMs);
		// Node's timers keep their order only among equal delays, and a delay of 9.999… counts as 9.
		this.waiting.push(act);
		setTimeout(() => this.waiting.shift()?.(), this.lastDue - now);
	}
}

function carry(from: Socket, to: Socket, line: Line): void {
	from.setNoDelay(true);
	from.on('data', (chunk: Buffer) => line.later(() => to.write(chunk)));
	from.on('end', () => line.later(() => to.end()));
	from.on('error', () => line.later(() => to.resetAndDestroy()));
	from.on('close', () => line.later(() => to.destroySoon()));
}

/**
 * A long wire before a server on loopback: every byte needs half a round trip, and a new connection one more
 * round trip, as TCP's handshake does. So a first call over TLS 1.3 costs three round trips, a warm one costs one.
 */
export class Relay {
	private readonly server: Server;
	private readonly open = new Set<Socket>();

	constructor(roundTripMs: number, target: () => number) {
		const half = roundTripMs / 2;
		this.server = createServer((outer) => {
			const start = performance.now() + roundTripMs;
			const inner = connect({ host: '127.0.0.1', port: target() });
			this.open.add(outer).add(inner);
			outer.on('close', () => this.open.delete(outer));
			inner.on('close', () => this.open.delete(inner));
			carry(outer, inner, new Line(half, start + half));
			carry(inner, outer, new Line(half, 0));
		});
	}

	/** @returns the port. @throws when it is taken */
	async listen(port: number): Promise<number> {
		return await new Promise((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, '127.0.0.1', () => {
				this.server.removeListener('error', reject);
				const address = this.server.address();
				resolve(typeof address === 'object' && address ? address.port : port);
			});
		});
	}

	async close(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		for (const socket of this.open) socket.destroy();
		await closed;
	}
}
