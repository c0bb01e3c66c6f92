/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './command';

const soak = async (args: string[], env: NodeJS.ProcessEnv = {}) =>
	await runScript('soak', args, env);

describe('npm run soak', () => {
	let folder: string;
	beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'soak-test-'))));
	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	it('of a few seconds shows n8n under load and at rest, says that all is good, and leaves nothing', async () => {
		const { code, output } = await soak(['--minutes', '0.15'], { TMPDIR: folder });
		expect(output).toMatch(/^ +Time +Rows +Rows\/s +RSS MB +Heap MB +Connections +Sockets$/m);
		expect(output).toMatch(/^ +idle +40 /m);
		expect(output).toMatch(/^ +0:0\d +\d+ +\d+ +\d{3,} +\d{3,} +[1-9]/m);
		expect(output).toMatch(/^ +rest +\d{3,} /m);
		expect(output).toContain('Too short to judge the memory.');
		expect(output).toMatch(/GOOD: \d{3,} rows, each activated once; no listener warnings/);
		expect(code).toBe(0);
		expect(readdirSync(folder).filter((name) => name.startsWith('wechat'))).toEqual([]);
	});

	it.each([
		['a time that is none', ['--minutes', 'ten'], /--minutes wants a number above 0, not "ten"/],
		['an unknown option', ['--hours', '2'], /Unknown option '--hours'/],
	])('tells %s, in a sentence', async (_, args, sentence) => {
		const { code, output } = await soak(args);
		expect(output).toMatch(sentence);
		expect(output).not.toMatch(/^\s+at /m);
		expect(code).toBe(1);
	});
});
