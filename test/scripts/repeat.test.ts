/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a script; tests run outside n8n */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../scripts/repeat.js');

describe('scripts/repeat.js', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-repeat-'));
	const counter = join(folder, 'count');
	beforeEach(() => writeFileSync(counter, ''));
	afterAll(() => rmSync(folder, { recursive: true }));

	/** Repeats a command that counts its runs and fails in the one named. */
	const repeat = (times: string, failsIn: number) => {
		const command = `const fs = require('node:fs'); fs.appendFileSync(process.argv[1], '.');
			process.exit(fs.readFileSync(process.argv[1], 'utf8').length === ${failsIn} ? 1 : 0);`;
		const args = [SCRIPT, times, process.execPath, '-e', command, counter];
		const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
		const lastLine = stdout.trim().split('\n').at(-1);
		return { status, lastLine, runs: readFileSync(counter, 'utf8').length };
	};

	it('says how many runs were green', () => {
		const lastLine = expect.stringMatching(/^3 of 3 green/);
		expect(repeat('3', 0)).toEqual({ status: 0, lastLine, runs: 3 });
	});

	it('stops at the first run that fails, and fails itself', () => {
		const lastLine = expect.stringMatching(/^Run 2 of 5 failed .* 1 were green/);
		expect(repeat('5', 2)).toEqual({ status: 1, lastLine, runs: 2 });
	});

	it('runs nothing when it is not told how often', () => {
		expect(repeat('often', 0)).toMatchObject({ status: 2, runs: 0 });
	});
});
