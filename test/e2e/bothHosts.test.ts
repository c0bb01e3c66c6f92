/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFile, utils } from '@e965/xlsx';
import { openEmbeddedN8n } from '../../scripts/embedded';
import {
	importExample,
	runExample,
	type Account,
	type ExampleHost,
	type ExampleRun,
} from '../../scripts/example';
import { EXAMPLE_APPLICATIONS } from '../../scripts/example-sheet';
import { EXAMPLE_SHEET } from '../../scripts/start-options';
import { DEFAULT_ACCOUNT, startSimulator, type Simulator } from '../simulator';
import { startHost, type RunningHost } from './startHost';

type Row = ExampleRun['rows'][number];

/** When WeChat answered, and its request ids; all else must be the same. */
const UNLIKE = ['activation_time', 'activation_rid'];
const comparable = (rows: Row[]): Row[] =>
	rows.map((row) =>
		Object.fromEntries(Object.entries(row).filter(([name]) => !UNLIKE.includes(name))),
	);

function sheetIn(file: string) {
	const sheet = Object.values(readFile(file).Sheets)[0];
	const [headers] = utils.sheet_to_json<string[]>(sheet, { header: 1 });
	return { headers, rows: comparable(utils.sheet_to_json<Row>(sheet)) };
}

describe('the example, in the whole n8n and in its engine alone', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-hosts-'));
	const files = [dirname(EXAMPLE_SHEET), folder];
	let whole: RunningHost;
	let simulator: Simulator;
	let embedded: Awaited<ReturnType<typeof openEmbeddedN8n>>;

	beforeAll(async () => {
		const options = { applications: EXAMPLE_APPLICATIONS };
		whole = await startHost({ files, simulator: options });
		simulator = await startSimulator(options);
		embedded = await openEmbeddedN8n(files);
	});
	afterAll(async () => {
		embedded?.close();
		await simulator?.stop();
		await whole?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	async function run(host: ExampleHost, account: Account, name: string) {
		const result = join(folder, name);
		// An error of node:fs is no `Error` of jest's, and n8n-core asks: no file may be missing.
		writeFileSync(result, '');
		const given = { sheet: EXAMPLE_SHEET, result, isSimulated: true };
		const { rows, ...told } = await runExample(host, await importExample(host, account, given));
		return { rows: comparable(rows), ...told, file: sheetIn(result) };
	}

	it('gives the same rows, words and result file', async () => {
		const here = { ...DEFAULT_ACCOUNT, baseUrl: simulator.url };
		const inEngine = await run(embedded.n8n, here, 'engine.xlsx');
		const inWhole = await run(whole.rest, whole.account, 'whole.xlsx');
		expect(inEngine.rows).toHaveLength(40);
		expect(inEngine.file.rows[0]).toMatchObject({ activation_status: 'simulated: activated' });
		expect(inEngine.file.rows[13]).toMatchObject({ activation_status: 'simulated: invalid' });
		expect(inEngine).toEqual(inWhole);
	});

	it('is imported so that the editor can execute a step twice: without pinned data of null', async () => {
		const given = { sheet: EXAMPLE_SHEET, result: join(folder, 'not-run.xlsx') };
		const id = await importExample(whole.rest, whole.account, given);
		expect(await whole.rest.call('GET', `/workflows/${id}`)).toMatchObject({ pinData: {} });
	});
});
