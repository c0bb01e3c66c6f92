/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { CURRENT_HOST, OLD_HOST, provideHost } from '../../scripts/host';
import { packPackage, ROOT } from '../../scripts/pack';
import { run } from '../../scripts/shell';
import { CHROMIUM } from './browser/browser';
import { provideForeignPackage } from './packages';

/** Brings what takes minutes before the first test's clock runs, and tells what the tests run on. */
export default async function globalSetup(): Promise<void> {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	const versionOf = async (command: string) =>
		(await run(command, ['--version'], { cwd: ROOT })).trim();
	const lines = [];
	for (const spec of [CURRENT_HOST, OLD_HOST]) {
		const host = await provideHost(spec, say);
		lines.push(`n8n ${host.n8n} on Node ${await versionOf(host.node)}`);
	}
	await provideForeignPackage(say);
	lines.push(existsSync(CHROMIUM) ? await versionOf(CHROMIUM) : 'no Chromium');
	lines.push(`${process.platform} ${process.arch}, ${cpus().length} cores`, await packPackage(say));
	say(`\nThe tests run on\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
}
