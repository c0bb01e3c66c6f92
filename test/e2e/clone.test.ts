/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs the commands as a person would */
import { execFile } from 'node:child_process';
import {
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { NODES_FOLDER } from '../../scripts/embedded/nodes';
import { ROOT } from '../../scripts/pack';
import { commandEnv } from '../../scripts/shell';

const run = promisify(execFile);
const NEEDED = ['node', 'npm', 'git', 'sh'];
const MINUTES = 60_000;

function bytesIn(folder: string): number {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
		(sum, name) => sum + lstatSync(join(folder, name)).blocks * 512,
		0,
	);
}

describe('on a fresh clone, with nothing on the PATH but Node, npm, git and a shell', () => {
	const base = mkdtempSync(join(tmpdir(), 'wechat-clone-'));
	const clone = join(base, 'clone');
	const nodes = NODES_FOLDER.replace(ROOT, clone);
	const env = {
		...commandEnv(),
		PATH: join(base, 'bin'),
		XDG_CACHE_HOME: join(base, 'cache'),
		npm_execpath: undefined,
	};

	beforeAll(async () => {
		mkdirSync(env.PATH);
		const folders = (process.env.PATH ?? '').split(delimiter);
		for (const command of NEEDED) {
			const found = folders.map((folder) => join(folder, command)).find(existsSync);
			symlinkSync(found ?? '', join(env.PATH, command));
		}
		const listed = await run('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT });
		for (const file of listed.stdout.trim().split('\n')) {
			if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(clone, file));
		}
		await inClone('git init -q');
		await inClone('git add -A');
		await inClone('git -c user.name=A -c user.email=a@example.com commit -qm All');
	});
	afterAll(() => rmSync(base, { recursive: true, force: true }));

	/** @throws Error when it ends with another code than 0 */
	async function inClone(command: string): Promise<string> {
		const [file, ...args] = command.split(' ');
		return (await run(file, args, { cwd: clone, env, maxBuffer: 1e8 })).stdout;
	}

	const changed = async () => await inClone('git status --porcelain');

	it(
		'npm start -- --once shows the table, in at most 500 MB, without the whole n8n',
		async () => {
			const output = await inClone('npm start -- --once');
			expect(output).toMatch(/^40 .* activated /m);
			expect(output).toContain('38 activated, 2 invalid');
			expect(await changed()).toBe('');
			expect(existsSync(env.XDG_CACHE_HOME)).toBe(false);
			expect(existsSync(join(clone, 'node_modules/jest'))).toBe(false);
			expect(bytesIn(clone)).toBeLessThan(500e6);
		},
		10 * MINUTES,
	);

	it(
		'the rest comes beside it, once, and changes no tracked file either',
		async () => {
			const kept = lstatSync(join(clone, 'node_modules/n8n-core/package.json')).ino;
			expect(await inClone('node scripts/run.js')).toContain('npm install');
			expect(lstatSync(join(clone, 'node_modules/n8n-core/package.json')).ino).toBe(kept);
			expect(existsSync(join(clone, 'node_modules/jest'))).toBe(true);
			expect(await changed()).toBe('');
			expect(await inClone('node scripts/run.js')).toBe('');
		},
		10 * MINUTES,
	);

	it("n8n's built-in nodes come again when an npm ci has removed them", async () => {
		rmSync(join(clone, 'node_modules/.cache'), { recursive: true });
		expect(await inClone('node scripts/run.js')).toContain("Bringing n8n's built-in nodes");
		expect(existsSync(join(nodes, 'dist/nodes/Files'))).toBe(true);
	}, 120_000);

	it(
		'an install that was cut short is begun anew',
		async () => {
			rmSync(join(clone, 'node_modules/.package-lock.json'));
			rmSync(join(clone, 'node_modules/undici/index.js'));
			expect(await inClone('npm start -- --once')).toContain('npm ci');
			expect(existsSync(join(clone, 'node_modules/undici/index.js'))).toBe(true);
		},
		10 * MINUTES,
	);
});
