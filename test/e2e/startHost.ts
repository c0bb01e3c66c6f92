import { CURRENT_HOST, OLD_HOST, provideHost, type HostSpec } from '../../scripts/host';
import { runN8nCommand, startN8n, type N8n, type N8nOptions } from '../../scripts/n8n';
import { installPackage, packPackage } from '../../scripts/pack';
import type { Account } from '../../scripts/example';
import type { Rest } from '../../scripts/rest';
import { openUserFolder } from '../../scripts/user-folder';
import {
	DEFAULT_ACCOUNT,
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../simulator';

/** Every n8n that the README names, with its name for `describe.each`. */
export const HOSTS = [CURRENT_HOST, OLD_HOST].map((spec): [string, HostSpec] => [
	`n8n ${spec.n8n} on Node ${spec.node}`,
	spec,
]);

/** A real n8n with the packed package installed, and a simulated WeChat of its own. */
export interface RunningHost {
	n8n: N8n;
	/** n8n's REST interface, logged in; another one after {@link restart}. */
	rest: Rest;
	simulator: Simulator;
	/** The simulator's first account, unless `simulator.accounts` is given. */
	account: Account;
	/** n8n's user folder. */
	userFolder: string;
	/** Starts one more n8n on the same user folder and database; the caller stops it. */
	startAnother(): Promise<N8n>;
	/** Runs one of n8n's own commands there, in a process of its own; gives what it printed. */
	command(args: string[]): Promise<string>;
	/** Starts n8n again on the same user folder, after it was stopped or killed. */
	restart(): Promise<void>;
	/** Ends both and removes the user folder. */
	stop(): Promise<void>;
}

export interface HostOptions {
	spec?: HostSpec;
	simulator?: SimulatorOptions;
	/** Folders for the file nodes. */
	files?: string[];
	env?: N8nOptions['env'];
	/** The package is not there yet: the test installs it through n8n. */
	withoutPackage?: boolean;
}

/** Starts both; about ten seconds. */
export async function startHost(options: HostOptions = {}): Promise<RunningHost> {
	const host = await provideHost(options.spec ?? CURRENT_HOST);
	const { folder, close } = await openUserFolder(host, { keep: false });
	if (!options.withoutPackage) await installPackage(host, folder, await packPackage());
	const simulator = await startSimulator(options.simulator);
	const { appId, appSecret } = options.simulator?.accounts?.[0] ?? DEFAULT_ACCOUNT;
	const n8nOptions = { host, userFolder: folder, files: options.files, env: options.env };
	const start = async () => await startN8n(n8nOptions);
	const n8n = await start();
	const running: RunningHost = {
		n8n,
		rest: n8n.rest,
		simulator,
		account: { appId, appSecret, baseUrl: simulator.url },
		userFolder: folder,
		startAnother: start,
		command: async (args) => await runN8nCommand(n8nOptions, args),
		restart: async () => {
			running.n8n = await start();
			running.rest = running.n8n.rest;
		},
		stop: async () => {
			await running.n8n.stop();
			await simulator.stop();
			await close();
		},
	};
	return running;
}
