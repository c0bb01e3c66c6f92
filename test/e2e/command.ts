/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs the command as a person would */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../scripts/pack';

/** `npm run <script> -- <args>` without npm: the same file, started the same way. */
export async function runScript(
	script: string,
	args: string[],
	env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; output: string }> {
	const command = [join(ROOT, 'scripts/run.js'), script, ...args];
	return await new Promise((resolve) => {
		execFile(process.execPath, command, { env: { ...process.env, ...env } }, (error, out, err) =>
			resolve({ code: error ? error.code : 0, output: out + err }),
		);
	});
}
