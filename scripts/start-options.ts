/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readFile as readSheet, utils } from '@e965/xlsx';
import type { Account } from './example';
import { freePort, portInUse } from './n8n';
import { ARTIFACTS, ROOT } from './pack';
import { PlainError, type Say } from './shell';

const HELP = `npm start                       activate workflows/activations.xlsx against a simulated WeChat in n8n's own engine, then open the whole n8n with it
npm start -- --once             end after the table (exit code 0 only if the run did what it should)
npm start -- --once --n8n       the same through the whole n8n
npm start -- --file my.xlsx     take another sheet (.xlsx, .xls, .ods, .csv)
npm start -- --port 5700        n8n's port (5678 by default, or the next free one)
npm start -- --live             the real WeChat, with WECHAT_APPID and WECHAT_SECRET from the environment, in the whole n8n`;

const WECHAT = 'https://api.weixin.qq.com';

export const EXAMPLE_SHEET = join(ROOT, 'workflows/activations.xlsx');

export interface StartOptions {
	once: boolean;
	/** The example runs in the whole n8n instead of in its engine in this process. */
	whole: boolean;
	/** Absolute path. */
	sheet: string;
	port?: number;
	/** Undefined for the simulator. */
	live?: Account;
}

/**
 * Reads the command line, and checks before anything is started what can be checked.
 *
 * @returns undefined when only the help was wanted
 * @throws PlainError with what to do
 */
export async function readOptions(say: Say): Promise<StartOptions | undefined> {
	const { once, n8n, file, live, port, help } = parse();
	if (help) {
		say(HELP);
		return undefined;
	}
	const sheet = sheetAt(file);
	const rows = countRows(sheet);
	makeArtifacts();
	const options: StartOptions = {
		once: Boolean(once),
		whole: Boolean(n8n ?? live),
		sheet,
	};
	if (port !== undefined) options.port = await readPort(port);
	if (live) options.live = await confirmLive(sheet, rows, say);
	return options;
}

function sheetAt(file = EXAMPLE_SHEET): string {
	if (file.trim() === '') throw new PlainError('--file wants the path of a sheet.');
	// npm runs scripts in the clone; a relative path is meant from where the person typed it.
	const sheet = resolve(process.env.INIT_CWD ?? '.', file);
	if (!existsSync(sheet)) {
		throw new PlainError(`There is no file ${sheet}. Check the path after --file.`);
	}
	return sheet;
}

function makeArtifacts(): void {
	try {
		mkdirSync(ARTIFACTS, { recursive: true });
	} catch (error) {
		throw new PlainError(
			`Cannot make the folder for the result file, ${ARTIFACTS} (${(error as NodeJS.ErrnoException).code}). Give yourself the right to write in the clone.`,
		);
	}
}

async function readPort(given: string): Promise<number> {
	const port = Number(given);
	if (!/^\d+$/.test(given) || port < 1 || port > 65535) {
		throw new PlainError(`--port wants a number from 1 to 65535, not "${given}".`);
	}
	if ((await freePort(port)) !== port) throw portInUse(port);
	return port;
}

function parse() {
	try {
		return parseArgs({
			options: {
				once: { type: 'boolean' },
				n8n: { type: 'boolean' },
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

async function confirmLive(sheet: string, rows: number, say: Say): Promise<Account> {
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
