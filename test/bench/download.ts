/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- measures outside n8n */
import { createDecipheriv } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { decryptPackage, parsePackage } from '../../nodes/WechatMarketingCode/domain/codePackage';
import { ROOT } from '../../scripts/pack';
import { commandEnv, start } from '../../scripts/shell';
import { BLOCK_SIZE, DEFAULT_ACCOUNT, startSimulator, type SimulatorOptions } from '../simulator';
import { encrypt } from '../simulator/packages';
import type { DownloadMemory } from './downloadMemory';

const APPLICATION = 581865877;
const KEY = DEFAULT_ACCOUNT.packageKey ?? '';

/** Decrypting and reading one block of 50,000 codes; medians in milliseconds. */
export interface DecryptFigures {
	codes: number;
	rounds: number;
	/** Bare node:crypto: decipher, and split the text into lines. */
	bareMs: number;
	/** The node: decipher, check every row, tell the columns apart, read every cell. */
	nodeMs: number;
	/** nodeMs / bareMs; the target is at most 8. */
	ratio: number;
}

/** Memory of two downloads to CSV files, in bytes above what the process had before. */
export interface DownloadMemoryFigures {
	few: DownloadMemory;
	many: DownloadMemory;
	/** What each block more adds to the memory in use; the target is none. */
	liveBytesPerBlock: number;
	/** `many` against `few`: 1 when the number of blocks makes no difference. */
	peakRatio: number;
}

/** Both sides take turns in one run. `decryptPackage` and `parsePackage` are what a download calls. */
export async function measureDecrypt(rounds = 31): Promise<DecryptFigures> {
	const block = { codeStart: 0, codeEnd: BLOCK_SIZE - 1 };
	const text = await plainTextOf(block.codeStart, block.codeEnd);
	const buffer = (await encrypt(Buffer.from(text), KEY, 16)).toString('base64');
	const bare = () => {
		const decipher = createDecipheriv('aes-128-cbc', KEY, KEY);
		const encrypted = Buffer.from(buffer, 'base64');
		const plain = Buffer.concat([decipher.update(encrypted), decipher.final()]);
		return plain.toString('latin1').trimEnd().split('\n').length;
	};
	const node = () => {
		let characters = 0;
		for (const { code, codeUrl, codeBits } of parsePackage(decryptPackage(buffer, KEY), block)) {
			characters += code.length + codeUrl.length + codeBits.length;
		}
		return characters / CHARACTERS;
	};
	const times: { bare: number[]; node: number[] } = { bare: [], node: [] };
	const take = (name: keyof typeof times, work: () => number) => {
		let codes = 0;
		const before = performance.now();
		for (let at = 0; at < BATCH; at++) codes += work();
		times[name].push((performance.now() - before) / BATCH);
		if (codes !== BATCH * BLOCK_SIZE) throw new Error(`${name} read ${codes} codes`);
	};
	for (let round = 0; round < rounds + WARM_UP; round++) {
		take('bare', bare);
		take('node', node);
	}
	const bareMs = median(times.bare.slice(WARM_UP));
	const nodeMs = median(times.node.slice(WARM_UP));
	return { codes: BLOCK_SIZE, rounds, bareMs, nodeMs, ratio: nodeMs / bareMs };
}

const WARM_UP = 5;
/** Blocks in one turn, so that each side clears away most of its own garbage. */
const BATCH = 4;
/** Of one code: the raw code, the URL and the bits. */
const CHARACTERS = 9 + 28 + 68;

async function plainTextOf(codeStart: number, codeEnd: number): Promise<string> {
	const simulator = await startSimulator({
		applications: [{ applicationId: APPLICATION, codeCount: codeEnd + 1 }],
	});
	const text = simulator.plainText(APPLICATION, codeStart, codeEnd);
	await simulator.stop();
	return text;
}

/**
 * Downloads applications of `few` and of `many` blocks to CSV files through the real n8n-core, which
 * stores them on disk as n8n does. Each in a process of its own, and the simulator in another.
 */
export async function measureDownloadMemory(few = 5, many = 20): Promise<DownloadMemoryFigures> {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-download-memory-'));
	const simulator = await startSimulatorProcess(folder, [few, many]);
	try {
		const small = await download(simulator.url, few, folder);
		const large = await download(simulator.url, many, folder);
		return {
			few: small,
			many: large,
			liveBytesPerBlock: (large.liveBytes - small.liveBytes) / (many - few),
			peakRatio: large.peakBytes / small.peakBytes,
		};
	} finally {
		await end(simulator.child);
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Its applications are numbered by their blocks. */
async function startSimulatorProcess(folder: string, blocks: number[]) {
	const applications = blocks.map((count) => ({
		applicationId: count,
		codeCount: count * BLOCK_SIZE,
	}));
	const options = join(folder, 'options.json');
	writeFileSync(options, JSON.stringify({ applications } satisfies SimulatorOptions));
	const child = runFile('test/simulator/main.ts', ['--options', options], folder);
	const { url } = JSON.parse(await lineWith('"url"', child)) as { url: string };
	return { child, url };
}

async function download(url: string, blocks: number, folder: string): Promise<DownloadMemory> {
	const child = runFile('test/bench/downloadMemory.ts', [url, `${blocks}`], folder);
	return JSON.parse(await lineWith('"liveBytes"', child)) as DownloadMemory;
}

function runFile(file: string, args: string[], folder: string): ChildProcess {
	const command = ['--expose-gc', '--require', 'tsx/cjs', join(ROOT, file), ...args];
	const n8nEnv = {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'bench-encryption-key',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_BINARY_DATA_STORAGE_PATH: join(folder, 'files'),
	};
	return start(process.execPath, command, { cwd: ROOT, env: { ...commandEnv(), ...n8nEnv } });
}

/** @throws Error with what it complained of, when it ends without such a line */
async function lineWith(word: string, child: ChildProcess): Promise<string> {
	let said = '';
	let complaint = '';
	child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
	return await new Promise((resolve, reject) => {
		child.stdout?.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const line = said
				.split('\n')
				.slice(0, -1)
				.find((one) => one.includes(word));
			if (line !== undefined) resolve(line);
		});
		child.once('error', reject);
		child.once('close', () => reject(new Error(`It ended without a word: ${complaint}`)));
	});
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill();
	await once(child, 'exit');
}

function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

async function main(): Promise<void> {
	process.stdout.write(`${JSON.stringify(await measureDecrypt(), null, '\t')}\n`);
	process.stdout.write(`${JSON.stringify(await measureDownloadMemory(), null, '\t')}\n`);
}

if (require.main === module) void main();
