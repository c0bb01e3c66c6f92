/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n, for a person at a terminal */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../test/simulator';
import { EXAMPLE_APPLICATIONS } from './example-sheet';
import { CURRENT_HOST, provideHost } from './host';
import { startN8n } from './n8n';
import { PACKAGE_NAME, ROOT } from './pack';
import { PlainError } from './shell';
import { openUserFolder } from './user-folder';

// What n8n's verification wants recorded is shown on a fresh n8n that does not have the node yet, beside a
// simulated WeChat: `npx tsx scripts/recording.ts`. docs/release.md says when.

/** From *Application > Create* to the trigger: long enough to be switched on, short enough for one take. */
const GENERATION = { initMs: 5_000, processingMs: 70_000 };

const open: Array<() => Promise<void>> = [];
let isEnding = false;

async function end(): Promise<void> {
	isEnding = true;
	for (const close of open.splice(0).reverse()) await close().catch(() => {});
}

async function main(): Promise<void> {
	const host = await provideHost(CURRENT_HOST, console.log);
	const user = await openUserFolder(host, { keep: false }, console.log);
	open.push(user.close);
	const account = { appId: 'wx7c1e5a90d3b8f264', appSecret: randomBytes(16).toString('hex') };
	const simulator = await startSimulator({
		accounts: [{ ...account, packageKey: randomBytes(8).toString('hex') }],
		applications: EXAMPLE_APPLICATIONS,
		generation: GENERATION,
	});
	open.push(async () => await simulator.stop());
	const files = join(user.folder, 'sheets');
	mkdirSync(files);
	const sheet = join(files, 'activations.xlsx');
	copyFileSync(join(ROOT, 'workflows/activations.xlsx'), sheet);
	const n8n = await startN8n({ host, userFolder: user.folder, files: [files] });
	open.push(n8n.stop);
	console.log(`
A fresh n8n ${host.n8n} without the node:  ${n8n.url}
  email     ${n8n.login.email}
  password  ${n8n.login.password}

Log in first, then record in one take:
1. Settings > Community nodes > Install: ${PACKAGE_NAME}
2. + > New credential > WeChat Marketing Code API, then Save: green
     App ID      ${account.appId}
     App Secret  ${account.appSecret}
     Base URL    ${simulator.url}
3. Import workflows/spreadsheet-to-activation.json (… > Import > From file), choose the credential, and run it
     File(s) Selector     ${sheet}
     File Path and Name   ${join(files, 'result.xlsx')}
   Open Activate the codes: the status beside each row, and the two mistakes of the sheet
4. Code > Get for application ${EXAMPLE_APPLICATIONS[0].applicationId}, position 0: active, and for what
5. Application > Create for 1000 codes, then the WeChat Marketing Code Trigger on that application, and Publish:
   it emits the application about a minute after it was applied for (Executions)
Say that this WeChat is a simulated one; with an account of your own take its values at 2, and a small range at 3.
Ctrl-C ends it, and nothing is left.`);
	await n8n.ended;
	if (!isEnding) throw new Error(`n8n ended by itself. Its log:\n${n8n.log().slice(-2_000)}`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		if (!isEnding) void end().then(() => process.exit(130));
	});
}
main().catch(async (error: unknown) => {
	if (isEnding) return;
	console.error(error instanceof PlainError ? error.message : error);
	await end();
	process.exit(1);
});
