/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { readdirSync, readlinkSync } from 'node:fs';
import { Agent, request } from 'undici';
import type { N8n } from '../n8n';
import type { SimulatorProcess } from '../simulator-process';
import type { Sample } from './verdict';

/** A full collection takes n8n about 150 ms. */
const COLLECTED_WITHIN_MS = 500;
const LOOK_EVERY_MS = 500;
/** Longer than n8n and undici keep an idle connection of ours. */
const QUIET_MS = 6_000;
const QUIET_WITHIN_MS = 60_000;

// Our own requests leave no connection behind.
const dispatcher = new Agent({ pipelining: 0 });

/** Looks at n8n from outside: its own metrics, the simulator's connections, the system's list of sockets. */
export class Meter {
	private started = Date.now();

	constructor(
		private readonly n8n: N8n,
		private readonly simulator: SimulatorProcess,
		private readonly rows: () => number,
	) {}

	/** Seconds count from now. */
	begin(): void {
		this.started = Date.now();
	}

	/** What n8n holds: it collects its garbage first. */
	async sample(): Promise<Sample> {
		process.kill(this.n8n.pid, 'SIGUSR2');
		await new Promise((resolve) => setTimeout(resolve, COLLECTED_WITHIN_MS));
		const metrics = await this.metrics();
		return {
			seconds: Math.round((Date.now() - this.started) / 1_000),
			rows: this.rows(),
			rssBytes: metric(metrics, 'process_resident_memory_bytes'),
			heapBytes: metric(metrics, 'nodejs_heap_size_used_bytes'),
			connections: await this.connections(),
			sockets: socketsOf(this.n8n.pid),
		};
	}

	/** A sample when the number of sockets has not changed for a while. */
	async sampleAtRest(): Promise<Sample> {
		const until = Date.now() + QUIET_WITHIN_MS;
		let open = '';
		for (let quietSince = Date.now(); ; ) {
			const now = `${await this.connections()} ${socketsOf(this.n8n.pid)}`;
			if (now !== open) quietSince = Date.now();
			open = now;
			if (Date.now() - quietSince > QUIET_MS || Date.now() > until) return await this.sample();
			await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
		}
	}

	private async connections(): Promise<number> {
		const load = await this.simulator.ask<{ connectionsOpen: number }>('load');
		// One is the connection that asks.
		return load.connectionsOpen - 1;
	}

	private async metrics(): Promise<string> {
		const { body } = await request(`${this.n8n.url}/metrics`, { dispatcher });
		return await body.text();
	}
}

/** @throws Error when n8n does not give that number (N8N_METRICS switches them on) */
function metric(metrics: string, name: string): number {
	const found = new RegExp(`^n8n_${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(metrics);
	if (!found) throw new Error(`n8n's metrics hold no n8n_${name}`);
	return Number(found[1]);
}

/** Sockets among the open files of a process; Linux alone tells. */
function socketsOf(pid: number): number | undefined {
	const folder = `/proc/${pid}/fd`;
	try {
		return readdirSync(folder).filter((name) => isSocket(`${folder}/${name}`)).length;
	} catch {
		return undefined;
	}
}

function isSocket(file: string): boolean {
	try {
		return readlinkSync(file).startsWith('socket:');
	} catch {
		// Closed meanwhile.
		return false;
	}
}
