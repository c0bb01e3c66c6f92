/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n, for a person at a terminal */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface JestOptions {
	readonly env?: Record<string, string>;
	/** Default 1: one file after the other. */
	readonly workers?: number;
	/** Gives the process up after so long without `alive` telling true. Default 10 minutes. */
	readonly patienceMs?: number;
	/** Asked now and then: has anything happened since it was last asked? */
	readonly alive?: () => boolean;
}

/** Runs jest in a copy of the tree. True when everything is green. */
export async function runJest(
	folder: string,
	args: readonly string[],
	{ env = {}, workers = 1, patienceMs = 600_000, alive = () => false }: JestOptions = {},
): Promise<boolean> {
	const jest = join(folder, 'node_modules/jest/bin/jest.js');
	const child = spawn(
		process.execPath,
		[jest, `--maxWorkers=${workers}`, '--silent', '--forceExit', ...args],
		{
			cwd: folder,
			env: { ...process.env, ...env },
			stdio: 'ignore',
		},
	);
	let patience = patienceMs;
	const watch = setInterval(() => {
		patience = alive() ? patienceMs : patience - 1_000;
		if (patience <= 0) child.kill('SIGKILL');
	}, 1_000);
	const stop = (): boolean => child.kill('SIGKILL');
	process.once('exit', stop);
	try {
		return await new Promise<boolean>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code) => resolve(code === 0));
		});
	} finally {
		clearInterval(watch);
		process.removeListener('exit', stop);
	}
}
