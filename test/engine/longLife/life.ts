/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a process of its own: node --expose-gc --require tsx/cjs life.ts */
import '../../setup';
import './typescriptFirst';
import { queryObjects } from 'node:v8';
import { Session } from '../../../nodes/WechatMarketingCode/api/session';
import type { CommittedRange } from '../../simulator';
import { APPLICATION, startWorld } from '../world';
import { events, ROWS, sheetOf, untrue } from './events';
import { keptByModules } from './kept';

const MINUTE_MS = 60_000;
const EVERY_MINUTES = 8;
const LIFE_MINUTES = 4 * 60;
/** What this program prints to. */
const OWN_OUTPUT = ['PipeWrap', 'TTYWrap'];
const SOCKETS_WITHIN_MS = 10_000;

/** What a life came to, by the simulator's own state. */
export interface Life {
	/** Minutes of the injected clock. */
	minutes: number;
	rows: number;
	/** How often each event happened. */
	events: Record<string, number>;
	/** Rows whose last status was not true. */
	untrue: string[];
	commitsPerCode: CommittedRange[];
	logins: Array<{ at: number; forced: boolean; fresh: boolean }>;
	pauses: number;
	/** Connections to the simulator, at most and when it had been quiet for a while. */
	connections: { most: number; left: number };
}

/** What the process holds between two lives. */
export interface Held {
	heapBytes: number;
	/** Names of what keeps a process alive: sockets, servers, timers. */
	resources: string[];
	/** Sessions of runs that were not collected. */
	sessions: number;
	kept: Record<string, number>;
}

/** What this program prints as its last line. */
export interface Report {
	/** Two lives alike: what the second one leaves behind beyond the first grows with time. */
	lives: [Life, Life];
	/** After the first and after the second. */
	held: [Held, Held];
	warnings: string[];
}

async function live(minutes: number): Promise<Life> {
	const world = await startWorld({ keepAliveMs: 2_000 });
	const { simulator } = world;
	const names = Object.keys(events);
	const life: Life = {
		minutes: 0,
		rows: 0,
		events: Object.fromEntries(names.map((name) => [name, 0])),
		untrue: [],
		commitsPerCode: [],
		logins: [],
		pauses: 0,
		connections: { most: 0, left: 0 },
	};
	const begin = simulator.now();
	for (let number = 0; simulator.now() - begin < minutes * MINUTE_MS; number++) {
		const sheet = sheetOf(world, number);
		const name = names[number % names.length];
		life.untrue.push(...untrue(sheet, await events[name](sheet)));
		life.events[name]++;
		life.rows += ROWS;
		const { connectionsOpen } = simulator.load;
		life.connections.most = Math.max(life.connections.most, connectionsOpen);
		world.pass(EVERY_MINUTES * MINUTE_MS);
	}
	life.minutes = (simulator.now() - begin) / MINUTE_MS;
	life.commitsPerCode = simulator.commitsPerCode(APPLICATION);
	life.logins = simulator.tokens.logins.map(({ at, forced, fresh }) => ({ at, forced, fresh }));
	life.pauses = simulator.journal.filter(
		({ answer }) => answer !== 'none' && answer.errcode === 45011,
	).length;
	const until = Date.now() + SOCKETS_WITHIN_MS;
	while (simulator.load.connectionsOpen > 0 && Date.now() < until) await turn();
	life.connections.left = simulator.load.connectionsOpen;
	// What the simulator remembers is no memory of the node's.
	simulator.reset();
	await world.end();
	return life;
}

const turn = async () => await new Promise((resolve) => setTimeout(resolve, 20));

/** Looked at when all that can be collected is. */
async function held(): Promise<Held> {
	for (let i = 0; i < 5; i++) {
		await turn();
		gc?.();
	}
	const { heapUsed: heapBytes } = process.memoryUsage();
	const resources = process.getActiveResourcesInfo().filter((name) => !OWN_OUTPUT.includes(name));
	const sessions = Number(queryObjects(Session, { format: 'count' }));
	return { heapBytes, resources, sessions, kept: keptByModules() };
}

async function main(): Promise<void> {
	const warnings: string[] = [];
	process.on('warning', ({ name, message }) => {
		// Two are about Node's own interfaces, ours and our dependencies' use of them; without a name of
		// its own it is about this machine's environment (NODE_TLS_REJECT_UNAUTHORIZED, NO_COLOR).
		if (!/^(Experimental|Deprecation)?Warning$/.test(name)) warnings.push(`${name}: ${message}`);
	});
	const first = await live(LIFE_MINUTES);
	const before = await held();
	const second = await live(LIFE_MINUTES);
	const report: Report = { lives: [first, second], held: [before, await held()], warnings };
	process.stdout.write(`${JSON.stringify(report)}\n`);
}

if (require.main === module) void main();
