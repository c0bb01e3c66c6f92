/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, makeOnce, tryLock } from './cache';
import type { Host } from './host';
import { startN8n, type Secrets } from './n8n';
import type { Say } from './shell';

/** An n8n user folder with its database set up and its owner account made. */
export interface UserFolder {
	folder: string;
	/** To be called when n8n has ended. */
	close: () => Promise<void>;
}

/**
 * Gives a user folder. With `keep` it is the one in the cache folder, so that workflows and login
 * outlive the start, unless another start has it open; otherwise a new one, removed when closed.
 */
export async function openUserFolder(
	host: Host,
	{ keep }: { keep: boolean },
	say: Say = () => {},
): Promise<UserFolder> {
	const template = await userFolderTemplate(host, say);
	const kept = join(cacheFolder(), `start-${host.n8n}`);
	const close = keep ? await tryLock(kept) : undefined;
	if (close) {
		if (!existsSync(kept)) {
			const copy = `${kept}.${process.pid}`;
			await cp(template, copy, { recursive: true });
			await rename(copy, kept);
		}
		return { folder: kept, close };
	}
	if (keep)
		say(
			'Another npm start is open; this one has an n8n of its own, which is forgotten at the end.',
		);
	const folder = await mkdtemp(join(tmpdir(), 'wechat-marketing-code-n8n-'));
	await cp(template, folder, { recursive: true });
	const remove = async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	return { folder, close: remove };
}

/** A first start takes n8n some 15 seconds, for its database; so it is done once and copied. */
async function userFolderTemplate(host: Host, say: Say): Promise<string> {
	const what = `the database of n8n ${host.n8n}`;
	return await makeOnce(`user-folder-${host.n8n}`, { what, bytes: 1e8, say }, async (making) => {
		say(`Setting up ${what} (once) …`);
		saveSecrets(making, newSecrets());
		const n8n = await startN8n({ host, userFolder: making });
		await n8n.stop();
	});
}

/** A login and an encryption key for an n8n that has none yet. */
export function newSecrets(): Secrets {
	return {
		email: 'owner@example.com',
		// n8n wants a capital letter and a digit.
		password: `Wx1-${randomBytes(9).toString('base64url')}`,
		encryptionKey: randomBytes(24).toString('base64url'),
	};
}

/** Puts them where `startN8n` looks for them. */
export function saveSecrets(userFolder: string, secrets: Secrets): void {
	writeFileSync(join(userFolder, 'login.json'), JSON.stringify(secrets), { mode: 0o600 });
}
