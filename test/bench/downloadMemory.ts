/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryDataService } from 'n8n-core';
import { startSimulatorProcess } from '../../scripts/simulator-process';
import { CredentialStore } from '../engine/credentialStore';
import { runInEngine } from '../engine/harness';
import { BLOCK_SIZE, DEFAULT_ACCOUNT } from '../simulator';
import { measureInChild } from './child';

/** Memory of one download, in bytes above what the process had before it. */
export interface DownloadMemory {
	blocks: number;
	/** Resident memory at its highest, garbage included, as the operating system counted it. */
	peakBytes: number;
	/** Heap and buffers in use at the worst of the moments when a file is stored, without garbage. */
	liveBytes: number;
}

/** The same download of few and of many blocks. */
export interface DownloadMemoryFigures {
	few: DownloadMemory;
	many: DownloadMemory;
}

/**
 * Downloads applications of `few` and of `many` blocks to CSV files through the real n8n-core, which
 * stores them on disk as n8n does. Each in a process of its own, and the simulator in another.
 */
export async function measureDownloadMemory(
	node: string,
	few = 20,
	many = 40,
): Promise<DownloadMemoryFigures> {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-download-memory-'));
	// The applications are numbered by their blocks.
	const applications = [few, many].map((blocks) => ({
		applicationId: blocks,
		codeCount: blocks * BLOCK_SIZE,
	}));
	const simulator = await startSimulatorProcess({ applications }, folder);
	const env = {
		NODE_EXTRA_CA_CERTS: simulator.certificateFile,
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'bench-encryption-key',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_BINARY_DATA_STORAGE_PATH: join(folder, 'files'),
	};
	const measure = async (blocks: number): Promise<DownloadMemory> =>
		await measureInChild(node, 'downloadMemory.ts', [simulator.url, `${blocks}`], env);
	try {
		return { few: await measure(few), many: await measure(many) };
	} finally {
		await simulator.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Called whenever the node hands a file to n8n's store: a block is whole in memory then. */
let atStore = (): void => {};

/** n8n's own store of files on disk, which its engine makes when the first file comes. */
function storeOnDisk(): void {
	let ready: Promise<void> | undefined;
	const { store } = BinaryDataService.prototype;
	BinaryDataService.prototype.store = async function (...file) {
		await (ready ??= this.init());
		atStore();
		return await store.apply(this, file);
	};
}

async function download(url: string, blocks: number): Promise<void> {
	const { appId, appSecret, packageKey = '' } = DEFAULT_ACCOUNT;
	const { outputs, rows, error } = await runInEngine({
		rows: [{}],
		parameters: {
			resource: 'application',
			operation: 'download',
			applicationId: `${blocks}`,
			outputAs: 'csv',
		},
		store: new CredentialStore({
			accessTokenSource: 'appSecret',
			appId,
			appSecret,
			baseUrl: url,
			codePackageKey: packageKey,
		}),
	});
	if (error) throw error;
	const places = new Set(outputs[0].map(({ binary }) => binary?.data.data));
	if (`${[...places]}` !== 'filesystem-v2') throw new Error(`The files are in ${[...places]}`);
	const codes = rows.reduce((sum, { code_count }) => sum + Number(code_count), 0);
	if (codes !== blocks * BLOCK_SIZE)
		throw new Error(`${codes} codes came instead of ${blocks} blocks`);
}

function inUse(): number {
	if (!global.gc) throw new Error('This needs node --expose-gc');
	global.gc();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

async function main([url, blocks]: string[]): Promise<void> {
	storeOnDisk();
	const before = { inUse: inUse(), resident: process.memoryUsage().rss };
	let liveBytes = 0;
	atStore = () => (liveBytes = Math.max(liveBytes, inUse() - before.inUse));
	await download(url, Number(blocks));
	// Once more without that, for memory in use says nothing of how long n8n's process holds garbage.
	atStore = () => {};
	await download(url, Number(blocks));
	// The kernel's own high-water mark, in kilobytes: no moment is missed.
	const peakBytes = process.resourceUsage().maxRSS * 1024 - before.resident;
	const figures: DownloadMemory = { blocks: Number(blocks), peakBytes, liveBytes };
	process.stdout.write(`${JSON.stringify(figures)}\n`);
}

if (require.main === module) {
	main(process.argv.slice(2)).then(
		() => process.exit(0),
		(error: unknown) => {
			process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
			process.exit(1);
		},
	);
}
