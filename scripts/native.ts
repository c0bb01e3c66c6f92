/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npm, PlainError, run, type Say } from './shell';

// Scripts stay off: n8n's tree holds native clients that cannot be built everywhere and are not
// needed. These two are, where n8n has them, and are built afterwards.
const DRIVER = 'sqlite3';
const NATIVE = [DRIVER, 'isolated-vm'];
// What node-gyp compiles with.
const TOOLS = ['python3', 'make', 'g++'];

/** npm's arguments for a folder of the cache. */
export const INSTALL = [
	'install',
	'--ignore-scripts=true',
	'--package-lock=false',
	'--loglevel=error',
];

/** On which Node something is made, and how the lines about it begin. */
export interface Making {
	node: string;
	doing: string;
	say: Say;
}

/** Installs packages into an empty folder, without building anything. */
export async function install(
	cwd: string,
	wanted: { dependencies: Record<string, string>; overrides?: Record<string, string> },
	{ node, doing, say }: Making,
): Promise<void> {
	const allowScripts = Object.fromEntries(NATIVE.map((name) => [name, true]));
	const manifest = { private: true, ...wanted, allowScripts };
	await writeFile(join(cwd, 'package.json'), JSON.stringify(manifest));
	await npm(INSTALL, { cwd, node, doing: `${doing} downloading`, say });
}

/**
 * Builds n8n's database driver in an empty folder of its own. Compiling takes a minute or more and
 * needs nothing of n8n, so it is done while n8n is downloaded.
 */
export async function buildDriver(cwd: string, version: string, making: Making): Promise<void> {
	await install(cwd, { dependencies: { [DRIVER]: version } }, making);
	await build(cwd, making);
}

/** Puts the built driver into n8n's tree, if it is of the version that n8n brought. */
export async function takeDriver(from: string, to: string): Promise<void> {
	const inside = join('node_modules', DRIVER);
	const manifestIn = (folder: string) =>
		JSON.parse(readFileSync(join(folder, inside, 'package.json'), 'utf8')) as { version: string };
	if (!nativeIn(to).includes(DRIVER)) return;
	if (manifestIn(from).version !== manifestIn(to).version) return;
	await cp(join(from, inside, 'build'), join(to, inside, 'build'), { recursive: true });
}

/** Builds what in the folder is native and not built yet. */
export async function build(cwd: string, { node, doing, say }: Making): Promise<void> {
	const unbuilt = nativeIn(cwd).filter(
		(name) => !existsSync(join(cwd, 'node_modules', name, 'build/Release')),
	);
	if (unbuilt.length === 0) return;
	const headers = dirname(dirname(node));
	try {
		await npm(['rebuild', ...unbuilt, '--ignore-scripts=false'], {
			cwd,
			node,
			env: existsSync(join(headers, 'include/node/node.h')) ? { npm_config_nodedir: headers } : {},
			doing: `${doing} building`,
			say,
		});
	} catch (error) {
		if (error instanceof PlainError) throw error;
		throw new PlainError(
			`n8n's database driver could not be built. It needs python3, make and a C++ compiler ` +
				`(Debian: apt-get install python3 make g++; macOS: xcode-select --install). npm said:\n${(error as Error).message}`,
		);
	}
}

/** The packages of the folder that have to be built. */
export function nativeIn(folder: string): string[] {
	return NATIVE.filter((name) => existsSync(join(folder, 'node_modules', name)));
}

/** @throws PlainError with what to install, before minutes are spent on a download */
export async function wantCompiler(): Promise<void> {
	if (process.platform !== 'linux') return;
	const tried = await Promise.allSettled(
		TOOLS.map(async (tool) => await run(tool, ['--version'], { cwd: '/' })),
	);
	const missing = TOOLS.filter((_, at) => tried[at].status === 'rejected');
	if (missing.length === 0) return;
	throw new PlainError(
		`The whole n8n cannot be installed here yet: its database driver has to be compiled, and ${missing.join(' and ')} cannot be run. ` +
			`Install what is missing (Debian, Ubuntu: apt-get install ${missing.join(' ')}), then start again.`,
	);
}
