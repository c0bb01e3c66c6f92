/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/n8n';
import { find, serve, type Server } from './server';

/** Starts a Redis on loopback that keeps everything in memory. */
export async function startRedis(): Promise<Server> {
	const command = find('redis-server');
	const folder = await mkdtemp(join(tmpdir(), 'wechat-marketing-code-redis-'));
	const port = await freePort();
	const password = randomBytes(12).toString('hex');
	const args = Object.entries({
		bind: '127.0.0.1',
		port: `${port}`,
		requirepass: password,
		dir: folder,
		save: '',
		appendonly: 'no',
	}).flatMap(([name, value]) => [`--${name}`, value]);
	const end = await serve({ command, args, cwd: folder }, 'Ready to accept connections');
	const stop = async () => {
		await end();
		await rm(folder, { recursive: true, force: true });
	};
	return { port, password, stop };
}
