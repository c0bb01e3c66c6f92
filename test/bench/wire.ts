import { saveAccount } from '../../scripts/example';
import type { Host } from '../../scripts/host';
import { startN8n } from '../../scripts/n8n';
import { installPackage, packPackage } from '../../scripts/pack';
import type { Say } from '../../scripts/shell';
import { startSimulatorProcess, type SimulatorProcess } from '../../scripts/simulator-process';
import { openUserFolder } from '../../scripts/user-folder';
import { DEFAULT_ACCOUNT } from '../simulator';
import { measureInChild, median } from './child';
import { httpAtOnce, httpInLoop, race, thisNode, type Contestant } from './contestants';

/** What one contestant came to over all rounds. */
export interface WireResult {
	name: string;
	rows: number;
	/** Rows per second of each round. */
	rounds: number[];
	/** Their median. */
	rowsPerSecond: number;
	/** codeactive calls of the last round. */
	calls: number;
}

/** Who takes part, by the name in the tables. */
export const CONTESTANTS = {
	loop: 'HTTP Request in Loop Over Items',
	atOnce: 'HTTP Request, all rows at once',
	node: 'This node',
	reuse: 'This node, Reuse Connections',
	combine: 'This node, Combine Adjacent Rows',
	pool: 'Raw undici Pool, outside n8n',
} as const;

export const PARALLEL = 5;
export const ROUND_TRIP_MS = 20;
/** So many times more rows where they are combined. */
const MORE_ROWS = 10;

/** One code of a round may not be another round's: what is active stays active. */
class Codes {
	private next = 0;

	/** Starts at a block of its own. */
	take(count: number): number {
		const first = this.next;
		this.next = Math.ceil((first + count) / 50_000) * 50_000;
		return first;
	}
}

type Runner = { name: string; rows: number; run: (firstCode: number) => Promise<number> };

/**
 * The real n8n against a WeChat that is 20 ms away over https: this node, n8n's HTTP Request node, and
 * a raw undici Pool, one after the other in each round.
 */
export async function measureWire(
	host: Host,
	{ rounds, rows }: { rounds: number; rows: number },
	say: Say,
): Promise<WireResult[]> {
	const { folder, close } = await openUserFolder(host, { keep: false }, say);
	const simulator = await startSimulatorProcess(
		{ roundTripMs: ROUND_TRIP_MS, unknownApplications: 'adopt', journalLimit: 1_000 },
		folder,
	);
	try {
		await installPackage(host, folder, await packPackage(say));
		const env = { NODE_EXTRA_CA_CERTS: simulator.certificateFile };
		const n8n = await startN8n({ host, userFolder: folder, env });
		try {
			const { appId, appSecret } = DEFAULT_ACCOUNT;
			const account = { appId, appSecret, baseUrl: simulator.url };
			const credentials = await saveAccount(n8n.rest, account);
			const { token } = await simulator.tell<{ token: string }>('tokens', {
				action: 'issue',
				appId,
			});
			const inN8n = (contestant: Contestant, count = rows): Runner => ({
				name: contestant.name,
				rows: count,
				run: async (firstCode) => await race(n8n.rest, contestant, count, firstCode),
			});
			const options = { parallelRequests: PARALLEL };
			const runners = [
				inN8n(httpInLoop(CONTESTANTS.loop, simulator.url, token, PARALLEL)),
				inN8n(httpAtOnce(CONTESTANTS.atOnce, simulator.url, token)),
				inN8n(thisNode(CONTESTANTS.node, credentials, options)),
				inN8n(
					thisNode(CONTESTANTS.reuse, credentials, {
						...options,
						reuseConnections: true,
					}),
				),
				inN8n(
					thisNode(CONTESTANTS.combine, credentials, {
						...options,
						combineAdjacentRows: true,
					}),
					rows * MORE_ROWS,
				),
				poolRunner(host, simulator, token, rows),
			];
			return await runRounds(runners, rounds, simulator, say);
		} finally {
			await n8n.stop();
		}
	} finally {
		await simulator.stop();
		await close();
	}
}

function poolRunner(
	host: Host,
	{ url, certificateFile }: SimulatorProcess,
	token: string,
	rows: number,
): Runner {
	return {
		name: CONTESTANTS.pool,
		rows,
		run: async (firstCode) => {
			const args = [url, certificateFile, token, rows, PARALLEL, firstCode].map(String);
			return (await measureInChild<{ ms: number }>(host.node, 'pool.ts', args)).ms;
		},
	};
}

/** A first round warms everybody up and does not count. */
async function runRounds(
	runners: Runner[],
	rounds: number,
	simulator: SimulatorProcess,
	say: Say,
): Promise<WireResult[]> {
	const codes = new Codes();
	const results = runners.map(
		({ name, rows }): WireResult => ({ name, rows, rounds: [], rowsPerSecond: 0, calls: 0 }),
	);
	for (let round = 0; round <= rounds; round++) {
		for (const [at, { rows, run, name }] of runners.entries()) {
			const before = await callsOf(simulator);
			const ms = await run(codes.take(rows));
			results[at].calls = (await callsOf(simulator)) - before;
			if (round > 0) results[at].rounds.push((rows * 1_000) / ms);
			say(`  ${round === 0 ? 'warm-up' : `round ${round}`}  ${name}: ${Math.round(ms)} ms`);
		}
	}
	for (const result of results) result.rowsPerSecond = median(result.rounds);
	return results;
}

async function callsOf(simulator: SimulatorProcess): Promise<number> {
	return (await simulator.ask<{ count: number }>('count?endpoint=codeactive')).count;
}
