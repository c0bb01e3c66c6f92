/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../../scripts/example';
import { CURRENT_HOST, provideHost, type Host } from '../../../scripts/host';
import { freePort, startN8n, type N8n, type N8nOptions } from '../../../scripts/n8n';
import { installPackage, packPackage } from '../../../scripts/pack';
import { npm } from '../../../scripts/shell';
import { newSecrets, saveSecrets } from '../../../scripts/user-folder';
import {
	DEFAULT_ACCOUNT,
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator';
import { DATABASE, startPostgres, type Postgres } from './postgres';
import { startRedis } from './redis';
import type { Server } from './server';

/** Executions that one worker runs at a time. */
export const CONCURRENCY = 5;

/** A worker, and where it tells how it is. */
export interface Worker extends N8n {
	healthUrl: string;
	/** The executions that it has begun so far, by their ids. */
	executions(): string[];
}

/** n8n in queue mode as it runs on several machines: each process has a user folder of its own. */
export interface Cluster {
	main: N8n;
	workers: Worker[];
	postgres: Postgres;
	simulator: Simulator;
	account: Account;
	/** Starts one more worker, on a new user folder; `env` for settings that differ. */
	startWorker(env?: NodeJS.ProcessEnv): Promise<Worker>;
	/** Ends everything and removes what it left on disk. */
	stop(): Promise<void>;
}

// docs/operations.md names these settings; a test compares.
const queueMode = (redis: Server, postgres: Server): NodeJS.ProcessEnv => ({
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: `${postgres.port}`,
	DB_POSTGRESDB_DATABASE: DATABASE,
	DB_POSTGRESDB_USER: DATABASE,
	DB_POSTGRESDB_PASSWORD: postgres.password,
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: `${redis.port}`,
	QUEUE_BULL_REDIS_PASSWORD: redis.password,
	N8N_METRICS: 'true',
});

const onMain = { N8N_METRICS_INCLUDE_QUEUE_METRICS: 'true' };

/** A dead worker is noticed when its lock has run out: by default after a minute, here sooner. */
const onWorkers = {
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '60',
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** Starts Redis, PostgreSQL, a main and two workers with the packed package, and a simulated WeChat. */
export async function startCluster(options: SimulatorOptions = {}): Promise<Cluster> {
	const host = await provideHost(CURRENT_HOST);
	const folders = userFolders(host);
	const opened: Array<() => Promise<void>> = [folders.remove];
	const stop = async () => {
		for (const close of opened.reverse()) await close();
	};
	try {
		const simulator = await startSimulator(options);
		opened.push(async () => await simulator.stop());
		const redis = await startRedis();
		opened.push(redis.stop);
		const postgres = await startPostgres();
		opened.push(postgres.stop);
		const shared = queueMode(redis, postgres);

		const begin = async (userFolder: string, more: Partial<N8nOptions>): Promise<N8n> => {
			const n8n = await startN8n({ host, userFolder, ...more });
			opened.push(n8n.stop);
			return n8n;
		};
		const startWorker = async (different: NodeJS.ProcessEnv = {}): Promise<Worker> => {
			const userFolder = await folders.add(installByHand);
			const port = await freePort();
			const env = { ...shared, ...onWorkers, QUEUE_HEALTH_CHECK_PORT: `${port}`, ...different };
			const args = [`--concurrency=${CONCURRENCY}`];
			const worker = await begin(userFolder, { command: 'worker', args, env });
			const executions = () =>
				[...worker.log().matchAll(/Worker started execution (\S+)/g)].map(([, id]) => id);
			return { ...worker, healthUrl: `http://127.0.0.1:${port}`, executions };
		};
		// The main process makes the tables that the workers want to find.
		const main = await begin(await folders.add(installPackage), { env: { ...shared, ...onMain } });
		const workers = await Promise.all([startWorker(), startWorker()]);
		const { appId, appSecret } = DEFAULT_ACCOUNT;
		const account = { appId, appSecret, baseUrl: simulator.url };
		return { main, workers, postgres, simulator, account, startWorker, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

type Install = typeof installPackage;

/** As docs/operations.md says for a machine without an editor; there with the package's name. */
const installByHand: Install = async (host, userFolder, tarball) => {
	const nodes = join(userFolder, '.n8n/nodes');
	await mkdir(nodes, { recursive: true });
	const args = ['install', '--legacy-peer-deps', '--ignore-scripts', tarball];
	await npm(args, { cwd: nodes, node: host.node });
};

/** User folders with the package installed, all with the same encryption key. */
function userFolders(host: Host) {
	const secrets = newSecrets();
	const made: string[] = [];
	const add = async (install: Install): Promise<string> => {
		const folder = await mkdtemp(join(tmpdir(), 'wechat-marketing-code-n8n-'));
		made.push(folder);
		saveSecrets(folder, secrets);
		await install(host, folder, await packPackage());
		return folder;
	};
	const remove = async () => {
		for (const folder of made) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	return { add, remove };
}
