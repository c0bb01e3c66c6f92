/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { elapsed, PlainError, type Say } from './shell';

const DEAD_AFTER_MS = 20_000;
const ASKED_EVERY_MS = 500;
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
	/** Where it is made instead of in the cache folder. */
	cache?: string;
}

/** Whether {@link makeOnce} has made the folder of that name in the cache folder. */
export const isMade = (name: string): boolean => existsSync(join(cacheFolder(), name));

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
	const cache = options.cache ?? cacheFolder();
	const folder = join(cache, name);
	if (existsSync(folder)) return folder;
	await writable(cache);
	const unlock = await lockOrDone(folder, options);
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
 * Locks a folder, there or not yet, against other processes; gives what unlocks it, or undefined
 * when it is another's. A lock whose owner gave no sign of life for twenty seconds is taken over.
 * Should two take it over at once, both make the folder and the later rename fails: slow, never wrong.
 */
export async function tryLock(folder: string): Promise<(() => Promise<void>) | undefined> {
	try {
		const unlock = await lock(folder, {
			realpath: false,
			stale: DEAD_AFTER_MS,
			update: DEAD_AFTER_MS / 4,
			onCompromised: () => {},
		});
		return async () => await unlock().catch(() => {});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
		return undefined;
	}
}

/** Locks the folder, or waits until another has made it, telling that it waits. */
async function lockOrDone(
	folder: string,
	{ what, say }: MakeOptions,
): Promise<(() => Promise<void>) | undefined> {
	const started = Date.now();
	let told = 0;
	for (;;) {
		const unlock = await tryLock(folder);
		if (unlock) return unlock;
		if (existsSync(folder)) return undefined;
		if (Date.now() - told > TOLD_EVERY_MS) {
			told = Date.now();
			say(`${what}: another start is making it, waiting … ${elapsed(started)}`);
		}
		await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS));
	}
}
