/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ARTIFACTS } from '../../scripts/pack';
import type { Results } from '../bench/results';
import { runScript } from './command';
import { hasNginx } from './nginx';

const FOLDER = join(ARTIFACTS, 'bench');

describe('npm run bench', () => {
	it('in short, measures every part, judges every promise, and leaves table and plot', async () => {
		rmSync(FOLDER, { recursive: true, force: true });
		const { code, output } = await runScript('bench', ['--rounds', '1', '--rows', '40']);
		for (const name of [
			'HTTP Request in Loop Over Items',
			'This node, Reuse Connections',
			'This node, Combine Adjacent Rows',
			'Raw undici Pool, outside n8n',
		]) {
			expect(output).toMatch(new RegExp(`^\\| ${name} +\\| +\\d+ \\| +\\d+ \\| +[1-9]`, 'm'));
		}
		expect(output).toMatch(/^\| 100,000 \| +[\d,]{5,} \| +[\d.]+ \|/m);
		expect(output).toMatch(/^\| share of the time \(rounded\) \| +\d+ % \|/m);
		expect(output.match(/\| +[≥≤] [\d.]+ \| +(met|\*\*missed\*\*) \|/g)).toHaveLength(
			hasNginx() ? 19 : 18,
		);
		// Whether they are met is not asked here: other tests may be running beside it.
		expect(code).toBe(output.includes('Everything that is promised was met.') ? 0 : 1);

		const results = JSON.parse(readFileSync(join(FOLDER, 'results.json'), 'utf8')) as Results;
		expect(results.wire?.map(({ calls }) => calls)).toEqual(
			[[40, 40, 40, 40, 40, 40, 40], hasNginx() ? [80] : [], [1, 80, 80, 80, 80]].flat(),
		);
		expect(results.near?.map(({ calls }) => calls)).toEqual([80, 80, 80]);
		expect(existsSync(join(FOLDER, 'performance.svg'))).toBe(true);
	}, 400_000);

	it('says in a sentence which parts there are', async () => {
		const { code, output } = await runScript('bench', ['--only', 'everything']);
		expect(output).toContain('one part: wire (the real n8n), street (the node alone), pairs');
		expect(output).not.toMatch(/^\s+at /m);
		expect(code).toBe(1);
	});
});
