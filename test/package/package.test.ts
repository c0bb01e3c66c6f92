/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- packs and unpacks the package; tests run outside n8n */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extract } from 'tar';
import { operations } from '../../nodes/WechatMarketingCode/actions/operations';

const ROOT = resolve(__dirname, '../..');

describe('the packed package', () => {
	let folder: string;
	let files: string[];
	let manifest: { dependencies?: object; n8n: { nodes: string[]; credentials: string[] } };

	beforeAll(() => {
		// What npm says beside its work is shown only when it fails.
		const quiet = { cwd: ROOT, stdio: 'pipe' } as const;
		execFileSync('npm', ['run', 'build'], quiet);
		folder = mkdtempSync(join(tmpdir(), 'package-'));
		execFileSync('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], quiet);
		const [tarball] = readdirSync(folder);
		extract({ file: join(folder, tarball), cwd: folder, strip: 1, sync: true });
		rmSync(join(folder, tarball));
		files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
			statSync(join(folder, name)).isFile(),
		);
		manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as typeof manifest;
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('holds only what n8n needs, and the examples, which have an address so', () => {
		const allowed =
			/^(package\.json|README\.md|LICENSE|dist\/(nodes|credentials)\/.+\.js|dist\/nodes\/.+\.node\.json|dist\/nodes\/WechatMarketingCode\/__schema__\/v1\.0\.0\/(code|application)\/\w+\.json|dist\/icons\/.+\.svg|workflows\/[\w-]+\.json)$/;
		expect(files.filter((name) => !allowed.test(name))).toEqual([]);
		expect(files).toContain('workflows/spreadsheet-to-activation.json');
	});

	it('has every node, credential and icon that it names', () => {
		for (const name of [...manifest.n8n.nodes, ...manifest.n8n.credentials])
			expect(files).toContain(name);
		expect(files).toEqual(
			expect.arrayContaining([
				'dist/icons/wechatMarketingCode.svg',
				'dist/icons/wechatMarketingCode.dark.svg',
			]),
		);
		for (const name of manifest.n8n.nodes) expect(files).toContain(name.replace(/\.js$/, '.json'));
	});

	it('has the output schema of every operation, beside the node', () => {
		const schemas = operations.map(
			({ resource, value }) =>
				`dist/nodes/WechatMarketingCode/__schema__/v1.0.0/${resource}/${value}.json`,
		);
		expect(files).toEqual(expect.arrayContaining(schemas));
	});

	it('has no dependencies and names no source map', () => {
		expect(manifest.dependencies).toBeUndefined();
		for (const name of files.filter((file) => file.endsWith('.js'))) {
			expect(readFileSync(join(folder, name), 'utf8')).not.toContain('sourceMappingURL');
		}
	});

	it('requires nothing but what every n8n brings', () => {
		const required = files
			.filter((file) => file.endsWith('.js'))
			.flatMap((name) => [
				...readFileSync(join(folder, name), 'utf8').matchAll(/require\("([^".][^"]*)"\)/g),
			])
			.map(([, name]) => name);
		expect(required).toContain('n8n-workflow');
		const brought = ['n8n-workflow', 'lodash', 'zod', 'node:crypto'];
		expect(required.filter((name) => !brought.includes(name))).toEqual([]);
	});

	it.each(['source', 'package'] as const)(
		"passes the rules of n8n's public scan (%s)",
		(leg) => {
			const scan = spawnSync(
				process.execPath,
				[join(__dirname, 'scan.mjs'), leg === 'source' ? ROOT : folder, leg],
				// These rules take every file for a node when NODE_ENV is "test".
				{ encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
			);
			expect(scan.status === 0 ? '' : scan.stdout + scan.stderr).toBe('');
			expect(scan.stdout).toMatch(/^\d+ files\n$/);
		},
		120_000,
	);
});
