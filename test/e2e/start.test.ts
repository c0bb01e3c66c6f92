/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs the command as a person would */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, writeFile } from '@e965/xlsx';
import { EXAMPLE_APPLICATIONS, EXAMPLE_ROWS } from '../../scripts/example-sheet';
import { freePort } from '../../scripts/n8n';
import { ARTIFACTS, ROOT } from '../../scripts/pack';
import { DEFAULT_ACCOUNT, startSimulator } from '../simulator';

interface Started {
	child: ChildProcess;
	/** What it printed so far, standard error included. */
	printed: () => string;
	/** Its exit code, and everything it printed. */
	ended: Promise<{ code: number | null; output: string }>;
}

/** What a failed test leaves behind: it would keep jest from ending. */
const running = new Set<ChildProcess>();

/** `npm start -- <args>` without npm: the same file, started the same way. */
function startCommand(args: string[], { env = {}, input = '' } = {}): Started {
	const command = ['--require', 'tsx/cjs', join(ROOT, 'scripts/start.ts'), ...args];
	const child = spawn(process.execPath, command, {
		cwd: ROOT,
		env: { ...process.env, INIT_CWD: tmpdir(), ...env },
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk));
	child.stdin.end(input);
	const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
		child.once('close', (code) => resolve({ code, output })),
	);
	running.add(child);
	void ended.then(() => running.delete(child));
	return { child, printed: () => output, ended };
}

const runCommand: (...given: Parameters<typeof startCommand>) => Started['ended'] = async (
	...given
) => await startCommand(...given).ended;

describe('npm start', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-start-'));

	function sheetOf(name: string, rows: object[]): string {
		const book = utils.book_new();
		utils.book_append_sheet(book, utils.json_to_sheet(rows), 'Sheet1');
		writeFile(book, join(folder, name));
		return join(folder, name);
	}

	afterEach(() => running.forEach((child) => child.kill('SIGINT')));

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	function expectExample(output: string): void {
		expect(output).toMatch(/^1 +681200417 +0–9999 +明前龙井 礼盒装 250g +activated /m);
		expect(output).toMatch(/^14 .* invalid .*overlaps/m);
		expect(output).toMatch(/^27 .* invalid .*6944067202013/m);
		expect(output).toMatch(/^40 .* activated /m);
		expect(output).toContain('38 activated, 2 invalid');
	}

	it.each([
		['--once', ['--once']],
		['--once --n8n', ['--once', '--n8n']],
	])(
		'with %s activates the shipped sheet, shows every row, writes the result, and ends with 0',
		async (_, args) => {
			const temporary = mkdtempSync(join(folder, 'tmp-'));
			const started = Date.now();
			const { code, output } = await runCommand(args, { env: { TMPDIR: temporary } });
			expectExample(output);
			expect(output.includes('Starting n8n')).toBe(args.includes('--n8n'));
			expect(code).toBe(0);
			const result = join(ARTIFACTS, 'activations-result.xlsx');
			expect(statSync(result).mtimeMs).toBeGreaterThan(started);
			expect(readdirSync(temporary).filter((name) => /^wechat/.test(name))).toEqual([]);
		},
	);

	it.each([
		['--once', ['--once']],
		['--once --n8n', ['--once', '--n8n']],
	])(
		'with --file and %s ends with 1 when a row of that sheet is not activated',
		async (_, args) => {
			const good = EXAMPLE_ROWS[0];
			const sheet = sheetOf('my (2) sheet.xlsx', [good, { ...good, 起始位: 20000, 结束位: 19999 }]);
			const { code, output } = await runCommand([...args, '--file', sheet]);
			expect(output).toMatch(/^1 .* activated /m);
			expect(output).toMatch(/^2 .* invalid /m);
			expect(output).toContain('my (2) sheet-result.xlsx');
			expect(code).toBe(1);
		},
	);

	it('with --live and a piped yes sends the sheet for the account of the environment', async () => {
		const simulator = await startSimulator({ applications: EXAMPLE_APPLICATIONS });
		const sheet = sheetOf('live.xlsx', [EXAMPLE_ROWS[0]]);
		const { appId, appSecret } = DEFAULT_ACCOUNT;
		const env = {
			WECHAT_APPID: appId,
			WECHAT_SECRET: appSecret,
			WECHAT_BASE_URL: simulator.url,
		};
		const given = ['--once', '--live', '--file', sheet];
		const refused = await runCommand(given, { env });
		expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Nothing was sent') });
		expect(simulator.count()).toBe(0);
		const { code, output } = await runCommand(given, { env, input: 'yes\n' });
		expect(output).toMatch(/^1 .* activated /m);
		expect(output).not.toContain(appSecret);
		expect(code).toBe(0);
		expect(simulator.commits).toHaveLength(1);
		await simulator.stop();
	});

	it('shows the table, then leaves n8n and the simulator open until Ctrl-C, and then nothing', async () => {
		const port = await freePort();
		const { child, printed, ended } = startCommand(['--port', `${port}`]);
		while (!printed().includes('Ctrl-C ends it all') && child.exitCode === null) {
			await new Promise((resolve) => child.stdout?.once('data', resolve));
		}
		expectExample(printed());
		expect(printed().indexOf('Starting n8n')).toBeGreaterThan(printed().indexOf('\n40 '));
		const n8n = `http://127.0.0.1:${port}`;
		const journal = /http:\S+\/simulator\/journal/.exec(printed())?.[0] ?? '';
		expect(printed()).toMatch(new RegExp(`${n8n}/workflow/\\w+`));
		expect(printed()).toMatch(/password +\S{8,}/);
		expect((await fetch(n8n)).status).toBe(200);
		const door = /(http:\S+\/form\/activate-codes)\s+user +(\S+)\s+password +(\S{8,})/;
		const [, form, user, password] = door.exec(printed()) ?? [];
		const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
		// n8n publishes a workflow behind our back: for a moment its address comes and goes.
		const answered = async (headers: Record<string, string>): Promise<Response> => {
			let page = await fetch(form, { headers });
			while (page.status === 404) page = await fetch(form, { headers });
			return page;
		};
		const page = await answered({ authorization });
		expect(await page.text()).toContain('Activate printed codes');
		expect((await answered({})).status).toBe(401);
		const received = (await (await fetch(journal)).json()) as Array<{ endpoint: string }>;
		expect(received.filter(({ endpoint }) => endpoint === 'codeactive')).toHaveLength(38);
		child.kill('SIGINT');
		expect((await ended).code).toBe(0);
		await expect(fetch(n8n)).rejects.toThrow('fetch failed');
		await expect(fetch(journal)).rejects.toThrow('fetch failed');
	});

	it('tells a port in use, in a sentence', async () => {
		const server = createServer();
		const port = await freePort();
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		const { code, output } = await runCommand(['--port', `${port}`]);
		server.close();
		expect(output.trim()).toBe(
			`Port ${port} is in use by another program. End that, or choose another with --port.`,
		);
		expect(code).toBe(1);
	});

	it.each([
		['a file that is not there', ['--file', 'nothere.xlsx'], /There is no file .*nothere\.xlsx/],
		[
			'an empty path, as of a variable that is not set',
			['--file', ''],
			/--file wants the path of a sheet/,
		],
		['a file of another kind', ['--file', __filename], /no spreadsheet by its name/],
		['an unknown option', ['--twice'], /Unknown option '--twice'/],
		['--live without an account', ['--live'], /set WECHAT_APPID and WECHAT_SECRET/],
	])('tells %s, in a sentence', async (_, args, sentence) => {
		const { code, output } = await runCommand(args);
		expect(output).toMatch(sentence);
		expect(output).not.toMatch(/^\s+at /m);
		expect(code).toBe(1);
	});

	it('tells a cache folder that cannot be written, which the table alone does not need', async () => {
		const env = { XDG_CACHE_HOME: __filename };
		const { code, output } = await runCommand(['--once', '--n8n'], { env });
		expect(output.trim()).toMatch(/^Cannot write to the cache folder .* set XDG_CACHE_HOME/);
		expect(code).toBe(1);
		expect((await runCommand(['--once'], { env })).code).toBe(0);
	});

	/** Without a network, and with nothing of n8n in the cache. */
	function offline() {
		const cache = mkdtempSync(join(folder, 'cache-'));
		const env = {
			XDG_CACHE_HOME: cache,
			npm_config_cache: join(folder, 'npm'),
			npm_config_registry: 'http://127.0.0.1:9',
			npm_config_fetch_retries: '0',
		};
		// The package is packed beside it, and needs no network.
		const kept = () =>
			readdirSync(join(cache, 'n8n-nodes-wechat-marketing-code')).filter(
				(name) => !name.startsWith('package-'),
			);
		return { env, kept };
	}

	it('tells with --n8n that there is no network, and keeps nothing half-made', async () => {
		const { env, kept } = offline();
		const { code, output } = await runCommand(['--once', '--n8n'], { env });
		expect(output).toContain('npm could not reach its package registry');
		expect(code).toBe(1);
		expect(kept()).toEqual([]);
	});

	it('shows the table without a network, too, and then tells that there is none', async () => {
		const { env, kept } = offline();
		const { code, output } = await runCommand([], { env });
		expectExample(output);
		expect(output.split('38 activated')[1]).toContain('npm could not reach its package registry');
		expect(code).toBe(1);
		expect(kept()).toEqual([]);
	});

	(process.platform === 'linux' ? it : it.skip)(
		'tells after the table what of python3, make and g++ has to be installed',
		async () => {
			const { env } = offline();
			const bin = mkdtempSync(join(folder, 'bin-'));
			symlinkSync(process.execPath, join(bin, 'node'));
			symlinkSync('/bin/sh', join(bin, 'sh'));
			const { code, output } = await runCommand([], { env: { ...env, PATH: bin } });
			expectExample(output);
			expect(output.split('38 activated')[1]).toMatch(
				/python3 and make and g\+\+ cannot be run.*apt-get install python3 make g\+\+/,
			);
			expect(code).toBe(1);
		},
	);

	it('ends at Ctrl-C while the whole n8n is brought, and leaves nothing half-made', async () => {
		const { env, kept } = offline();
		// A registry that never answers.
		const silent = createServer();
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		const { port } = silent.address() as { port: number };
		const registry = `http://127.0.0.1:${port}`;
		const { child, printed, ended } = startCommand([], {
			env: { ...env, npm_config_registry: registry },
		});
		while (!/^(Bringing Node|Installing n8n)/m.test(printed()) && child.exitCode === null) {
			await new Promise((resolve) => child.stdout?.once('data', resolve));
		}
		child.kill('SIGINT');
		expect((await ended).code).toBe(130);
		expect(kept()).toEqual([]);
		silent.close();
	});

	it('tells a Node that is too old', async () => {
		const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.4' }); require('./scripts/run.js')`;
		const child = spawn(process.execPath, ['-e', pretend], { cwd: ROOT });
		let output = '';
		child.stderr.on('data', (chunk: Buffer) => (output += chunk));
		const code = await new Promise((resolve) => child.once('close', resolve));
		expect(output).toContain('This needs Node 20.19 or newer, and this is Node 18.20.4.');
		expect(code).toBe(1);
	});
});
