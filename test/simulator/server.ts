/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { serveControl } from './control';
import { planFault, type Plan } from './faultPlan';
import { Faults } from './faults';
import type { FaultAction } from './faultTypes';
import { Journal } from './journal';
import { parseJson } from './json';
import { realPatience, type Patience } from './patience';
import { Relay } from './relay';
import { literalReply, pretendReply, processRequest, refusalReply } from './replies';
import type { ApiRequest, Reply } from './request';
import { endpointOf } from './routes';
import { send } from './sending';
import { Sockets } from './sockets';
import type { JournalEntry, Simulator, SimulatorOptions } from './types';
import type { World } from './world';

/** Idle connections stay open longer than any pause between two calls of a test. */
const KEEP_ALIVE_MS = 65_000;

function tryParse(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** A fault for the journal; a long body would fill it. */
const wordsOf = (action: FaultAction): string =>
	typeof action === 'string'
		? action
		: JSON.stringify(action, (_name, value: unknown) =>
				typeof value === 'string' && value.length > 1_000 ? `${value.slice(0, 1_000)}…` : value,
			);

/** The wire: receives, writes the journal, applies faults, answers. All state is in the world. */
export class WireServer {
	readonly journal = new Journal();
	readonly faults = new Faults();
	readonly sockets = new Sockets();
	/** Errors of the simulator itself; `stop()` throws the first. */
	readonly bugs: unknown[] = [];
	readonly load = { inFlight: 0, peakInFlight: 0 };
	private readonly server: Server;
	private readonly relay: Relay | undefined;
	private readonly ending = new AbortController();
	private readonly patience: Patience;

	constructor(
		options: SimulatorOptions,
		private readonly world: () => World,
		private readonly owner: () => Simulator,
	) {
		const listener = (req: IncomingMessage, res: ServerResponse) => {
			this.receive(req, res, options.control === true).catch((error: unknown) => {
				if (this.ending.signal.aborted) return;
				this.bugs.push(error);
				if (!res.headersSent) res.writeHead(500).end(`Simulator bug: ${String(error)}`);
			});
		};
		this.server = options.https
			? createSecureServer({ ...options.https }, listener)
			: createServer(listener);
		this.server.keepAliveTimeout = options.keepAliveMs ?? KEEP_ALIVE_MS;
		this.sockets.watch(this.server);
		this.patience = options.patience ?? realPatience(this.ending.signal);
		const { roundTripMs } = options;
		if (roundTripMs) this.relay = new Relay(roundTripMs, () => this.innerPort());
	}

	private innerPort(): number {
		const address = this.server.address();
		return typeof address === 'object' && address ? address.port : 0;
	}

	/** @returns the port. @throws when the port is taken */
	async listen(port: number): Promise<number> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(this.relay ? 0 : port, '127.0.0.1', () => {
				this.server.removeListener('error', reject);
				resolve();
			});
		});
		return this.relay ? await this.relay.listen(port) : this.innerPort();
	}

	/** Nobody listens any more; every connection is gone. */
	async down(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		this.sockets.destroyAll();
		await closed;
		await this.relay?.close();
	}

	async stop(): Promise<void> {
		this.ending.abort();
		this.faults.clear();
		await this.down();
		if (this.bugs.length > 0) throw this.bugs[0];
	}

	private async receive(
		req: IncomingMessage,
		res: ServerResponse,
		control: boolean,
	): Promise<void> {
		const chunks: Buffer[] = [];
		try {
			for await (const chunk of req) chunks.push(chunk as Buffer);
		} catch {
			return; // The client went away before its request was complete: nothing was received.
		}
		const bytes = Buffer.concat(chunks);
		const url = new URL(req.url ?? '/', 'http://127.0.0.1');
		if (control && url.pathname.startsWith('/simulator/')) {
			await serveControl(this.owner(), req.method ?? 'GET', url, bytes.toString('utf8'), res);
			return;
		}
		this.load.inFlight++;
		this.load.peakInFlight = Math.max(this.load.peakInFlight, this.load.inFlight);
		res.once('close', () => this.load.inFlight--);
		const world = this.world();
		const entry = this.record(req, url, bytes, world);
		const callerIp = world.switches.callerIp ?? req.socket.remoteAddress ?? '';
		await this.serve({ entry, bytes, callerIp }, res, world);
	}

	private record(req: IncomingMessage, url: URL, bytes: Buffer, world: World): JournalEntry {
		const bodyText = bytes.toString('utf8');
		const entry: Omit<JournalEntry, 'seq'> = {
			at: world.now(),
			endpoint: endpointOf(url.pathname),
			method: req.method ?? 'GET',
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			headers: req.headers,
			bodyText,
			body: tryParse(bodyText),
			answer: 'none',
		};
		return this.journal.add(entry, world.switches.journalLimit);
	}

	private async serve(request: ApiRequest, res: ServerResponse, world: World): Promise<void> {
		const { entry } = request;
		const fault = this.faults.take(entry);
		if (fault) entry.fault = wordsOf(fault.do);
		const plan = planFault(fault?.do, world.tokens.find(entry.query.access_token), world);
		const gone = new AbortController();
		res.once('close', () => gone.abort());
		const wait = async (ms: number) => await this.patience.wait(ms, gone.signal);
		if (plan.lateMs > 0) await wait(plan.lateMs);
		if (plan.hold === 'before') await this.patience.hold(this.faults.hold());
		const truth = plan.process ? await processRequest(request, world) : undefined;
		if (plan.hold === 'after') await this.patience.hold(this.faults.hold());
		if (plan.ending === 'hang') await wait(Infinity);
		const delayMs = plan.delayMs + world.switches.latencyMs;
		if (delayMs > 0) await wait(delayMs);
		const reply = this.replyOf(plan, truth, world);
		await send({ plan, reply, entry }, res, { sockets: this.sockets, wait });
	}

	private replyOf(plan: Plan, truth: Reply | undefined, world: World): Reply {
		if (plan.replace) return plan.replace;
		if (plan.refuse) {
			const { errcode, errmsg } = plan.refuse;
			if (errmsg !== undefined) return literalReply(errcode, errmsg, world);
			return refusalReply(errcode, undefined, world);
		}
		return truth ?? pretendReply(world);
	}
}
