/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the clone; tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = join(__dirname, '../..');
const FOLDERS = ['nodes', 'credentials', 'test', 'scripts', '.ci'];
const CODE = /\.(ts|js|cjs|mjs)$/;

interface Manifest {
	scripts: Record<string, string>;
	bin?: string | Record<string, string>;
	dependencies?: Record<string, string>;
	devDependencies: Record<string, string>;
	peerDependencies: Record<string, string>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifestOf = (folder: string): Manifest =>
	JSON.parse(read(join(folder, 'package.json'))) as Manifest;

/** Every file of the clone that is a program or could be one, relative to it. */
const files = [
	...readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) =>
		entry.isFile() ? [entry.name] : [],
	),
	...FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
	),
];
const programs = files.filter((file) => CODE.test(file));

/** The package of an import, e.g. `@a/b` of `@a/b/c`; none for a file and for what Node brings. */
function packageOf(name: string): string[] {
	if (/^(\.|\/|node:)/.test(name) || builtinModules.includes(name)) return [];
	return [
		name
			.split('/')
			.slice(0, name.startsWith('@') ? 2 : 1)
			.join('/'),
	];
}

/** The packages that a program imports, requires or looks up by `require.resolve`. */
function packagesOf(program: string): string[] {
	const { importedFiles } = preProcessFile(program, true, true);
	const resolved = [...program.matchAll(/\brequire\.resolve\('([^']+)'\)/g)].map(
		([, name]) => name,
	);
	return [...importedFiles.map(({ fileName }) => fileName), ...resolved].flatMap(packageOf);
}

const { devDependencies, peerDependencies, scripts } = manifestOf('.');
const declared = Object.keys(devDependencies);

/** What is declared, but neither imported nor a command of package.json, and why it is. */
const NEEDED_BY_OTHERS: Record<string, string> = {
	'@types/jest': 'the types of the tests (tsconfig.test.json)',
	'@types/lodash': 'the types of lodash',
	'@types/node': 'the types of Node (tsconfig.json)',
	'@types/proper-lockfile': 'the types of proper-lockfile',
	prettier: 'the format of the code, for the editor and by hand',
	'unrs-resolver': 'pinned for jest and the lint, which look files up with it',
};

/** Imported by a program that n8n's own Node runs, with n8n's modules. */
const HOSTED: Record<string, string> = { 'scripts/register.js': 'sqlite3' };

describe('package.json', () => {
	const imported = new Map(
		programs.flatMap((file) => packagesOf(read(file)).map((name) => [name, file] as const)),
	);

	it('declares every package that a program of the clone imports', () => {
		const missing = [...imported].filter(
			([name, file]) => !declared.includes(name) && HOSTED[file] !== name,
		);
		expect(missing).toEqual([]);
	});

	it('declares nothing that nobody needs', () => {
		const words = new Set(Object.values(scripts).join(' ').split(/\s+/));
		const isCommand = (name: string): boolean => {
			const { bin = {} } = manifestOf(join('node_modules', name));
			return Object.keys(typeof bin === 'string' ? { [name]: bin } : bin).some((command) =>
				words.has(command),
			);
		};
		const idle = declared.filter((name) => !imported.has(name) && !isCommand(name));
		expect(idle).toEqual(Object.keys(NEEDED_BY_OTHERS));
	});

	it('has, of each package that it shares with n8n-core, the very copy that n8n-core runs', () => {
		const core = dirname(require.resolve('n8n-core/package.json'));
		const shared = Object.keys(manifestOf('node_modules/n8n-core').dependencies ?? {}).filter(
			(name) => name in devDependencies,
		);
		expect(shared).toContain('lodash');
		for (const name of shared)
			expect(require.resolve(name, { paths: [core] })).toBe(require.resolve(name));
	});

	it('names exact versions; only what n8n itself brings is left open', () => {
		for (const version of Object.values(devDependencies))
			expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('is compared with all ways to import, and with no text that looks like one', () => {
		const program = `import a from 'a'; import type { B } from '@b/b/c'; export * from 'd/e';
			const f = require('f'); await import('g'); require.resolve('eslint/x'); import './own'; import 'fs';
			const text = "require('x')"; // import 'y'`;
		expect(packagesOf(program).sort()).toEqual(['@b/b', 'a', 'd', 'eslint', 'f', 'g']);
		expect(programs.length).toBeGreaterThan(200);
	});
});

describe('what a clone needs besides Node, npm and git', () => {
	/** Its comments may name it: the vectors' witness is it. */
	const withoutComments = (text: string): string =>
		text.replace(/\/\*[^]*?\*\/|(^|\s)(\/\/|#).*$/gm, '$1');

	it('is not the openssl command', () => {
		const startsIt = (file: string, text: string): boolean =>
			(CODE.test(file) || file.endsWith('.json')
				? /(['"`]|[|&;(]\s*)openssl\b/
				: /\bopenssl\b/
			).test(withoutComments(text));
		const own = 'test/package/declared.test.ts';
		const looked = files.filter((file) => /\.(json|sh)$|^\.ci\//.test(file) || CODE.test(file));
		expect(looked.filter((file) => file !== own && startsIt(file, read(file)))).toEqual([]);
		expect(startsIt('a.ts', "run('openssl', [...args])")).toBe(true);
		expect(startsIt('.ci/run', 'need openssl openssl # for certificates')).toBe(true);
	});
});
