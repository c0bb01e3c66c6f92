/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { appendFileSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { ExecaChildProcess } from 'execa';
import getPort from 'get-port';
import type { Host } from './host';
import { Rest, type Login } from './rest';
import { commandEnv, PlainError, run, signalGroup, start } from './shell';

export interface N8nOptions {
	host: Host;
	/** n8n's user folder, with the login.json that `openUserFolder` puts there. */
	userFolder: string;
	/** Folders that the file nodes may read and write. */
	files?: string[];
	/** The editor's port; a free one by default. */
	port?: number;
	/** `start` (default) is the server; `worker` takes executions from the queue. */
	command?: 'start' | 'worker';
	/** Arguments of that command. */
	args?: string[];
	/** More settings, e.g. those of the queue mode. */
	env?: NodeJS.ProcessEnv;
}

/** A running n8n on loopback. */
export interface N8n {
	url: string;
	pid: number;
	login: Login;
	/** Logged in as the owner. */
	rest: Rest;
	/** What n8n wrote so far. */
	log(): string;
	/** Resolves when it has ended, for whatever reason. */
	ended: Promise<void>;
	/** Ends it in good order (SIGTERM, SIGKILL after ten seconds) with everything it started. */
	stop(): Promise<void>;
	/** Kills it at once, as a power cut would. */
	kill(): Promise<void>;
}

/** What the user folder's login.json holds. */
export interface Secrets extends Login {
	encryptionKey: string;
}

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 10_000;
const POLL_MS = 100;
const LOG_KEPT = 1_000_000;
const GUARD = join(__dirname, 'n8n-guard.js');

function secretsOf(userFolder: string): Secrets {
	return JSON.parse(readFileSync(join(userFolder, 'login.json'), 'utf8')) as Secrets;
}

/**
 * Starts n8n and waits until it answers (a worker: until it is ready for jobs).
 *
 * @throws PlainError when `port` is in use; Error with the end of n8n's log when it does not come up.
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const { host, userFolder, command = 'start', args = [] } = options;
	const port = options.port ?? (await freePort());
	const env = { ...(await n8nEnv(options)), N8N_PORT: `${port}`, ...options.env };
	const child = start(host.node, ['--require', GUARD, host.bin, command, ...args], {
		cwd: userFolder,
		env,
		ipc: true,
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const log = keepLog(child, join(userFolder, `n8n-${command}.log`));
	const url = `http://127.0.0.1:${port}`;
	const rest = new Rest(url);
	const login = secretsOf(userFolder);
	try {
		await waitUntilReady(child, log, async () =>
			command === 'worker' ? log().includes('n8n worker is now ready') : await rest.isReady(),
		);
		if (command === 'start') await enter(rest, login);
	} catch (error) {
		await end(child, 'SIGKILL');
		throw log().includes('already in use') && options.port ? portInUse(options.port) : error;
	}
	return {
		url,
		pid: child.pid ?? 0,
		login: { email: login.email, password: login.password },
		rest,
		log,
		ended,
		stop: async () => await end(child, 'SIGTERM'),
		kill: async () => await end(child, 'SIGKILL'),
	};
}

/** Runs one of n8n's command-line commands on a user folder; gives what it printed. */
export async function runN8nCommand(options: N8nOptions, args: string[]): Promise<string> {
	const { host, userFolder } = options;
	const env = { ...(await n8nEnv(options)), ...options.env };
	return await run(host.node, [host.bin, ...args], { cwd: userFolder, env });
}

/** Quiet, offline, on loopback, apart from any other n8n of this machine. */
async function n8nEnv({ host, userFolder, files = [] }: N8nOptions): Promise<NodeJS.ProcessEnv> {
	const env = commandEnv();
	const off = [
		'N8N_DIAGNOSTICS_ENABLED',
		'N8N_VERSION_NOTIFICATIONS_ENABLED',
		'N8N_TEMPLATES_ENABLED',
		'N8N_PERSONALIZATION_ENABLED',
		'N8N_HIRING_BANNER_ENABLED',
		'N8N_DYNAMIC_BANNERS_ENABLED',
		'N8N_VERIFIED_PACKAGES_ENABLED',
		'N8N_SECURE_COOKIE',
	];
	// A proxy of the machine must not get the calls to the simulator.
	const noProxy = [env.NO_PROXY ?? env.no_proxy, '127.0.0.1', 'localhost']
		.filter(Boolean)
		.join(',');
	return {
		...env,
		...Object.fromEntries(off.map((name) => [name, 'false'])),
		PATH: `${dirname(host.node)}${delimiter}${env.PATH ?? ''}`,
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: secretsOf(userFolder).encryptionKey,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: `${await freePort()}`,
		// n8n compares real paths.
		N8N_RESTRICT_FILE_ACCESS_TO: files.map((folder) => realpathSync(folder)).join(';'),
		N8N_DISABLED_MODULES: ['mcp-registry'].filter((name) => hasModule(host, name)).join(','),
	};
}

/** An n8n that does not know the name of a disabled module refuses to start. */
function hasModule(host: Host, name: string): boolean {
	return existsSync(join(host.folder, 'node_modules/n8n/dist/modules', name));
}

async function enter(rest: Rest, login: Login): Promise<void> {
	const { userManagement } = await rest.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		'GET',
		'/settings',
	);
	if (userManagement.showSetupOnFirstLoad) await rest.setUpOwner(login);
	await rest.login(login);
}

async function waitUntilReady(
	child: ExecaChildProcess,
	log: () => string,
	isReady: () => Promise<boolean>,
): Promise<void> {
	const until = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		const isGone = child.exitCode !== null || child.signalCode !== null;
		if (isGone || Date.now() > until) {
			const why = isGone
				? 'n8n ended instead of starting'
				: 'n8n did not answer within three minutes';
			throw new Error(
				`${why}. The end of its log:\n${log().trim().split('\n').slice(-20).join('\n')}`,
			);
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

function keepLog(child: ExecaChildProcess, file: string): () => string {
	mkdirSync(dirname(file), { recursive: true });
	let log = '';
	const keep = (chunk: Buffer) => {
		log = (log + chunk).slice(-LOG_KEPT);
		appendFileSync(file, chunk);
	};
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	child.once('error', (error) => keep(Buffer.from(error.message)));
	return () => log;
}

async function end(child: ExecaChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		const ended = new Promise((resolve) => child.once('exit', resolve));
		if (signal === 'SIGTERM') child.kill(signal, { forceKillAfterTimeout: STOP_WITHIN_MS });
		else signalGroup(child, signal);
		await ended;
	}
	// Its task runner, should it be left.
	signalGroup(child, 'SIGKILL');
}

/** The error of a wanted port that is taken. */
export function portInUse(port: number): PlainError {
	return new PlainError(
		`Port ${port} is in use by another program. End that, or choose another with --port.`,
	);
}

/** A port of loopback that nobody listens on; `wanted` if that is one. */
export async function freePort(wanted?: number): Promise<number> {
	return await getPort({ host: '127.0.0.1', port: wanted });
}
