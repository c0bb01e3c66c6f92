/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import type { ChildProcess } from 'node:child_process';
import { basename, delimiter, dirname } from 'node:path';
import execa, { type ExecaChildProcess, type ExecaError, type Options } from 'execa';

/** An error whose message alone is told to the person: what happened and what to do, no stack. */
export class PlainError extends Error {}

/** A command that ended with another exit code than 0; `output` is the end of what it wrote. */
export class CommandFailed extends Error {
	constructor(
		what: string,
		readonly output: string,
	) {
		super(`${what} failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
	}
}

/** Tells the person one line. */
export type Say = (line: string) => void;

export interface RunOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** With it, a line with the time gone by is told every ten seconds, e.g. "Installing n8n 2.41.1 …". */
	doing?: string;
	say?: Say;
}

const PROGRESS_MS = 10_000;
const OUTPUT_MAX = 100_000_000;
const children = new Set<ChildProcess>();
let isEnding = false;

/**
 * Starts a command in a process group of its own, so that ending it also ends what it started:
 * npm and n8n start others, which execa alone would leave behind.
 */
function startGroup(command: string, args: string[], options: Options): ExecaChildProcess {
	if (isEnding) throw new Error('Ending');
	const child = execa(command, args, {
		extendEnv: false,
		detached: process.platform !== 'win32',
		...options,
	});
	children.add(child);
	child.once('exit', () => children.delete(child));
	child.once('error', () => children.delete(child));
	return child;
}

/**
 * Starts a command that stays. The caller sees to its end; {@link endChildren} is the last resort.
 */
export function start(
	command: string,
	args: string[],
	options: { cwd: string; env: NodeJS.ProcessEnv; ipc?: boolean },
): ExecaChildProcess {
	const { cwd, env, ipc } = options;
	const stdio: Options['stdio'] = ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])];
	const child = startGroup(command, args, { cwd, env, stdio, buffer: false });
	// Its end is told by its events.
	child.catch(() => {});
	return child;
}

/** Sends a signal to a started command and everything it started. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// Already gone.
	}
}

/** Kills whatever {@link start} started, and lets it start nothing more. Safe in an exit handler. */
export function endChildren(): void {
	isEnding = true;
	for (const child of children) signalGroup(child, 'SIGKILL');
}

process.once('exit', endChildren);

/**
 * Runs a command to its end and gives back what it wrote to standard output, without a line break
 * at the end.
 *
 * @throws CommandFailed when it ends with another code than 0 or cannot be started.
 */
export async function run(command: string, args: string[], options: RunOptions): Promise<string> {
	const { cwd, env = commandEnv(), doing, say } = options;
	const started = Date.now();
	const progress = setInterval(() => {
		if (doing) say?.(`${doing} ${elapsed(started)}`);
	}, PROGRESS_MS);
	try {
		const how: Options = { cwd, env, stdin: 'ignore', all: true, maxBuffer: OUTPUT_MAX };
		return (await startGroup(command, args, how)).stdout;
	} catch (error) {
		const { all, shortMessage, message } = error as ExecaError;
		const what = `${basename(command)} ${args.join(' ')}`;
		throw new CommandFailed(what, all || shortMessage || message);
	} finally {
		clearInterval(progress);
	}
}

/**
 * Waits for works that go on side by side. When one fails, the commands of the others are killed,
 * and they may tidy up before its error is thrown: nothing more can be started in this process.
 */
export async function sideBySide<T extends unknown[]>(works: {
	[At in keyof T]: Promise<T[At]>;
}): Promise<T> {
	try {
		return (await Promise.all(works)) as T;
	} catch (error) {
		endChildren();
		await Promise.allSettled(works);
		throw error;
	}
}

/** Time since `started` (milliseconds of the clock), e.g. "1 min 20 s". */
export function elapsed(started: number): string {
	const seconds = Math.round((Date.now() - started) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * The environment for npm and n8n: ours, without what an outer `npm run` or jest put into it
 * (project settings such as ignore-scripts would otherwise reach npm in another folder) and
 * without the credentials of `npm start -- --live`.
 */
export function commandEnv(): NodeJS.ProcessEnv {
	const foreign =
		/^(npm_(lifecycle|package|command|config_(local_prefix|ignore_scripts|save_exact))|N8N_|DB_|QUEUE_|EXECUTIONS_|JEST_|WECHAT_|NODE_ENV$|NODE_OPTIONS$|NODE_CHANNEL|INIT_CWD$)/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * Runs npm with the given Node (this one by default), which also comes first on the PATH: what npm
 * compiles is compiled for that Node.
 *
 * @throws PlainError when the registry cannot be reached or the disk is full, CommandFailed otherwise.
 */
export async function npm(
	args: string[],
	options: RunOptions & { node?: string },
): Promise<string> {
	const node = options.node ?? process.execPath;
	const env = { ...commandEnv(), ...options.env };
	env.PATH = `${dirname(node)}${delimiter}${env.PATH ?? ''}`;
	// `npm start` tells where npm is; run by hand or by another package manager, the PATH does.
	const cli = process.env.npm_execpath ?? '';
	const [command, first] = basename(cli) === 'npm-cli.js' ? [node, [cli]] : ['npm', []];
	try {
		return await run(command, [...first, ...args, '--audit=false', '--fund=false'], {
			...options,
			env,
		});
	} catch (error) {
		throw plainly(error);
	}
}

/** The error of a command that ran npm, as a PlainError where what to do is known. */
export function plainly(error: unknown): unknown {
	if (!(error instanceof CommandFailed)) return error;
	if (/ENOSPC|no space left/i.test(error.output)) {
		return new PlainError(
			'The disk is full. Make room and start again; nothing half-made is kept.',
		);
	}
	if (
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(
			error.output,
		)
	) {
		return new PlainError(
			'npm could not reach its package registry. Check the network (and, behind a company proxy, `npm config get proxy`), then start again.',
		);
	}
	return error;
}
