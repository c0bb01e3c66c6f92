/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import type { SimulatorOptions } from '../test/simulator/options';
import { ROOT } from './pack';
import { commandEnv, start } from './shell';

/** A simulated WeChat in a process of its own, so that its memory and its work are not those of the measured. */
export interface SimulatorProcess {
	/** https://127.0.0.1:PORT */
	url: string;
	/** The file with its certificate, for NODE_EXTRA_CA_CERTS. */
	certificateFile: string;
	/** What its control page of that name says, e.g. `load` (test/simulator/control.ts). */
	ask<T>(page: string): Promise<T>;
	/** Posts to its control page of that name, e.g. `tokens`; gives what it answers. */
	tell<T>(page: string, body: unknown): Promise<T>;
	/** Ends it in good order. */
	stop(): Promise<void>;
}

/** Starts one that speaks https; `folder` gets its options and its certificate. */
export async function startSimulatorProcess(
	options: Omit<SimulatorOptions, 'https' | 'now'>,
	folder: string,
): Promise<SimulatorProcess> {
	const optionsFile = join(folder, 'simulator.json');
	const certificateFile = join(folder, 'simulator.pem');
	writeFileSync(optionsFile, JSON.stringify(options));
	const main = join(ROOT, 'test/simulator/main.ts');
	const child = start(
		process.execPath,
		['--require', 'tsx/cjs', main, '--https', '--options', optionsFile],
		{ cwd: ROOT, env: commandEnv() },
	);
	let complaint = '';
	child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk));
	const ended = once(child, 'exit');
	const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
	const first = await Promise.race([once(lines, 'line') as Promise<[string]>, ended]);
	if (typeof first[0] !== 'string')
		throw new Error(`The simulator ended instead of starting: ${complaint}`);
	const { url, certificate } = JSON.parse(first[0]) as { url: string; certificate: string };
	writeFileSync(certificateFile, certificate);
	// Without pipelining undici closes each connection, so that ours are not among those counted.
	const dispatcher = new Agent({ pipelining: 0, connect: { ca: certificate } });
	const call = async <T>(method: 'GET' | 'POST', page: string, said?: unknown): Promise<T> => {
		const { body, statusCode } = await request(`${url}/simulator/${page}`, {
			method,
			dispatcher,
			body: said === undefined ? undefined : JSON.stringify(said),
		});
		const text = await body.text();
		if (statusCode !== 200) throw new Error(`The simulator answered ${statusCode}: ${text}`);
		return JSON.parse(text) as T;
	};
	return {
		url,
		certificateFile,
		ask: async (page) => await call('GET', page),
		tell: async (page, said) => await call('POST', page, said),
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
			await dispatcher.close();
		},
	};
}
