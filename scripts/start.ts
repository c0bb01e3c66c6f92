/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { startSimulator } from '../test/simulator';
import { EXAMPLE_APPLICATIONS, EXAMPLE_MISTAKES, EXAMPLE_ROWS } from './example-sheet';
import { importExample, importOthers, runExample, type Account, type ExampleRun } from './example';
import { CURRENT_HOST, provideHost } from './host';
import { freePort, isPortFree, startN8n, type N8n } from './n8n';
import { ARTIFACTS, installPackage, packPackage, ROOT } from './pack';
import { endChildren, PlainError } from './shell';
import { EXAMPLE_SHEET, readOptions, type StartOptions } from './start-options';
import { activationTable } from './table';
import { openUserFolder } from './user-folder';

const IMPATIENT_MS = 1_500;
const GOOD: unknown[] = ['activated', 'already_active'];

/** What has to be closed at the end, last opened first. */
const open: Array<() => Promise<void>> = [];
const say = (line: string): void => console.log(line);
/** Ending is then what a person asked for, not a failure. */
let isLeftOpen = false;

async function start(): Promise<number> {
	const options = await readOptions(say);
	if (!options) return 0;
	const host = await provideHost(CURRENT_HOST, say);
	const tarball = await packPackage(say);
	const user = await openUserFolder(host, { keep: !options.once && !options.live }, say);
	open.push(user.close);
	await installPackage(host, user.folder, tarball);

	const account = options.live ?? (await simulatedAccount());
	say(`Starting n8n ${host.n8n} with the node …`);
	const port = options.port ?? ((await isPortFree(5678)) ? 5678 : await freePort());
	const files = [dirname(options.sheet), ARTIFACTS, join(ROOT, 'workflows')];
	const n8n = await startN8n({ host, userFolder: user.folder, port, files });
	open.push(n8n.stop);

	const result = resultFile(options.sheet);
	const workflow = await importExample(n8n.rest, account, { sheet: options.sheet, result });
	say(`Running the workflow on ${options.sheet} …\n`);
	const run = await runExample(n8n.rest, workflow);
	const isGood = tell(run, options, result);
	if (options.once) return isGood ? 0 : 1;
	await importOthers(n8n.rest, account);
	return await leaveOpen(n8n, workflow, account.baseUrl, options);
}

async function simulatedAccount(): Promise<Account> {
	const account = { appId: 'wx7c1e5a90d3b8f264', appSecret: randomBytes(16).toString('hex') };
	const simulator = await startSimulator({
		accounts: [account],
		applications: EXAMPLE_APPLICATIONS,
		unknownApplications: 'adopt',
		control: true,
	});
	open.push(async () => await simulator.stop());
	say(`A simulated WeChat answers at ${simulator.url}; nothing leaves this machine.`);
	return { ...account, baseUrl: simulator.url };
}

function resultFile(sheet: string): string {
	return join(ARTIFACTS, `${basename(sheet, extname(sheet))}-result.xlsx`);
}

/** Prints what became of every row; true if the run did what it should. */
function tell(run: ExampleRun, { sheet, live }: StartOptions, result: string): boolean {
	const { rows, error, summary } = run;
	if (rows.length > 0) say(activationTable(rows));
	say(summary ? `\n${summary}` : '');
	if (error) {
		say(`The workflow stopped: ${error}`);
		return false;
	}
	say(`Result file: ${result}`);
	if (sheet === EXAMPLE_SHEET && !live) return tellExample(rows);
	return rows.length > 0 && rows.every(({ activation_status: status }) => GOOD.includes(status));
}

/** The shipped sheet has two mistakes on purpose; they and only they must be refused. */
function tellExample(rows: ExampleRun['rows']): boolean {
	const mistakes = Object.values(EXAMPLE_MISTAKES);
	const unexpected = EXAMPLE_ROWS.filter(
		(_, at) =>
			rows[at]?.activation_status !== (mistakes.includes(at + 1) ? 'invalid' : 'activated'),
	);
	const named = `Rows ${mistakes.join(' and ')} are mistakes put into the sheet on purpose`;
	if (unexpected.length === 0) say(`${named}; nothing was sent for them.`);
	else say(`${named}. ${unexpected.length} rows did not come out as they should.`);
	return unexpected.length === 0;
}

async function leaveOpen(
	n8n: N8n,
	workflow: string,
	baseUrl: string,
	{ live }: StartOptions,
): Promise<number> {
	say(`
n8n is open with this workflow:  ${n8n.url}/workflow/${workflow}
  email     ${n8n.login.email}
  password  ${n8n.login.password}
The other examples are there too. All of them are put back at every start: save your own under another name.
${live ? 'It is connected to the real WeChat.' : `What the simulated WeChat received:  ${baseUrl}/simulator/journal`}
Ctrl-C ends it all.`);
	isLeftOpen = true;
	await n8n.ended;
	throw new Error(
		`n8n ended by itself. The end of its log:\n${n8n.log().split('\n').slice(-20).join('\n')}`,
	);
}

async function closeAll(): Promise<void> {
	for (const close of open.splice(0).reverse()) await close().catch(() => {});
}

/** Resolves at the first signal. npm passes a Ctrl-C on that we also got; a later one does not wait. */
async function signalled(): Promise<'signal'> {
	return await new Promise((resolve) => {
		let first = 0;
		const onSignal = () => {
			if (first && Date.now() - first > IMPATIENT_MS) process.exit(130);
			first ||= Date.now();
			resolve('signal');
		};
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
		// npm and its shell may die of a signal that they do not pass on.
		const parent = process.ppid;
		setInterval(() => process.ppid !== parent && resolve('signal'), 500).unref();
	});
}

async function main(): Promise<void> {
	let isEnding = false;
	const work = start().catch((error: unknown) => {
		if (!isEnding) console.error(error instanceof PlainError ? error.message : error);
		return 1;
	});
	const first = await Promise.race([work, signalled()]);
	isEnding = true;
	if (first === 'signal') {
		say('\nEnding …');
		// What is under way (an install, say) fails when its command is killed, and tidies up.
		if (!isLeftOpen) {
			endChildren();
			await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 10_000))]);
		}
	}
	await closeAll();
	if (first !== 'signal') process.exit(first);
	process.exit(isLeftOpen ? 0 : 130);
}

void main();
