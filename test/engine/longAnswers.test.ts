/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server that sends without end; tests run outside n8n */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { CredentialStore } from './credentialStore';
import { sheetRow } from './harness';
import { press } from './testButton';
import { startWorld, statuses, type World } from './world';

const MEGABYTE = 1_000_000;
/** More than is read of any answer but a package of codes. */
const PIECE = Buffer.alloc(MEGABYTE + 1, 'x');
/** What the kernel holds between the two ends, and what was under way when reading ended. */
const UNDER_WAY = 30;
/** A connection that stays open shows as a test that never ends. */
const PATIENCE_MS = 60_000;

/** Sends so much to whoever asks, as fast as it is read; where that is little, its answer has no end. */
class Endless {
	/** Megabytes that went into the connection of each request. */
	readonly sent: number[] = [];
	/** One for each request: its connection has ended. */
	readonly closed: Array<Promise<unknown>> = [];
	private readonly server: Server = createServer((_request, response) => {
		this.closed.push(once(response, 'close'));
		response.writeHead(200, { 'content-type': 'application/json' });
		const pieces = this.pieces(this.sent.push(0) - 1);
		Readable.from(pieces).pipe(response, { end: this.megabytes > UNDER_WAY });
	});

	constructor(private readonly megabytes: number) {}

	private *pieces(at: number): Generator<Buffer> {
		while (this.sent[at] < this.megabytes) {
			this.sent[at] += 1;
			yield PIECE;
		}
	}

	async listen(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async end(): Promise<void> {
		this.server.close();
		this.server.closeAllConnections();
		await once(this.server, 'close');
	}
}

describe.each([
	['sends 200 MB', 200],
	['sends a little more than is read, and then nothing', 1],
])('a server that %s', (_what, megabytes) => {
	let server: Endless;
	let baseUrl: string;
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		server = new Endless(megabytes);
		baseUrl = await server.listen();
	});
	afterEach(async () => {
		await server.end();
		await world.end();
	});

	const activate = async (credential: object, reuseConnections = false) =>
		await world.run({
			rows: [sheetRow(0, 9)],
			options: { reuseConnections },
			store: new CredentialStore({ baseUrl, ...credential }),
			onError: 'continueRegularOutput',
		});

	const isCutShort = async (): Promise<void> => {
		await Promise.all(server.closed);
		expect(server.sent.length).toBeGreaterThan(0);
		expect(Math.max(...server.sent)).toBeLessThan(UNDER_WAY);
	};

	it.each([
		['through n8n', false],
		['with Reuse Connections', true],
	])(
		'is not listened to any longer than an answer may be: %s',
		async (_way, reuse) => {
			const ready = { accessTokenSource: 'accessToken', accessToken: 'a-ready-token' };
			const run = await activate(ready, reuse);
			expect(statuses(run)).toEqual(['unknown']);
			expect(run.rows[0].activation_message).toContain(
				'The answer was too long (more than 1000000 characters)',
			);
			await isCutShort();
		},
		PATIENCE_MS,
	);

	it(
		'is not listened to any longer by a login, nor by the test button',
		async () => {
			const service = { accessTokenSource: 'tokenService', tokenServiceUrl: `${baseUrl}/token` };
			const run = await activate(service);
			expect(statuses(run)).toEqual(['not_attempted']);
			expect(run.rows[0].activation_message).toContain('The token service gave no token');
			const { red } = await press({ baseUrl, ...service });
			expect(red).toContain('The answer was too long');
			await isCutShort();
		},
		PATIENCE_MS,
	);
});
