/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { makeOnce } from '../cache';
import { CURRENT_HOST } from '../host';
import { ROOT } from '../pack';
import { endChildren, npm, PlainError, type Say } from '../shell';

// As a dependency n8n's built-in nodes would bring 844 packages; the few that the examples use need
// @e965/xlsx and csv-parse, which the workspace has. What was tried is this very file.
const NODES = `n8n-nodes-base@${CURRENT_HOST.n8n}`;
const SHA512 =
	'qc1lArqFRVpfXvRonHGhdVwmFrGOulIwKie+Hr5AwBzzOAwushvU+Ty3PSJYWs+C1L6FxpAmpAfiCgpjB/ldSQ==';

// Required when a file node is loaded, and used for calendars only: stand-ins instead of 40 MB.
const LEFT_OUT = ['ics', 'moment-timezone', 'ts-ics'];
const STAND_IN = `const refuse = () => {
	throw new Error('Calendars are left out of the engine that npm start runs first');
};
module.exports = new Proxy({}, { get: (_, name) => name === '__esModule' || refuse });
`;

// In node_modules, so that they find n8n-workflow there; not one of its packages, so that npm lets
// it be.
const CACHE = join(ROOT, 'node_modules/.cache');

/** The folder of n8n's built-in nodes; {@link provideNodes} brings it. */
export const NODES_FOLDER = join(CACHE, NODES);

/** What of the package an engine needs: no credentials, icons, schemas or declarations. */
const isNeeded = (path: string): boolean =>
	/^package\/(package\.json|dist\/((known|types)\/.+\.json|(nodes|utils)\/.+\.js))$/.test(path);

/**
 * Brings n8n's built-in nodes into {@link NODES_FOLDER}, unless they are there: a few seconds, 12 MB
 * from npm's registry.
 *
 * @throws PlainError with what to do, also when the registry has another file under that version.
 */
export async function provideNodes(say: Say): Promise<string> {
	const options = { what: "n8n's built-in nodes", bytes: 1e8, say, cache: CACHE };
	return await makeOnce(NODES, options, async (making) => {
		say(`Bringing ${options.what} (${NODES}, once; a few seconds) …`);
		await npm(['pack', NODES, '--ignore-scripts', '--loglevel=error'], { cwd: making });
		const tarball = join(making, `${NODES.replace('@', '-')}.tgz`);
		const hash = createHash('sha512')
			.update(await readFile(tarball))
			.digest('base64');
		if (hash !== SHA512) {
			throw new PlainError(
				`What npm's registry gave for ${NODES} is not what was published under that name (its sha512 is ${hash}). Check which registry npm uses (npm config get registry), then start again.`,
			);
		}
		await extract({ file: tarball, cwd: making, strip: 1, filter: isNeeded });
		await rm(tarball);
		for (const name of LEFT_OUT) {
			await mkdir(join(making, 'node_modules', name), { recursive: true });
			await writeFile(join(making, 'node_modules', name, 'index.js'), STAND_IN);
		}
	});
}

/** The step as a command (scripts/run.js). */
export async function main(): Promise<void> {
	if (existsSync(NODES_FOLDER)) return;
	// What is under way then fails, and tidies up.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, endChildren);
	try {
		await provideNodes(console.log);
	} catch (error) {
		console.error(error instanceof PlainError ? error.message : error);
		process.exit(1);
	}
}
