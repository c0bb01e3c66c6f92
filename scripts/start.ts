/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { startSimulator } from '../test/simulator';
import { openEmbeddedN8n } from './embedded';
import { provideNodes } from './embedded/nodes';
import {
	importExample,
	importOthers,
	runExample,
	type Account,
	type ExampleHost,
	type FormDoor,
} from './example';
import { EXAMPLE_APPLICATIONS } from './example-sheet';
import { CURRENT_HOST, provideHost, type Host } from './host';
import { freePort, startN8n, type N8n } from './n8n';
import { ARTIFACTS, installPackage, packPackage, ROOT } from './pack';
import { endChildren, plainly, PlainError, run } from './shell';
import { readOptions, type StartOptions } from './start-options';
import { inOrder } from './steps';
import { say, tell } from './tell';
import { openUserFolder } from './user-folder';

const IMPATIENT_MS = 1_500;
const FIRST_PORT = 5678;

/** What has to be closed at the end, last opened first. */
const open: Array<() => Promise<void> | void> = [];
/** Ending is then what a person asked for, not a failure. */
let isLeftOpen = false;

async function start(): Promise<number> {
	const options = await readOptions(say);
	if (!options) return 0;
	let account = options.live;
	const theAccount = async () => (account ??= await simulatedAccount());
	return await inOrder(
		{
			table: async () => {
				await provideNodes(say);
				return await showTable(options, await theAccount());
			},
			host: async () => {
				if (!options.whole) say('\nNow the whole n8n, with the same workflow in its editor.');
				return await provideHost(CURRENT_HOST, say);
			},
			tarball: async () => {
				// What is there already ends this at once.
				const rest = [join(__dirname, 'run.js')];
				const doing = '  the other development dependencies:';
				await run(process.execPath, rest, { cwd: ROOT, doing, say }).catch((error: unknown) => {
					throw plainly(error);
				});
				return await packPackage(say);
			},
			open: async (host, tarball, isShown) =>
				await openWhole(options, { host, tarball, isShown, account: await theAccount() }),
		},
		options,
	);
}

/** The files of a run; without --live its result says that it was a simulation. */
function filesOf({ sheet, live }: StartOptions) {
	const result = join(ARTIFACTS, `${basename(sheet, extname(sheet))}-result.xlsx`);
	return { sheet, result, isSimulated: !live };
}

async function runIn(host: ExampleHost, workflow: string, options: StartOptions): Promise<boolean> {
	const { sheet, result } = filesOf(options);
	say(`Running the workflow on ${sheet} …\n`);
	return tell(await runExample(host, workflow), options, result);
}

async function showTable(options: StartOptions, account: Account): Promise<boolean> {
	const { n8n, close } = await openEmbeddedN8n([dirname(options.sheet), ARTIFACTS]);
	open.push(close);
	const workflow = await importExample(n8n, account, filesOf(options));
	const isGood = await runIn(n8n, workflow, options);
	say(`(Run by n8n's own engine ${CURRENT_HOST.n8n}, in this process; nothing left this machine.)`);
	return isGood;
}

async function openWhole(
	options: StartOptions,
	given: { host: Host; tarball: string; account: Account; isShown: boolean },
): Promise<number> {
	const { host, tarball, account, isShown } = given;
	const user = await openUserFolder(host, { keep: !options.once && !options.live }, say);
	open.push(user.close);
	await installPackage(host, user.folder, tarball);

	say(`Starting n8n ${host.n8n} with the node …`);
	const port = options.port ?? (await freePort(FIRST_PORT));
	const files = [dirname(options.sheet), ARTIFACTS, join(ROOT, 'workflows')];
	const n8n = await startN8n({ host, userFolder: user.folder, port, files });
	open.push(n8n.stop);

	const workflow = await importExample(n8n.rest, account, filesOf(options));
	const isGood = isShown || (await runIn(n8n.rest, workflow, options));
	if (options.once) return isGood ? 0 : 1;
	const form = await importOthers(n8n.rest, account, filesOf(options));
	return await leaveOpen(n8n, { workflow, form, baseUrl: account.baseUrl }, options);
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

async function leaveOpen(
	n8n: N8n,
	{ workflow, form, baseUrl }: { workflow: string; form: FormDoor; baseUrl: string },
	{ live }: StartOptions,
): Promise<number> {
	say(`
n8n is open with this workflow:  ${n8n.url}/workflow/${workflow}
  email     ${n8n.login.email}
  password  ${n8n.login.password}
Try a sheet of your own (.xlsx, .csv):  ${n8n.url}${form.path}
  user      ${form.user}
  password  ${form.password}
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
	for (const close of open.splice(0).reverse()) await Promise.resolve(close()).catch(() => {});
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
