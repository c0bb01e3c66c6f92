/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error, no-console -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readFile as readSheet, utils } from 'xlsx';
import { startSimulator } from '../test/simulator';
import { EXAMPLE_APPLICATIONS, EXAMPLE_MISTAKES } from './example-sheet';
import { importExample, runExample, type Account, type ExampleRun } from './example';
import { CURRENT_HOST, provideHost } from './host';
import { freePort, isPortFree, startN8n, type N8n } from './n8n';
import { ARTIFACTS, installPackage, packPackage, ROOT } from './pack';
import { endChildren, PlainError } from './shell';
import { shorten, table } from './table';
import { openUserFolder } from './user-folder';

const HELP = `npm start                       activate workflows/activations.xlsx in a real n8n against a simulated WeChat, leave n8n open
npm start -- --once             end after the run (exit code 0 only if it did what it should)
npm start -- --file my.xlsx     take another sheet (.xlsx, .xls, .ods, .csv)
npm start -- --port 5700        n8n's port (5678 by default, or the next free one)
npm start -- --live             the real WeChat, with WECHAT_APPID and WECHAT_SECRET from the environment`;

const WECHAT = 'https://api.weixin.qq.com';
const IMPATIENT_MS = 1_500;
const EXAMPLE_SHEET = join(ROOT, 'workflows/activations.xlsx');

interface Options {
	once: boolean;
	sheet: string;
	port?: number;
	/** Undefined for the simulator. */
	live?: Account;
}

/** What has to be closed at the end, last opened first. */
const open: Array<() => Promise<void>> = [];
const say = (line: string): void => console.log(line);
/** Ending is then what a person asked for, not a failure. */
let isLeftOpen = false;

async function start(): Promise<number> {
	const options = await readOptions();
	const host = await provideHost(CURRENT_HOST, say);
	const tarball = await packPackage(say);
	const user = await openUserFolder(host, { keep: !options.once && !options.live }, say);
	open.push(user.close);
	await installPackage(host, user.folder, tarball);

	const account = options.live ?? (await simulatedAccount());
	say(`Starting n8n ${host.n8n} with the node …`);
	const port = options.port ?? ((await isPortFree(5678)) ? 5678 : await freePort());
	const files = [dirname(options.sheet), ARTIFACTS];
	const n8n = await startN8n({ host, userFolder: user.folder, port, files });
	open.push(n8n.stop);

	const result = resultFile(options.sheet);
	const workflow = await importExample(n8n.rest, account, { sheet: options.sheet, result });
	say(`Running the workflow on ${options.sheet} …\n`);
	const run = await runExample(n8n.rest, workflow);
	const isGood = tell(run, options, result);
	if (options.once) return isGood ? 0 : 1;
	return await leaveOpen(n8n, workflow, account.baseUrl, options);
}

async function readOptions(): Promise<Options> {
	const { once, file, live, port, help } = parse();
	if (help) {
		say(HELP);
		process.exit(0);
	}
	// npm runs scripts in the clone; a relative path is meant from where the person typed it.
	const sheet = file ? resolve(process.env.INIT_CWD ?? '.', file) : EXAMPLE_SHEET;
	if (!existsSync(sheet))
		throw new PlainError(`There is no file ${sheet}. Check the path after --file.`);
	const rows = countRows(sheet);
	try {
		mkdirSync(ARTIFACTS, { recursive: true });
	} catch (error) {
		throw new PlainError(
			`Cannot make the folder for the result file, ${ARTIFACTS} (${(error as NodeJS.ErrnoException).code}). Give yourself the right to write in the clone.`,
		);
	}
	const options: Options = { once: Boolean(once), sheet };
	if (port !== undefined) {
		options.port = Number(port);
		if (!/^\d+$/.test(port) || options.port < 1 || options.port > 65535) {
			throw new PlainError(`--port wants a number from 1 to 65535, not "${port}".`);
		}
		if (!(await isPortFree(options.port))) {
			throw new PlainError(
				`Port ${port} is in use by another program. End that, or choose another with --port.`,
			);
		}
	}
	if (live) options.live = await confirmLive(sheet, rows);
	return options;
}

function parse() {
	try {
		return parseArgs({
			options: {
				once: { type: 'boolean' },
				file: { type: 'string' },
				live: { type: 'boolean' },
				port: { type: 'string' },
				help: { type: 'boolean', short: 'h' },
			},
		}).values;
	} catch (error) {
		throw new PlainError(`${(error as Error).message}\n\n${HELP}`);
	}
}

function countRows(sheet: string): number {
	if (!['.xlsx', '.xls', '.ods', '.csv'].includes(extname(sheet).toLowerCase())) {
		throw new PlainError(
			`${basename(sheet)} is no spreadsheet by its name: .xlsx, .xls, .ods and .csv can be taken.`,
		);
	}
	let rows: unknown[];
	try {
		// The reader takes any bytes for text; these formats are zip files.
		const isZip = readFileSync(sheet).subarray(0, 2).toString() === 'PK';
		if (/\.(xlsx|ods)$/i.test(sheet) && !isZip)
			throw new Error('it is damaged, or of another format');
		const book = readSheet(sheet);
		rows = utils.sheet_to_json(book.Sheets[book.SheetNames[0]]);
	} catch (error) {
		throw new PlainError(`${sheet} cannot be read as a spreadsheet: ${(error as Error).message}`);
	}
	if (rows.length === 0) throw new PlainError(`${sheet} has no rows under its headers.`);
	return rows.length;
}

async function confirmLive(sheet: string, rows: number): Promise<Account> {
	const {
		WECHAT_APPID: appId,
		WECHAT_SECRET: appSecret,
		WECHAT_BASE_URL: baseUrl = WECHAT,
	} = process.env;
	if (!appId || !appSecret) {
		throw new PlainError(
			'--live takes the service account from the environment: set WECHAT_APPID and WECHAT_SECRET, and have the public IP address of this machine on its whitelist (IP白名单).',
		);
	}
	say(`This sends the ${rows} rows of ${sheet} to ${baseUrl} for the account ${appId}.`);
	if (sheet === EXAMPLE_SHEET)
		say('(The applications of this sheet are invented; take your own with --file.)');
	const question = 'An activation cannot be undone. Type yes to go on: ';
	let answer: string;
	if (process.stdin.isTTY) {
		const terminal = createInterface({ input: process.stdin, output: process.stdout });
		answer = await terminal.question(question);
		terminal.close();
	} else {
		answer = await text(process.stdin);
	}
	if (answer.trim().toLowerCase() !== 'yes') {
		throw new PlainError(
			'Nothing was sent: --live wants the word yes, typed in a terminal or piped in (echo yes | npm start -- --live).',
		);
	}
	return { appId, appSecret, baseUrl };
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
function tell({ rows, error, summary }: ExampleRun, options: Options, result: string): boolean {
	if (error) {
		say(`The workflow stopped: ${error}`);
		return false;
	}
	const isExample = options.sheet === EXAMPLE_SHEET && !options.live;
	const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));
	say(
		table(
			['Row', 'Application', 'Range', 'Product', 'Status', 'Message'],
			rows.map((row, at) => [
				`${at + 1}`,
				text(row.activation_application_id),
				row.activation_code_start === null
					? ''
					: `${text(row.activation_code_start)}–${text(row.activation_code_end)}`,
				shorten(text(row['商品标题'] ?? row.product_title ?? row.Product), 30),
				text(row.activation_status),
				text(row.activation_message),
			]),
		),
	);
	say('');
	if (summary) say(summary);
	say(`Result file: ${result}`);
	const unexpected = rows.filter((row, at) => !isAsExpected(row.activation_status, at, isExample));
	if (rows.length === 0) say('No row came out of the workflow.');
	else if (isExample && unexpected.length > 0) {
		say(
			`${unexpected.length} rows did not come out as they should: all but the two mistakes of the sheet (rows ${EXAMPLE_MISTAKES.overlap} and ${EXAMPLE_MISTAKES.barcode}) must be activated.`,
		);
	} else if (isExample) {
		say(
			`Rows ${EXAMPLE_MISTAKES.overlap} and ${EXAMPLE_MISTAKES.barcode} are mistakes put into the sheet on purpose; nothing was sent for them.`,
		);
	}
	return rows.length > 0 && unexpected.length === 0;
}

function isAsExpected(status: unknown, at: number, isExample: boolean): boolean {
	if (!isExample) return status === 'activated' || status === 'already_active';
	const isMistake = Object.values(EXAMPLE_MISTAKES).includes(at + 1);
	return status === (isMistake ? 'invalid' : 'activated');
}

async function leaveOpen(
	n8n: N8n,
	workflow: string,
	baseUrl: string,
	{ live }: Options,
): Promise<number> {
	say(`
n8n is open with this workflow:  ${n8n.url}/workflow/${workflow}
  email     ${n8n.login.email}
  password  ${n8n.login.password}
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
		setInterval(() => process.ppid !== parent && onSignal(), 500).unref();
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
