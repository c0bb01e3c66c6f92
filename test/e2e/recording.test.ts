/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs the command as a person would */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Rest } from '../../scripts/rest';
import { ROOT } from '../../scripts/pack';

const LAST_LINE = 'Ctrl-C ends it, and nothing is left.';

describe('npx tsx scripts/recording.ts', () => {
	it("sets up what n8n's verification wants recorded, and leaves nothing behind", async () => {
		const command = ['--require', 'tsx/cjs', 'scripts/recording.ts'];
		const child = spawn(process.execPath, command, { cwd: ROOT });
		const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
		let output = '';
		await new Promise<void>((resolve) => {
			const keep = (chunk: Buffer) => {
				output += chunk;
				if (output.includes(LAST_LINE)) resolve();
			};
			child.stdout.on('data', keep);
			child.stderr.on('data', keep);
			void ended.then(() => resolve());
		});
		expect(output).toContain(LAST_LINE);
		const given = (name: string) => new RegExp(`${name} +(\\S+)`).exec(output)?.[1] ?? '';

		const rest = new Rest(given('without the node:'));
		await rest.login({ email: given('email'), password: given('password') });
		expect(await rest.call('GET', '/community-packages')).toEqual([]);
		expect((await fetch(`${given('Base URL')}/cgi-bin/stable_token`)).status).toBeLessThan(500);
		const sheet = given('File\\(s\\) Selector');
		expect(existsSync(sheet)).toBe(true);

		child.kill('SIGINT');
		expect(await ended).toBe(130);
		expect(existsSync(sheet)).toBe(false);
	});
});
