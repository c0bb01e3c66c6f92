/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-hardcoded-secrets -- the simulator's account and the test's own clock */
import type { IDataObject } from 'n8n-workflow';
import { time } from '../../nodes/WechatMarketingCode/api/time';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator';
import { CredentialStore } from './credentialStore';
import { runInEngine, type EngineOptions, type EngineRun } from './harness';

export const APPLICATION = 581865877;
export const APP_ID = 'wx1234567890abcdef';
export const APP_SECRET = '0123456789abcdef0123456789abcdef';

/** A simulator, a credential that logs in there, and a clock that waits by jumping ahead. */
export interface World {
	readonly simulator: Simulator;
	readonly store: CredentialStore;
	/** Milliseconds that the node slept since the world began. */
	slept(): number;
	/** Lets that much time go by, for the node and for the simulator. */
	pass(ms: number): void;
	credential(more?: IDataObject): CredentialStore;
	run(options: Omit<EngineOptions, 'store'> & { store?: CredentialStore }): Promise<EngineRun>;
	end(): Promise<void>;
}

const real = { ...time };

/** Starts a world. Waiting takes no time: the injected clock jumps, for the node and for the simulator. */
export async function startWorld(options: Partial<SimulatorOptions> = {}): Promise<World> {
	let skipped = 0;
	const now = (): number => Date.now() + skipped;
	time.now = now;
	time.monotonic = now;
	time.random = () => 0.5;
	time.sleep = async (ms, signal) => {
		if (signal?.aborted) throw new Error('cancelled');
		skipped += ms;
		await new Promise((resolve) => setImmediate(resolve));
	};
	const simulator = await startSimulator({
		applications: [{ applicationId: APPLICATION, codeCount: 200_000, status: 'FINISH' }],
		now,
		...options,
	});
	const credential = (more: IDataObject = {}) =>
		new CredentialStore({
			accessTokenSource: 'appSecret',
			appId: APP_ID,
			appSecret: APP_SECRET,
			baseUrl: simulator.url,
			...(more as Record<string, string>),
		});
	const store = credential();
	return {
		simulator,
		store,
		credential,
		slept: () => skipped,
		pass: (ms) => {
			skipped += ms;
		},
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
