/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the clone; tests run outside n8n */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openEmbeddedN8n } from '../../scripts/embedded';
import type { EmbeddedN8n } from '../../scripts/embedded/engine';
import { importExample, runExample } from '../../scripts/example';
import { EXAMPLE_APPLICATIONS, EXAMPLE_MISTAKES, EXAMPLE_ROWS } from '../../scripts/example-sheet';
import { CURRENT_HOST } from '../../scripts/host';
import { ROOT } from '../../scripts/pack';
import { DEFAULT_ACCOUNT, startSimulator, type Simulator } from '../simulator';

const SHEET = join(ROOT, 'workflows/activations.xlsx');
const STATUSES = EXAMPLE_ROWS.map((_, at) =>
	Object.values(EXAMPLE_MISTAKES).includes(at + 1) ? 'invalid' : 'activated',
);

describe("the example in n8n's engine in this process", () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-embedded-'));
	let simulator: Simulator;
	let n8n: EmbeddedN8n;
	let close: () => void;

	beforeAll(async () => {
		({ n8n, close } = await openEmbeddedN8n([dirname(SHEET), folder]));
	});
	beforeEach(async () => {
		simulator = await startSimulator({ applications: EXAMPLE_APPLICATIONS });
	});
	afterEach(async () => await simulator.stop());
	afterAll(() => {
		close();
		rmSync(folder, { recursive: true, force: true });
	});

	async function run(sheet: string, result: string, isSimulated: boolean) {
		const account = { ...DEFAULT_ACCOUNT, baseUrl: simulator.url };
		const files = { sheet, result: join(folder, result), isSimulated };
		// An error of node:fs is no `Error` of jest's, and n8n-core asks: no file may be missing.
		writeFileSync(files.result, '');
		const { rows, error } = await runExample(n8n, await importExample(n8n, account, files));
		expect(error).toBeUndefined();
		return rows.map(({ activation_status: status }) => status);
	}

	it('activates every row but the two mistakes', async () => {
		expect(await run(SHEET, 'result.xlsx', true)).toEqual(STATUSES);
		expect(simulator.commits).toHaveLength(38);
		expect(simulator.count('codeactive')).toBe(38);
	});

	it('a result file of a simulation is never taken for a record, another one is', async () => {
		await run(SHEET, 'simulated.xlsx', true);
		await run(join(folder, 'simulated.xlsx'), 'again.xlsx', true);
		expect(simulator.count('codeactive')).toBe(2 * 38);
		await run(SHEET, 'real.xlsx', false);
		expect(simulator.count('codeactive')).toBe(3 * 38);
		expect(await run(join(folder, 'real.xlsx'), 'again.xlsx', false)).toEqual(
			STATUSES.map((status) => (status === 'activated' ? 'already_active' : status)),
		);
		expect(simulator.count('codeactive')).toBe(3 * 38);
	});
});

interface Manifest {
	version?: string;
	resolved?: string;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
}

describe('what the table installs', () => {
	const TABLE = 'scripts/embedded';
	const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Manifest;
	const { packages } = read('package-lock.json') as { packages: Record<string, Manifest> };
	const manifest = read('package.json');
	const table = read(`${TABLE}/package.json`).dependencies ?? {};

	/** Packages that a TypeScript file needs, itself and by what it imports; types apart. */
	function neededBy(file: string, seen = new Set<string>()): string[] {
		if (seen.has(file)) return [];
		seen.add(file);
		const text = readFileSync(file, 'utf8');
		const imports = text.matchAll(
			/^(?:import|export) (?!type )[^'";]*?from '([^']+)'|\brequire\('([\w@./-]+)'\)/gm,
		);
		return [...imports].flatMap(([, from, required]) => {
			const name = from ?? required;
			if (!name.startsWith('.')) return name.startsWith('node:') ? [] : [name];
			return neededBy(fileOf(resolve(dirname(file), name)), seen);
		});
	}

	function fileOf(path: string): string {
		const found = [path, `${path}.ts`, join(path, 'index.ts')].find((candidate) => {
			try {
				return readFileSync(candidate) !== undefined;
			} catch {
				return false;
			}
		});
		if (found === undefined) throw new Error(`No file for ${path}`);
		return found;
	}

	it('is all that start.ts imports, and tsx, which runs it', () => {
		const needed = neededBy(join(ROOT, 'scripts/start.ts'));
		expect(needed).toEqual(expect.arrayContaining(['n8n-core', '@e965/xlsx', 'execa']));
		const missing = [...needed, 'tsx'].filter((name) => !(name in table));
		expect(missing).toEqual([]);
	});

	it("has the versions of the clone's own package.json, each package once", () => {
		const versions = Object.entries(table).filter(([, version]) => version === '*');
		expect(versions.filter(([name]) => !(name in (manifest.devDependencies ?? {})))).toEqual([]);
		expect(Object.keys(packages).filter((path) => path.startsWith(`${TABLE}/`))).toEqual([]);
	});

	it('is the n8n that is opened afterwards', () => {
		expect(manifest.devDependencies?.['n8n-core']).toBe(CURRENT_HOST.n8n);
	});

	it('comes from whichever registry a person uses: the lock file names none', () => {
		const named = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
		expect(named).toEqual([TABLE]);
	});
});
