/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs commands as a person would */
import { exec, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { readFile, utils } from '@e965/xlsx';
import { EXAMPLE_ROWS } from '../../scripts/example-sheet';
import { freePort } from '../../scripts/n8n';
import { commandEnv } from '../../scripts/shell';
import { ROOT } from './commands';

const LEFT_OUT = /^(node_modules|\.git|dist|artifacts|coverage)(\/|$)/;

/** The commands that no other test runs, in a copy of the clone, through a shell. */
describe('in a clone of its own', () => {
	let clone: string;
	beforeAll(() => {
		clone = mkdtempSync(join(tmpdir(), 'commands-'));
		cpSync(ROOT, clone, {
			recursive: true,
			filter: (source) => !LEFT_OUT.test(relative(ROOT, source)),
		});
		symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
	});
	afterAll(() => rmSync(clone, { recursive: true, force: true }));

	/** Not coloured, and by no settings of this machine's git. */
	const env = {
		...commandEnv(),
		FORCE_COLOR: '0',
		GIT_CONFIG_GLOBAL: '/dev/null',
		GIT_CONFIG_NOSYSTEM: '1',
		GITHUB_REPOSITORY: '',
	};
	const inClone = (file: string): string => join(clone, file);
	const read = (file: string): string => readFileSync(inClone(file), 'utf8');
	/**
	 * What was printed. Standard error is for looking something up in it only: npx, git and Node say
	 * there what they think of this machine.
	 * @throws Error with the exit code and what was printed, when it fails
	 */
	const run = async (command: string, cwd = clone) => await promisify(exec)(command, { cwd, env });

	it('the pages of error codes are made anew', async () => {
		const pages = ['docs/errors.md', 'docs/errors.zh-CN.md'];
		for (const page of pages) rmSync(inClone(page));
		await run('npx tsx scripts/errors-page.ts');
		for (const page of pages) expect(read(page)).toBe(readFileSync(join(ROOT, page), 'utf8'));
	});

	it('the output schemas are made anew', async () => {
		const file = 'nodes/WechatMarketingCode/__schema__/v1.0.0/code/activate.json';
		rmSync(inClone(file));
		await run('npx tsx scripts/schemas.ts');
		expect(read(file)).toBe(readFileSync(join(ROOT, file), 'utf8'));
	});

	it('the example sheet is made anew, with the same rows', async () => {
		rmSync(inClone('workflows/activations.xlsx'));
		await run('npx tsx scripts/example-sheet.ts');
		const book = readFile(inClone('workflows/activations.xlsx'));
		expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0]])).toEqual(EXAMPLE_ROWS);
	});

	it('the simulator says where it is, and ends when its parent has gone', async () => {
		writeFileSync(inClone('options.json'), JSON.stringify({ seed: 7 }));
		const command = 'npx tsx test/simulator/main.ts --port 8080 --options options.json';
		const port = await freePort();
		const child = spawn(command.replace('8080', `${port}`), { cwd: clone, env, shell: true });
		const ended = once(child, 'exit');
		const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
		expect(JSON.parse(line)).toEqual({ url: `http://127.0.0.1:${port}` });
		expect((await fetch(`http://127.0.0.1:${port}/simulator/health`)).status).toBe(200);
		child.stdin.end();
		await ended;
	});

	it('one storm of faults is replayed in each world, and no other', async () => {
		const { stderr } = await run('STORM_SEED=17 npx jest faults/storm faults/createStorm', ROOT);
		expect(stderr).toMatch(/^PASS test\/faults\/storm1\.test\.ts/m);
		expect(stderr).toMatch(/^Tests: +8 passed, 8 total$/m);
	}, 120_000);

	it('a release is made as docs/release.md says', async () => {
		const commit = 'git -c user.name=A -c user.email=a@example.com commit -qm Release';
		await run('git init -q -b main . && git init -q --bare origin.git');
		await run('git remote add origin ./origin.git');
		await run('npm version 1.2.3 --no-git-tag-version');
		expect(JSON.parse(read('package-lock.json'))).toMatchObject({ version: '1.2.3' });

		const check = 'npx tsx scripts/release-check.ts v1.2.3';
		await expect(run(check)).rejects.toThrow('CHANGELOG.md has no chapter');
		const fields = /```json\n([^]*?)```/.exec(read('docs/release.md'))?.[1] ?? '';
		const manifest = JSON.parse(read('package.json')) as object;
		const author = { name: 'Li Lei', email: 'lilei@example.com' };
		const set = JSON.parse(`{${fields}}`) as object;
		writeFileSync(inClone('package.json'), JSON.stringify({ ...manifest, author, ...set }));
		const chapter = '## [Unreleased]\n\n## [1.2.3] - 2026-12-31\n';
		writeFileSync(
			inClone('CHANGELOG.md'),
			read('CHANGELOG.md').replace('## [Unreleased]\n', chapter),
		);
		expect((await run('npx tsx scripts/release-check.ts v1.2.3')).stdout).toBe('');

		await run(`git add package.json && ${commit}`);
		await run('git tag v1.2.3');
		await run('git push origin v1.2.3');
		const { stdout } = await run('git ls-remote --tags origin');
		expect(stdout).toContain('refs/tags/v1.2.3');
	});
});
