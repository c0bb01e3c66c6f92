/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { extract } from 'tar';
import { makeOnce } from './cache';
import type { Host } from './host';
import { commandEnv, npm, run, type Say } from './shell';

/** The clone. */
export const ROOT = resolve(__dirname, '..');

/** What scripts and tests leave behind: result files, reports. Ignored by git. */
export const ARTIFACTS = join(ROOT, 'artifacts');

export const PACKAGE_NAME = (
	JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string }
).name;

// All that decides what is in the package.
const SOURCES = [
	'nodes',
	'credentials',
	'icons',
	'workflows',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
];
const DOCUMENTS = ['README.md', 'LICENSE', 'CHANGELOG.md'];

/**
 * Builds and packs the package as for a release; gives the tarball's path. The same sources are
 * packed only once.
 */
export async function packPackage(say: Say = () => {}): Promise<string> {
	const name = `package-${await hashOf([...SOURCES, ...DOCUMENTS])}`;
	const what = 'the package';
	const folder = await makeOnce(name, { what, bytes: 1e7, say }, async (making) => {
		say(`Building and packing ${what} …`);
		await npm(['run', 'build'], { cwd: ROOT });
		await npm(['pack', '--pack-destination', making], { cwd: ROOT });
	});
	const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error(`No package in ${folder}; delete that folder and start again`);
	return join(folder, tarball);
}

async function hashOf(paths: string[]): Promise<string> {
	const hash = createHash('sha256');
	for (const path of paths.map((path) => join(ROOT, path)).filter(existsSync)) {
		const files = statSync(path).isDirectory()
			? (await readdir(path, { recursive: true })).sort().map((file) => join(path, file))
			: [path];
		for (const file of files.filter((file) => statSync(file).isFile())) {
			hash.update(relative(ROOT, file)).update(await readFile(file));
		}
	}
	return hash.digest('hex').slice(0, 16);
}

/**
 * Installs a packed package into an n8n user folder the way n8n's own installer does
 * (`community-packages.service`, `downloadPackage`): unpacked, without its dev-, peer- and
 * optional dependencies, its other dependencies installed without scripts, listed in the nodes
 * folder's package.json and in the database. n8n must not be running.
 */
export async function installPackage(
	host: Host,
	userFolder: string,
	tarball: string,
): Promise<void> {
	const nodes = join(userFolder, '.n8n/nodes');
	const folder = join(nodes, 'node_modules', PACKAGE_NAME);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await extract({ file: tarball, cwd: folder, strip: 1 });

	const manifest = await readJson(join(folder, 'package.json'));
	for (const left of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete manifest[left];
	await writeJson(join(folder, 'package.json'), manifest);
	const flags = [
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	];
	await npm(['install', ...flags], { cwd: folder, node: host.node });

	const ledger = join(nodes, 'package.json');
	const listed = existsSync(ledger)
		? await readJson(ledger)
		: { name: 'installed-nodes', private: true, dependencies: {} };
	listed.dependencies = { ...(listed.dependencies as object), [PACKAGE_NAME]: manifest.version };
	await writeJson(ledger, listed);

	const database = join(userFolder, '.n8n/database.sqlite');
	if (!existsSync(database)) return;
	const env = { ...commandEnv(), NODE_PATH: join(host.folder, 'node_modules') };
	await run(host.node, [join(__dirname, 'register.js'), database, folder], { cwd: nodes, env });
}

async function readJson(file: string): Promise<Record<string, unknown>> {
	return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}
