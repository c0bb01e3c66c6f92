/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import { BinaryDataService } from 'n8n-core';
import { CredentialStore } from '../engine/credentialStore';
import { runInEngine } from '../engine/harness';
import { BLOCK_SIZE, DEFAULT_ACCOUNT } from '../simulator';

/** Memory of one download, in bytes above what the process had before it. */
export interface DownloadMemory {
	blocks: number;
	/** Resident memory at its highest, garbage included, as the operating system counted it. */
	peakBytes: number;
	/** Heap and buffers in use at the worst of the moments when a file is stored, without garbage. */
	liveBytes: number;
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

main(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		process.exit(1);
	},
);
