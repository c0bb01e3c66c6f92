/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveAccount } from '../../scripts/example';
import type { Host } from '../../scripts/host';
import { startN8n, type N8n } from '../../scripts/n8n';
import { installPackage, packPackage } from '../../scripts/pack';
import type { Say } from '../../scripts/shell';
import { startSimulatorProcess, type SimulatorProcess } from '../../scripts/simulator-process';
import { openUserFolder } from '../../scripts/user-folder';
import { hasNginx, NGINX, startNginxRelay } from '../e2e/nginx';
import { DEFAULT_ACCOUNT } from '../simulator';
import { measureInChild } from './child';
import { httpAtOnce, httpInLoop, race, thisNode, type Contestant } from './contestants';
import { CONTESTANTS, MANY, PARALLEL, ROUND_TRIP_MS, SOME } from './names';
import { runRounds, type Counts, type Runner, type WireResult } from './rounds';

/** So many times more rows where they are combined. */
const MORE_ROWS = 10;
/** The same where what is compared is fast. */
const KEPT_ROWS = 2;
/** Connections of ours from one count to the next. */
const OWN = 2;

export interface WireFigures {
	/** 20 ms away. */
	far: WireResult[];
	/** On the same machine, without delay: what the processor costs. */
	near: WireResult[];
}

interface Wanted {
	readonly rounds: number;
	readonly rows: number;
	/** Only contestants whose name holds this. */
	readonly only?: string;
}

/** A simulated WeChat, and n8n's credential for it. */
interface Place {
	readonly simulator: SimulatorProcess;
	readonly token: string;
	readonly account: { appId: string; appSecret: string; baseUrl: string };
	readonly credentials: Awaited<ReturnType<typeof saveAccount>>;
}

/**
 * The real n8n against a WeChat over https, far and near: this node, n8n's HTTP Request node, and a raw
 * undici Pool, one after the other in each round.
 */
export async function measureWire(host: Host, wanted: Wanted, say: Say): Promise<WireFigures> {
	const { folder, close } = await openUserFolder(host, { keep: false }, say);
	const open = [close];
	const start = async (roundTripMs: number, name: string) => {
		mkdirSync(join(folder, name));
		const adopting = { unknownApplications: 'adopt' as const, journalLimit: 1_000 };
		const simulator = await startSimulatorProcess(
			{ ...adopting, ...(roundTripMs > 0 ? { roundTripMs } : {}) },
			join(folder, name),
		);
		open.push(simulator.stop);
		return simulator;
	};
	try {
		const [far, near] = [await start(ROUND_TRIP_MS, 'far'), await start(0, 'near')];
		await installPackage(host, folder, await packPackage(say));
		const trusted = join(folder, 'trusted.pem');
		const certificates = [far, near].map((one) => readFileSync(one.certificateFile, 'utf8'));
		writeFileSync(trusted, certificates.join('\n'));
		const n8n = await startN8n({
			host,
			userFolder: folder,
			env: { NODE_EXTRA_CA_CERTS: trusted },
		});
		open.push(n8n.stop);
		const farPlace = await placeOf(n8n, far, 'Far');
		const runners = farRunners(host, n8n, farPlace, wanted.rows);
		if (hasNginx()) {
			const relay = await startNginxRelay(far.url, far.certificateFile);
			open.push(relay.stop);
			const behind = { ...farPlace.account, baseUrl: relay.url };
			const credentials = await saveAccount(n8n.rest, behind, 'Relay');
			const options = { parallelRequests: PARALLEL };
			const place = runners.findIndex(({ name }) => name === CONTESTANTS.combine);
			const contestant = thisNode(CONTESTANTS.relay, credentials, options);
			runners.splice(place, 0, inN8n(n8n, contestant, wanted.rows * KEPT_ROWS));
		} else say(`  ${CONTESTANTS.relay}: left out, there is no ${NGINX} (Debian: nginx-light)`);
		const measure = async (all: Runner[], simulator: SimulatorProcess) => {
			const some = all.filter(({ name }) => name.includes(wanted.only ?? ''));
			return await runRounds(some, wanted.rounds, async () => await countsOf(simulator), say);
		};
		const nearRunners = nearRunnersOf(n8n, await placeOf(n8n, near, 'Near'), wanted.rows);
		return { far: await measure(runners, far), near: await measure(nearRunners, near) };
	} finally {
		for (const end of open.reverse()) await end();
	}
}

async function placeOf({ rest }: N8n, simulator: SimulatorProcess, name: string): Promise<Place> {
	const { appId, appSecret } = DEFAULT_ACCOUNT;
	const account = { appId, appSecret, baseUrl: simulator.url };
	const wish = { action: 'issue', appId };
	const { token } = await simulator.tell<{ token: string }>('tokens', wish);
	return { simulator, token, account, credentials: await saveAccount(rest, account, name) };
}

const inN8n = (n8n: N8n, contestant: Contestant, rows: number): Runner => ({
	name: contestant.name,
	rows,
	run: async (firstCode) => await race(n8n.rest, contestant, rows, firstCode),
});

function farRunners(host: Host, n8n: N8n, place: Place, rows: number): Runner[] {
	const { token, credentials } = place;
	const { url } = place.simulator;
	const loop = (name: string, lanes: number) =>
		inN8n(n8n, httpInLoop(name, url, token, lanes), rows);
	const node = (name: string, lanes: number, more = {}, times = 1) =>
		inN8n(n8n, thisNode(name, credentials, { parallelRequests: lanes, ...more }), rows * times);
	const pool = (name: string, lanes: number) =>
		poolRunner(host, place, { name, lanes, rows: rows * KEPT_ROWS });
	const reusing = { reuseConnections: true };
	const combining = { combineAdjacentRows: true };
	return [
		loop(CONTESTANTS.loop, PARALLEL),
		loop(CONTESTANTS.loopOfSome, SOME),
		loop(CONTESTANTS.loopOfMany, MANY),
		inN8n(n8n, httpAtOnce(CONTESTANTS.atOnce, url, token), rows),
		node(CONTESTANTS.node, PARALLEL),
		node(CONTESTANTS.nodeOfSome, SOME),
		node(CONTESTANTS.nodeOfMany, MANY),
		// Who is compared with the Pool runs right beside it.
		node(CONTESTANTS.combine, PARALLEL, combining, MORE_ROWS),
		node(CONTESTANTS.reuse, PARALLEL, reusing, KEPT_ROWS),
		pool(CONTESTANTS.pool, PARALLEL),
		node(CONTESTANTS.reuseOfMany, MANY, reusing, KEPT_ROWS),
		pool(CONTESTANTS.poolOfMany, MANY),
	];
}

/** Twice the rows: without a journey they are soon done. */
const nearRunnersOf = (n8n: N8n, place: Place, rows: number): Runner[] => {
	const { url } = place.simulator;
	return [
		httpAtOnce(CONTESTANTS.atOnce, url, place.token),
		thisNode(CONTESTANTS.node, place.credentials, { parallelRequests: PARALLEL }),
		thisNode(CONTESTANTS.reuse, place.credentials, {
			parallelRequests: PARALLEL,
			reuseConnections: true,
		}),
	].map((contestant) => inN8n(n8n, contestant, rows * KEPT_ROWS));
};

function poolRunner(
	host: Host,
	{ simulator: { url, certificateFile }, token }: Place,
	{ name, lanes, rows }: { name: string; lanes: number; rows: number },
): Runner {
	return {
		name,
		rows,
		run: async (firstCode) => {
			const args = [url, certificateFile, token, rows, lanes, firstCode].map(String);
			return (await measureInChild<{ ms: number }>(host.node, 'pool.ts', args)).ms;
		},
	};
}

let asked = 0;

/** Without the connections that asking opens. */
async function countsOf(simulator: SimulatorProcess): Promise<Counts> {
	const { connectionsOpened } = await simulator.ask<{ connectionsOpened: number }>('load');
	const { count: calls } = await simulator.ask<{ count: number }>('count?endpoint=codeactive');
	return { calls, connections: connectionsOpened - OWN * asked++ };
}
