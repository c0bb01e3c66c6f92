/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error, no-console -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CURRENT_HOST, provideHost } from './host';
import { startN8n } from './n8n';
import { installPackage, packPackage } from './pack';
import { PlainError } from './shell';
import { startSimulatorProcess } from './simulator-process';
import { APPLICATION, LISTS_PER_SECOND, Load, publishWebhooks, ROWS_PER_LIST } from './soak/load';
import { Meter } from './soak/measure';
import { headers, line } from './soak/table';
import { GROWTH, growthOf, problemsOf, type Sample, type Soak } from './soak/verdict';
import { openUserFolder } from './user-folder';

const HELP = `npm run soak                    ten minutes of constant load on a real n8n; says whether anything grows or stays open
npm run soak -- --minutes 2     another time (memory is judged from five minutes on)`;
const SAMPLE_MS = 10_000;
const LISTENERS = /MaxListenersExceededWarning|EventEmitter memory leak/;

/** What has to be closed at the end, last opened first. */
const open: Array<() => Promise<void>> = [];
const say = (text: string): void => console.log(text);

function readMinutes(): number | undefined {
	const options = { minutes: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
	let given: { minutes?: string; help?: boolean };
	try {
		given = parseArgs({ options }).values;
	} catch (error) {
		throw new PlainError(`${(error as Error).message}\n\n${HELP}`);
	}
	if (given.help) return undefined;
	const minutes = Number(given.minutes ?? 10);
	if (!(minutes > 0))
		throw new PlainError(`--minutes wants a number above 0, not "${given.minutes}".`);
	return minutes;
}

async function soak(minutes: number): Promise<Soak> {
	const host = await provideHost(CURRENT_HOST, say);
	const tarball = await packPackage(say);
	const user = await openUserFolder(host, { keep: false }, say);
	open.push(user.close);
	await installPackage(host, user.folder, tarball);
	const account = { appId: 'wx7c1e5a90d3b8f264', appSecret: randomBytes(16).toString('hex') };
	const simulator = await startSimulatorProcess(
		{ accounts: [account], applications: [APPLICATION], journalLimit: 100, keepAliveMs: 5_000 },
		user.folder,
	);
	open.push(simulator.stop);
	const n8n = await startN8n({
		host,
		userFolder: user.folder,
		env: {
			NODE_EXTRA_CA_CERTS: simulator.certificateFile,
			N8N_METRICS: 'true',
			NODE_OPTIONS: `--require "${join(__dirname, 'soak/collect.js')}"`,
			// What n8n saves of each execution would be measured with it.
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
		},
	});
	open.push(n8n.stop);
	await publishWebhooks(n8n, { ...account, baseUrl: simulator.url });

	say(`n8n ${host.n8n} with the packed package, ${cpus().length} CPUs (${cpus()[0].model})
${LISTS_PER_SECOND} webhooks a second of ${ROWS_PER_LIST} rows each, in turn through n8n's HTTP helper and with Reuse Connections,
over https to a simulated WeChat in a process of its own, for ${minutes} minutes.
Successful executions are not saved (EXECUTIONS_DATA_SAVE_ON_SUCCESS=none); n8n collects its garbage before each line.\n`);
	const load = new Load(n8n.url);
	const meter = new Meter(n8n, simulator, () => load.rows);
	await load.warmUp();
	const before = await meter.sampleAtRest();
	say(headers);
	say(line(before, 'idle'));
	const samples = await underLoad(load, meter, minutes * 60_000);
	const after = await meter.sampleAtRest();
	say(`${line(after, 'rest')}\n`);
	if (load.leftOut > 0) say(`n8n was too slow for ${load.leftOut} webhooks; they were not sent.`);
	const log = readFileSync(join(user.folder, 'n8n-start.log'), 'utf8').split('\n');
	return {
		before,
		samples,
		after,
		sentRows: load.sentRows,
		statuses: load.statuses,
		commits: (await simulator.ask<unknown[]>('commits')).length,
		doubleCommits: (await simulator.ask<unknown[]>('double-commits')).length,
		listenerWarnings: log.filter((text) => LISTENERS.test(text)),
	};
}

async function underLoad(load: Load, meter: Meter, durationMs: number): Promise<Sample[]> {
	const samples: Sample[] = [];
	meter.begin();
	const sampleMs = Math.min(SAMPLE_MS, durationMs / 4);
	let taking: Promise<unknown> = Promise.resolve();
	let failure: unknown;
	const timer = setInterval(() => {
		taking = taking
			.then(async () => {
				const sample = await meter.sample();
				say(line(sample, '', samples.at(-1)));
				samples.push(sample);
			})
			.catch((error: unknown) => (failure ??= error));
	}, sampleMs);
	await load.run(Date.now() + durationMs);
	clearInterval(timer);
	await taking;
	if (failure) throw failure;
	return samples;
}

/** Prints the verdict; gives the exit code. */
function tell(result: Soak): number {
	const growth = growthOf(result.samples);
	say(
		growth
			? `Last third against second third (medians): RSS ×${growth.rss.toFixed(3)}, heap ×${growth.heap.toFixed(3)}; up to ×${GROWTH} is flat.`
			: 'Too short to judge the memory.',
	);
	const problems = problemsOf(result);
	if (problems.length > 0) {
		say(`BAD:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
		return 1;
	}
	say(
		`GOOD: ${result.sentRows} rows, each activated once; no listener warnings; no connection left open.`,
	);
	return 0;
}

async function closeAll(): Promise<void> {
	for (const close of open.splice(0).reverse()) await close().catch(() => {});
}

async function main(): Promise<void> {
	let isEnding = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// npm passes a Ctrl-C on that we also got.
		process.on(signal, () => {
			if (isEnding) return;
			isEnding = true;
			say('\nEnding …');
			void closeAll().then(() => process.exit(130));
		});
	}
	let code = 1;
	try {
		const minutes = readMinutes();
		if (minutes === undefined) {
			say(HELP);
			code = 0;
		} else code = tell(await soak(minutes));
	} catch (error) {
		if (!isEnding) console.error(error instanceof PlainError ? error.message : error);
	}
	if (isEnding) return;
	await closeAll();
	process.exit(code);
}

void main();
