/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
/** What the tests use of smtp-server, which brings no types. */
declare module 'smtp-server' {
	import type { Server } from 'node:net';
	import type { Readable } from 'node:stream';

	export interface Options {
		authOptional?: boolean;
		disabledCommands?: string[];
		/** Called with each mail; `done` ends the exchange. */
		onData?(mail: Readable, session: unknown, done: () => void): void;
	}

	export class SMTPServer {
		constructor(options: Options);
		listen(port: number, host: string, listening: () => void): Server;
		close(closed: () => void): void;
	}
}
