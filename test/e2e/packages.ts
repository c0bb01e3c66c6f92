/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeOnce } from '../../scripts/cache';
import { npm, run, type Say } from '../../scripts/shell';

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[] };
}

/** A community package of somebody else's, small and without dependencies of its own. */
export const FOREIGN_PACKAGE = { name: 'n8n-nodes-deepseek', version: '1.0.6' };

/** Brings its tarball into the cache folder, unless it is there; gives the path. */
export async function provideForeignPackage(say: Say = () => {}): Promise<string> {
	const id = `${FOREIGN_PACKAGE.name}@${FOREIGN_PACKAGE.version}`;
	const folder = await makeOnce(id, { what: id, bytes: 1e7, say }, async (making) => {
		await npm(['pack', id, '--pack-destination', making], { cwd: making });
	});
	const [tarball] = await readdir(folder);
	return join(folder, tarball);
}

/**
 * The same package packed under another version, into `folder`, and its nodes are described as
 * "Version <version>"; gives the tarball's path.
 */
export async function packAs(version: string, tarball: string, folder: string): Promise<string> {
	const unpacked = await mkdtemp(join(folder, 'unpacked-'));
	await run('tar', ['-xzf', tarball, '-C', unpacked], { cwd: folder });
	const root = join(unpacked, 'package');
	const file = join(root, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
	writeFileSync(file, JSON.stringify({ ...manifest, version }));
	for (const node of manifest.n8n.nodes) {
		appendFileSync(
			join(root, node),
			`
for (const [name, Node] of Object.entries(exports)) exports[name] = class extends Node {
	constructor() { super(); this.description.description = 'Version ${version}'; }
};`,
		);
	}
	return await pack(unpacked, join(folder, `${manifest.name}-${version}.tgz`));
}

/**
 * Another WeChat package. Its nodes and its credential have the names, and the credential the hidden
 * token, that those of n8n-nodes-wechat 1.0.4 have; its node passes its input on.
 */
export const WECHAT_PACKAGE = {
	name: 'n8n-nodes-wechat',
	version: '1.0.4',
	nodes: [
		['wechatOfficialAccount', 'Wechat OfficialAccount'],
		['wechatOfficialAccountTrigger', 'Wechat OfficialAccount Trigger'],
	],
	credential: ['wechatOfficialAccountApi', 'Wechat OfficialAccount API'],
} as const;

/** Packs that package into `folder`; gives the tarball's path. */
export async function packWechatPackage(folder: string): Promise<string> {
	const { name, version, nodes, credential } = WECHAT_PACKAGE;
	const unpacked = await mkdtemp(join(folder, 'unpacked-'));
	const write = async (path: string, text: string) => {
		await mkdir(dirname(join(unpacked, 'package', path)), { recursive: true });
		writeFileSync(join(unpacked, 'package', path), text);
		return path;
	};
	const classOf = (type: string) => type[0].toUpperCase() + type.slice(1);
	const [type, label] = credential;
	const paths = {
		nodes: await Promise.all(
			nodes.map(async ([node, displayName]) => {
				const description = {
					...{ name: node, displayName, description: displayName, version: 1, properties: [] },
					group: ['transform'],
					defaults: { name: displayName },
					inputs: node.endsWith('Trigger') ? [] : ['main'],
					outputs: ['main'],
					credentials: [{ name: type, required: true }],
				};
				return await write(
					`dist/nodes/${classOf(node)}.node.js`,
					`exports.${classOf(node)} = class { description = ${JSON.stringify(description)};
	async execute() { return [this.getInputData()]; } };`,
				);
			}),
		),
		credentials: [
			await write(
				`dist/credentials/${classOf(type)}.credentials.js`,
				`const hidden = { expirable: true, password: true };
exports.${classOf(type)} = class { name = '${type}'; displayName = '${label}'; properties = [
	{ displayName: 'SessionToken', name: 'sessionToken', type: 'hidden', default: '', typeOptions: hidden } ]; };`,
			),
		],
	};
	const n8n = { n8nNodesApiVersion: 1, ...paths };
	await write('package.json', JSON.stringify({ name, version, license: 'MIT', n8n }));
	return await pack(unpacked, join(folder, `${name}-${version}.tgz`));
}

async function pack(unpacked: string, tarball: string): Promise<string> {
	await run('tar', ['-czf', tarball, '-C', unpacked, 'package'], { cwd: unpacked });
	return tarball;
}
