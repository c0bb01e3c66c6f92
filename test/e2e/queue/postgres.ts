/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/n8n';
import { commandEnv, PlainError, run } from '../../../scripts/shell';
import { find, runAs, serve, type Server, type User } from './server';

/** The database's name, and that of its owner. */
export const DATABASE = 'n8n';

export interface Postgres extends Server {
	/** Runs one SQL command; gives what it printed, a line per row. */
	query(sql: string): Promise<string>;
}

/** Starts a PostgreSQL on loopback with an empty database for n8n; about three seconds. */
export async function startPostgres(): Promise<Postgres> {
	const command = find('postgres');
	const user = await unprivilegedUser();
	const folder = await mkdtemp(join(tmpdir(), 'wechat-marketing-code-postgres-'));
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	const port = await freePort();
	const password = randomBytes(12).toString('hex');
	await mkdir(data, { mode: 0o700 });
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user !== undefined) {
		for (const path of [folder, data, passwordFile]) await chown(path, user.uid, user.gid);
	}
	const settings = ['--no-sync', '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256'];
	await runAs({
		command: find('initdb'),
		args: [...settings, `--username=${DATABASE}`, `--pwfile=${passwordFile}`, data],
		cwd: folder,
		user,
	});
	const options = {
		listen_addresses: '127.0.0.1',
		port: `${port}`,
		unix_socket_directories: '',
		fsync: 'off',
	};
	const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const program = { command, args: ['-D', data, ...args], cwd: folder, user };
	const end = await serve(program, 'database system is ready to accept connections');
	const ask = async (database: string, sql: string) => {
		const env = { ...commandEnv(), PGPASSWORD: password };
		const where = ['-h', '127.0.0.1', '-p', `${port}`, '-U', DATABASE, '-d', database];
		return (await run(find('psql'), [...where, '-At', '-c', sql], { cwd: folder, env })).trim();
	};
	const stop = async () => {
		await end();
		await rm(folder, { recursive: true, force: true });
	};
	await ask('postgres', `CREATE DATABASE ${DATABASE}`);
	return { port, password, stop, query: async (sql) => await ask(DATABASE, sql) };
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package makes for it. */
async function unprivilegedUser(): Promise<User | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (which: string) =>
		Number(await run('id', [which, 'postgres'], { cwd: tmpdir() }));
	try {
		return { uid: await id('-u'), gid: await id('-g') };
	} catch {
		throw new PlainError(
			'PostgreSQL does not run as root, and there is no user "postgres" to run it as: run the tests as another user.',
		);
	}
}
