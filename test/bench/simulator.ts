/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import { ROOT } from '../../scripts/pack';
import { commandEnv, signalGroup, start } from '../../scripts/shell';
import type { SimulatorOptions } from '../simulator';

/** A simulated WeChat in a process of its own, spoken to over https. */
export interface SimulatorProcess {
	url: string;
	/** PEM file for NODE_EXTRA_CA_CERTS. */
	certificateFile: string;
	/** GET of its control endpoint. */
	look<T>(path: string): Promise<T>;
	/** POST to its control endpoint. */
	rule<T>(path: string, body: unknown): Promise<T>;
	stop(): Promise<void>;
}

/** @throws Error when it does not come up */
export async function startSimulatorProcess(options: SimulatorOptions): Promise<SimulatorProcess> {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-marketing-code-simulator-'));
	const file = join(folder, 'options.json');
	writeFileSync(file, JSON.stringify(options));
	const main = join(ROOT, 'test/simulator/main.ts');
	const child = start(
		process.execPath,
		['--require', require.resolve('tsx/cjs'), main, '--https', '--options', file],
		{ cwd: ROOT, env: commandEnv() },
	);
	const stop = async () => {
		if (child.exitCode === null && child.signalCode === null) {
			const ended = once(child, 'exit');
			signalGroup(child, 'SIGTERM');
			await ended;
		}
		rmSync(folder, { recursive: true, force: true });
	};
	let complaint = '';
	child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
	const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
	const first = await Promise.race([
		once(lines, 'line').then(([line]) => String(line)),
		once(child, 'exit').then(() => ''),
	]);
	if (first === '') throw new Error(`The simulator did not start:\n${complaint}`);
	const { url, certificate } = JSON.parse(first) as { url: string; certificate: string };
	const certificateFile = join(folder, 'certificate.pem');
	writeFileSync(certificateFile, certificate);

	const dispatcher = new Agent({ connect: { ca: certificate } });
	const call = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
		const answer = await request(`${url}/simulator/${path}`, {
			method,
			dispatcher,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.body.text();
		if (answer.statusCode !== 200) throw new Error(`The simulator said to ${path}: ${text}`);
		return JSON.parse(text) as T;
	};
	return {
		url,
		certificateFile,
		look: async (path) => await call('GET', path),
		rule: async (path, body) => await call('POST', path, body),
		stop: async () => {
			await dispatcher.close();
			await stop();
		},
	};
}
