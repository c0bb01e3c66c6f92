/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- the simulator's account and the test's own clock */
import type { IDataObject } from 'n8n-workflow';
import { time } from '../../nodes/WechatMarketingCode/api/time';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator';
import { Clock } from './clock';
import { CredentialStore } from './credentialStore';
import { runInEngine, type EngineOptions, type EngineRun } from './harness';

export const APPLICATION = 581865877;
export const APP_ID = 'wx1234567890abcdef';
export const APP_SECRET = '0123456789abcdef0123456789abcdef';

/** A simulator, a credential that logs in there, and a clock for both that waits by jumping ahead. */
export interface World {
	readonly simulator: Simulator;
	readonly store: CredentialStore;
	/** Milliseconds that went by since the world began. */
	slept(): number;
	/** Lets that much time go by, for the node and for the simulator. */
	pass(ms: number): void;
	credential(more?: IDataObject): CredentialStore;
	run(options: Omit<EngineOptions, 'store'> & { store?: CredentialStore }): Promise<EngineRun>;
	end(): Promise<void>;
}

const real = { ...time };

/** A credential that logs in there. */
export const credentialFor = (baseUrl: string, more: IDataObject = {}): CredentialStore =>
	new CredentialStore({
		accessTokenSource: 'appSecret',
		appId: APP_ID,
		appSecret: APP_SECRET,
		baseUrl,
		...(more as Record<string, string>),
	});

/** Starts a world. Waiting takes no time: the injected clock jumps, for the node and for the simulator. */
export async function startWorld(options: Partial<SimulatorOptions> = {}): Promise<World> {
	const clock = new Clock();
	const { now, monotonic, sleep, deadline } = clock;
	Object.assign(time, { now, monotonic, sleep, deadline, random: () => 0.5 });
	const simulator = await startSimulator({
		applications: [{ applicationId: APPLICATION, codeCount: 200_000, status: 'FINISH' }],
		now,
		patience: clock,
		...options,
	});
	const credential = (more: IDataObject = {}) => credentialFor(simulator.url, more);
	const store = credential();
	return {
		simulator,
		store,
		credential,
		slept: () => clock.passed,
		pass: (ms) => clock.pass(ms),
		run: async (run) => await runInEngine({ store, ...run }),
		end: async () => {
			Object.assign(time, real);
			await simulator.stop();
		},
	};
}

/** The statuses of the first output, in order. */
export const statuses = ({ rows }: EngineRun): unknown[] =>
	rows.map((row) => row.activation_status);
