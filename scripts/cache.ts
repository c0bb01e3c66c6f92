/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { existsSync } from 'node:fs';
import {
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	statfs,
	utimes,
	writeFile,
} from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { elapsed, PlainError, type Say } from './shell';

const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_MS = 60_000;
const TOLD_EVERY_MS = 10_000;

/** Where heavy installs are kept, outside the clone. It may be deleted at any time. */
export function cacheFolder(): string {
	const base = process.env.XDG_CACHE_HOME ?? '';
	return join(
		isAbsolute(base) ? base : join(homedir(), '.cache'),
		'n8n-nodes-wechat-marketing-code',
	);
}

export interface MakeOptions {
	/** What it is, for people, e.g. "n8n 2.41.1". */
	what: string;
	/** Free room wanted before the making starts, in bytes. */
	bytes: number;
	say: Say;
}

/**
 * Gives the folder `name` of the cache, making it first if it is not there. It is made whole or not
 * at all: in a temporary folder beside it, renamed when `make` is done. Of two processes that want
 * the same folder one makes it and the other waits.
 *
 * @throws PlainError when the cache cannot be written or has too little room, and whatever `make` throws.
 */
export async function makeOnce(
	name: string,
	options: MakeOptions,
	make: (folder: string) => Promise<void>,
): Promise<string> {
	const cache = cacheFolder();
	const folder = join(cache, name);
	if (existsSync(folder)) return folder;
	await writable(cache);
	const unlock = await lock(join(cache, `${name}.lock`), () => existsSync(folder), options);
	if (!unlock) return folder;
	const making = join(cache, `.making-${name}-${process.pid}-${Date.now()}`);
	try {
		await removeLeftovers(cache, name);
		if (existsSync(folder)) return folder;
		await room(cache, options);
		await mkdir(making);
		await make(making);
		await rename(making, folder);
		return folder;
	} finally {
		await rm(making, { recursive: true, force: true, maxRetries: 3 });
		await unlock();
	}
}

async function writable(cache: string): Promise<void> {
	try {
		await mkdir(cache, { recursive: true });
		const probe = join(cache, `.probe-${process.pid}`);
		await writeFile(probe, '');
		await rm(probe);
	} catch (error) {
		throw new PlainError(
			`Cannot write to the cache folder ${cache} (${(error as NodeJS.ErrnoException).code}). ` +
				'Give yourself the right to write there, or set XDG_CACHE_HOME to a folder of your own.',
		);
	}
}

async function room(cache: string, { what, bytes }: MakeOptions): Promise<void> {
	const { bavail, bsize } = await statfs(cache);
	if (bavail * bsize >= bytes) return;
	const gigabytes = (n: number) => `${(n / 1e9).toFixed(1)} GB`;
	throw new PlainError(
		`${what} needs ${gigabytes(bytes)} of free disk, and ${cache} has ${gigabytes(bavail * bsize)}. ` +
			'Make room, or set XDG_CACHE_HOME to a folder on a larger disk.',
	);
}

/** What a maker that was killed left behind; nobody else is making it, for the lock is ours. */
async function removeLeftovers(cache: string, name: string): Promise<void> {
	for (const entry of await readdir(cache)) {
		if (entry.startsWith(`.making-${name}-`)) {
			await rm(join(cache, entry), { recursive: true, force: true, maxRetries: 3 });
		}
	}
}

/**
 * Takes the lock (a folder: making one either works or not), or waits until `done` is true.
 * A lock whose owner is gone, or gave no sign of life for a minute, is taken over. Should two take
 * it over at once, both make the folder and the later rename fails: slow, never wrong.
 */
async function lock(
	path: string,
	done: () => boolean,
	{ what, say }: MakeOptions,
): Promise<(() => Promise<void>) | undefined> {
	const started = Date.now();
	let told = 0;
	for (;;) {
		try {
			await mkdir(path);
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		if (done()) return undefined;
		if (await isAbandoned(path)) {
			await rm(path, { recursive: true, force: true });
			continue;
		}
		if (Date.now() - told > TOLD_EVERY_MS) {
			told = Date.now();
			say(`${what}: another start is making it, waiting … ${elapsed(started)}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	await writeFile(join(path, 'owner'), `${process.pid} ${hostname()}`);
	const beat = setInterval(
		() => void utimes(path, new Date(), new Date()).catch(() => {}),
		HEARTBEAT_MS,
	);
	return async () => {
		clearInterval(beat);
		await rm(path, { recursive: true, force: true });
	};
}

async function isAbandoned(path: string): Promise<boolean> {
	const seen = await stat(path).catch(() => undefined);
	if (!seen) return false;
	if (Date.now() - seen.mtimeMs > DEAD_AFTER_MS) return true;
	const [pid, host] = (await readFile(join(path, 'owner'), 'utf8').catch(() => '')).split(' ');
	return Boolean(pid) && host === hostname() && !isAlive(Number(pid));
}

/** Whether a process of this machine with that id is running. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
