/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a script; tests run outside n8n */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../scripts/busy.js');

describe('scripts/busy.js', () => {
	/** Runs a command beside so many loops; it says a word and ends with the code. */
	const busy = (loops: string, code: number) => {
		const command = `console.log('ran'); process.exit(${code})`;
		const args = [SCRIPT, loops, process.execPath, '-e', command];
		const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
		const [ran, verdict] = stdout.trim().split('\n');
		return { status, ran, verdict };
	};

	it('runs the command and says that it was green', () => {
		const verdict = expect.stringMatching(/^Green beside 2 busy loops/);
		expect(busy('2', 0)).toEqual({ status: 0, ran: 'ran', verdict });
	});

	it('fails as the command does', () => {
		const verdict = expect.stringMatching(/^Failed beside 1 busy loops/);
		expect(busy('1', 3)).toEqual({ status: 3, ran: 'ran', verdict });
	});

	it('runs nothing when it is not told how many', () => {
		expect(busy('many', 0)).toMatchObject({ status: 2, ran: '' });
	});
});
