/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { run } from '../../scripts/shell';
import { makeAuthority } from './authority';

interface Manifest {
	name: string;
	version: string;
}

interface Published {
	manifest: Manifest;
	file: string;
	tarball: Buffer;
}

/**
 * A package registry on loopback, behind a proxy that answers for every host: who has `env` in its
 * environment believes that it speaks with the public one, and reaches nothing else.
 */
export interface Registry {
	/** For n8n and the npm that it runs. */
	env: NodeJS.ProcessEnv;
	/** Every request received, e.g. `GET /n8n-nodes-x/latest`. */
	requests: string[];
	/** Adds a packed package; what is published last is the `latest` of its name. */
	publish(tarball: string): Promise<Manifest>;
	close(): Promise<void>;
}

export async function startRegistry(): Promise<Registry> {
	const packages = new Map<string, Published[]>();
	const requests: string[] = [];
	const authority = await makeAuthority();
	const npmFolder = mkdtempSync(join(tmpdir(), 'wechat-registry-npm-'));
	const sockets = new Set<Socket>();

	const answer = (request: IncomingMessage, response: ServerResponse) => {
		const scheme = (request.socket as Partial<TLSSocket>).encrypted ? 'https' : 'http';
		const { pathname, origin } = new URL(request.url ?? '/', `${scheme}://${request.headers.host}`);
		const path = decodeURIComponent(pathname);
		requests.push(`${request.method} ${path}`);
		const found = request.method === 'GET' ? lookUp(packages, path, origin) : undefined;
		const body = Buffer.isBuffer(found)
			? found
			: JSON.stringify(found ?? { error: 'There is nothing of that name here' });
		response.writeHead(found ? 200 : 404, { connection: 'close' }).end(body);
	};
	const secure = createSecureServer(
		{
			SNICallback: (host, done) =>
				void authority.contextFor(host).then((context) => done(null, context), done),
		},
		answer,
	);
	const server = createServer(answer);
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
	});
	server.on('connect', (_request, socket) => {
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		secure.emit('connection', socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		env: {
			...Object.fromEntries(
				['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy'].map((name) => [name, proxy]),
			),
			NODE_EXTRA_CA_CERTS: authority.file,
			npm_config_cafile: authority.file,
			// Not what this machine's npm has set up, and nothing of ours in its cache.
			npm_config_userconfig: join(npmFolder, 'npmrc'),
			npm_config_cache: join(npmFolder, 'cache'),
			npm_config_proxy: proxy,
			npm_config_https_proxy: proxy,
			npm_config_update_notifier: 'false',
		},
		requests,
		publish: async (path) => {
			const text = await run('tar', ['-xzOf', path, 'package/package.json'], { cwd: npmFolder });
			const manifest = JSON.parse(text) as Manifest;
			const published = { manifest, file: basename(path), tarball: readFileSync(path) };
			packages.set(manifest.name, [...(packages.get(manifest.name) ?? []), published]);
			return manifest;
		},
		close: async () => {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
			authority.close();
			rmSync(npmFolder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/** `/<name>`, `/<name>/<version or latest>` or `/<name>/-/<file>`, as npm asks for them. */
function lookUp(
	packages: Map<string, Published[]>,
	path: string,
	origin: string,
): Buffer | object | undefined {
	const [, name, second, file] = path.split('/');
	const all = packages.get(name) ?? [];
	const latest = all.at(-1)?.manifest.version;
	if (!latest) return undefined;
	if (second === '-') return all.find((one) => one.file === file)?.tarball;
	const manifests = all.map(({ manifest, file, tarball }) => ({
		...manifest,
		dist: {
			tarball: `${origin}/${name}/-/${file}`,
			integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
			shasum: createHash('sha1').update(tarball).digest('hex'),
		},
	}));
	const wanted = second === 'latest' ? latest : second;
	if (wanted) return manifests.find(({ version }) => version === wanted);
	const versions = Object.fromEntries(manifests.map((one) => [one.version, one]));
	return { name, 'dist-tags': { latest }, versions };
}
