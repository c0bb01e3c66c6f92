/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { commandEnv, PlainError, run, signalGroup, start } from '../../../scripts/shell';

/** A running server of the test's own. */
export interface Server {
	port: number;
	password: string;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

export interface Program {
	command: string;
	args: string[];
	/** Where it runs. */
	cwd: string;
	/** Left out: the one who runs this. */
	user?: User;
}

export interface User {
	uid: number;
	gid: number;
}

const READY_WITHIN_MS = 60_000;
const LOG_KEPT = 20_000;
const GUARD = join(__dirname, 'guarded.js');
/** Where Debian puts PostgreSQL's programs, which are not on the PATH. */
const POSTGRES = '/usr/lib/postgresql';

/**
 * Finds a program on the PATH or among Debian's PostgreSQL versions, the newest first.
 *
 * @throws PlainError when it is not installed
 */
export function find(program: string): string {
	const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];
	const folders = [
		...versions.sort((a, b) => Number(b) - Number(a)).map((one) => join(POSTGRES, one, 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	const folder = folders.find((one) => existsSync(join(one, program)));
	if (folder !== undefined) return join(folder, program);
	throw new PlainError(
		`The queue-mode test needs Redis and PostgreSQL, and ${program} is not installed: ` +
			'run `sh test/e2e/queue/ensure-servers.sh` on Debian, or install both yourself, and start again.',
	);
}

const guarded = ({ command, args, user }: Program): string[] => {
	const uid = user?.uid ?? process.getuid?.();
	const gid = user?.gid ?? process.getgid?.();
	return [GUARD, `${uid}:${gid}`, command, ...args];
};

/** Runs a program to its end. @throws CommandFailed */
export async function runAs(program: Program): Promise<void> {
	await run(process.execPath, guarded(program), { cwd: program.cwd });
}

/**
 * Starts a program and waits until it has written `ready`; gives the function that ends it. It does not
 * outlive this process, even if that is killed.
 *
 * @throws Error with the end of its log when it does not come up
 */
export async function serve(program: Program, ready: string): Promise<() => Promise<void>> {
	const child = start(process.execPath, guarded(program), {
		cwd: program.cwd,
		env: commandEnv(),
		ipc: true,
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	let log = '';
	const isReady = new Promise<void>((resolve) => {
		const keep = (chunk: Buffer) => {
			log = (log + chunk).slice(-LOG_KEPT);
			if (log.includes(ready)) resolve();
		};
		child.stdout?.on('data', keep);
		child.stderr?.on('data', keep);
	});
	let patience: NodeJS.Timeout | undefined;
	const late = new Promise<void>((resolve) => {
		patience = setTimeout(resolve, READY_WITHIN_MS);
	});
	const problem = await Promise.race([
		isReady.then(() => undefined),
		ended.then(() => 'ended instead of starting'),
		late.then(() => 'was not ready within a minute'),
	]);
	clearTimeout(patience);
	if (problem !== undefined) {
		signalGroup(child, 'SIGKILL');
		throw new Error(`${program.command} ${problem}. The end of its log:\n${log.trim()}`);
	}
	return async () => {
		child.kill('SIGTERM');
		await ended;
	};
}
