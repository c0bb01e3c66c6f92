/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a script; tests run outside n8n */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { draw, type Mutant } from '../../scripts/mutants/instrument';
import { planted } from '../../scripts/mutants/planted';

const ROOT = resolve(__dirname, '../..');
const FILE = 'nodes/WechatMarketingCode/domain/barcode.ts';

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

	it('draws mutants, lets the tests meet them and names those that survive', () => {
		const { stdout } = mutants('--in', FILE, '--count', '6', '--tests', 'test/domain/barcode');
		expect(stdout).toMatch(/^6 of \d+ mutants drawn with seed 1\.$/m);
		const [, killed] = /^(\d) of 6 killed/m.exec(stdout) ?? [];
		expect(Number(killed)).toBeGreaterThan(0);
		expect(stdout.match(/^Survived/gm) ?? []).toHaveLength(6 - Number(killed));
	}, 120_000);

	it('draws the same for the same seed, and each at most once', () => {
		const all = Array.from({ length: 300 }, (_, id) => ({ id: String(id) }) as Mutant);
		const drawn = draw(all, 7, 200);
		expect(draw(all, 7, 200)).toEqual(drawn);
		expect(draw(all, 8, 200)).not.toEqual(drawn);
		expect(new Set(drawn)).toHaveProperty('size', 200);
		expect(draw(all, 7, 1000)).toHaveLength(300);
	});

	it('says how it is used when it is not told what to do', () => {
		expect(mutants()).toMatchObject({ status: 2 });
	}, 60_000);
});
