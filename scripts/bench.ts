/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n, for a person at a terminal */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureDecrypt } from '../test/bench/decrypt';
import { measureDownloadMemory } from '../test/bench/downloadMemory';
import { PARALLEL, ROUND_TRIP_MS } from '../test/bench/names';
import { measurePair } from '../test/bench/pairs';
import { plotOf } from '../test/bench/plot';
import { isMet, type Results } from '../test/bench/results';
import {
	measurePieces,
	measureStages,
	measureStreetMemory,
	measureStreetTimes,
	SIZES,
} from '../test/bench/street';
import { tablesOf } from '../test/bench/tables';
import { targetsOf } from '../test/bench/targets';
import { measureWire } from '../test/bench/wire';
import { CURRENT_HOST, provideHost, type Host } from './host';
import { ARTIFACTS, packPackage, ROOT } from './pack';
import { npm, PlainError, run } from './shell';

const HELP = `npm run bench                    every figure of docs/performance.md, side by side in one run (under 20 minutes)
npm run bench -- --only street   one part: wire (the real n8n), street (the node alone), pairs (one sheet, set in two ways), download
npm run bench -- --only wire --contestants Reuse   only those whose name holds this, and their promises
npm run bench -- --rounds 1      fewer rounds (default 5), for a quick look; --rows 100 fewer rows (1,000)
npm run bench -- --write         puts table and plot into docs/ too`;

const PAGE = join(ROOT, 'docs/performance.md');
const PLOT = join(ROOT, 'docs/images/performance.svg');
const [BEGIN, END] = [
	'<!-- figures: made by npm run bench -- --write -->',
	'<!-- end of figures -->',
];
/** Of each contestant on the wire. */
const ROWS = 1_000;
const PARTS = ['wire', 'street', 'pairs', 'download'];

const say = (line: string): void => console.log(line);

async function measure(
	host: Host,
	parts: string[],
	wire: { rounds: number; rows: number; only?: string },
): Promise<Results> {
	const version = (await run(host.node, ['--version'], { cwd: ROOT })).trim().slice(1);
	const results: Results = {
		machine: `${availableParallelism()} cores, n8n ${host.n8n} on Node ${version}`,
		date: new Date().toISOString().slice(0, 10),
	};
	if (parts.includes('street')) {
		say('The node alone, answers at once …');
		const memory = [];
		for (const rows of SIZES) memory.push(await measureStreetMemory(host.node, rows));
		const times = await measureStreetTimes(host.node, wire.rounds);
		const pieces = await measurePieces(host.node, wire.rounds);
		const stages = await measureStages(host.node, wire.rounds);
		results.street = { times, pieces, memory, stages };
	}
	if (parts.includes('pairs')) {
		say('One sheet, set in two ways …');
		const { rounds, rows } = wire;
		const size = { rounds, share: Math.min(1, rows / ROWS) };
		const [bad, chinese] = [
			await measurePair(host.node, 'bad', size),
			await measurePair(host.node, 'chinese', size),
		];
		results.pairs = { bad, chinese };
	}
	if (parts.includes('download')) {
		say('Download …');
		results.download = {
			decrypt: await measureDecrypt(host.node),
			memory: await measureDownloadMemory(host.node),
		};
	}
	if (parts.includes('wire')) {
		say(`The real n8n against a WeChat ${ROUND_TRIP_MS} ms away …`);
		const { far, near } = await measureWire(host, wire, say);
		Object.assign(results, { wire: far, near });
	}
	return results;
}

/** Keeps the figures; `isForDocs` also puts them where people read them. */
function keep(results: Results, isForDocs: boolean): void {
	const folder = join(ARTIFACTS, 'bench');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'results.json'), JSON.stringify(results, null, '\t'));
	const plots = [join(folder, 'performance.svg'), ...(isForDocs ? [PLOT] : [])];
	if (results.wire?.length) {
		const caption = `${PARALLEL} calls at a time over https, ${ROUND_TRIP_MS} ms away; ${results.machine}. Logarithmic scale.`;
		for (const plot of plots) writeFileSync(plot, plotOf(results.wire, caption));
	}
	if (!isForDocs) return;
	const page = readFileSync(PAGE, 'utf8');
	const [before, rest] = page.split(BEGIN);
	const after = rest.split(END)[1];
	writeFileSync(PAGE, `${before}${BEGIN}\n\n${tablesOf(results)}\n\n${END}${after}`);
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			only: { type: 'string' },
			rounds: { type: 'string', default: '5' },
			rows: { type: 'string', default: String(ROWS) },
			contestants: { type: 'string' },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		say(HELP);
		return 0;
	}
	const parts = values.only?.split(',') ?? PARTS;
	const { contestants: only } = values;
	const wire = { rounds: Number(values.rounds), rows: Number(values.rows), only };
	const isRight = parts.every((part) => PARTS.includes(part)) && wire.rounds >= 1 && wire.rows >= 1;
	if (!isRight) throw new PlainError(HELP);
	const host = await provideHost(CURRENT_HOST, say);
	await npm(['run', 'build'], { cwd: ROOT });
	await packPackage(say);
	const results = await measure(host, parts, wire);
	keep(results, values.write);
	say(`\n${tablesOf(results)}\n`);
	const missed = targetsOf(results).filter((target) => !isMet(target));
	say(
		missed.length === 0
			? 'Everything that is promised was met.'
			: `${missed.length} of the promises were missed. Other work on the machine disturbs the figures: let it rest and run it again.`,
	);
	return missed.length === 0 ? 0 : 1;
}

void main()
	.catch((error: unknown) => {
		console.error(error instanceof PlainError ? error.message : error);
		return 1;
	})
	.then((code) => process.exit(code));
