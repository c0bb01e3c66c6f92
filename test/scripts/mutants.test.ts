/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a script; tests run outside n8n */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planted } from '../../scripts/mutants/planted';

const ROOT = resolve(__dirname, '../..');
const BODY = 'nodes/WechatMarketingCode/domain/barcode.ts';

function mutants(...args: string[]) {
	const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
	const command = [tsx, join(ROOT, 'scripts/mutants.ts'), ...args];
	const { status, stdout } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
	return { status, stdout };
}

describe('scripts/mutants.ts', () => {
	it('plants a fault in a copy, sees it noticed, and leaves the checkout alone', () => {
		const [fault] = planted;
		const before = readFileSync(join(ROOT, fault.file), 'utf8');
		const { status, stdout } = mutants('--planted', '--only', fault.breaks);
		expect(stdout).toMatch(/^killed .*\n +.*\n1 of 1 planted faults are noticed\.$/m);
		expect(status).toBe(0);
		expect(readFileSync(join(ROOT, fault.file), 'utf8')).toBe(before);
	}, 120_000);

	it('draws the same mutants for the same seed, and names those that survive', () => {
		const draw = () =>
			mutants('--in', BODY, '--seed', '7', '--count', '6', '--tests', 'test/domain/barcode').stdout;
		const [one, other] = [draw(), draw()].map((text) => text.replaceAll(/[\d.]+ minutes/g, ''));
		expect(one).toMatch(/^6 of \d+ mutants drawn with seed 7\.$/m);
		expect(one).toMatch(/^[1-6] of 6 killed/m);
		expect(other).toBe(one);
	}, 120_000);

	it('says how it is used when it is not told what to do', () => {
		expect(mutants()).toMatchObject({ status: 2 });
	}, 60_000);
});
