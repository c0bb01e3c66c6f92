/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server: counted, and torn down when a fault or the end wants it. */
export class Sockets {
	/** Connections ever accepted. */
	opened = 0;
	private readonly open = new Map<string, Socket>();

	/** For https, too, `connection` gives the raw socket below TLS. */
	watch(server: Server): void {
		server.on('connection', (socket: Socket) => {
			const key = `${socket.remoteAddress}:${socket.remotePort}`;
			this.opened++;
			this.open.set(key, socket);
			socket.on('close', () => this.open.delete(key));
		});
	}

	get openNow(): number {
		return this.open.size;
	}

	/** ECONNRESET at the client where the platform allows it, else the connection just ends. */
	reset(socket: Socket): void {
		const raw = this.open.get(`${socket.remoteAddress}:${socket.remotePort}`) ?? socket;
		try {
			raw.resetAndDestroy();
		} catch {
			raw.destroy();
		}
		socket.destroy();
	}

	destroyAll(): void {
		for (const socket of this.open.values()) socket.destroy();
	}
}
