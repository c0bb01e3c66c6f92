/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile, utils } from '@e965/xlsx';
import { importExample, runExample, type ExampleRun } from '../../scripts/example';
import { EXAMPLE_APPLICATIONS, EXAMPLE_MISTAKES, EXAMPLE_ROWS } from '../../scripts/example-sheet';
import { PACKAGE_NAME, ROOT } from '../../scripts/pack';
import type { JournalEntry } from '../simulator';
import { startHost, type RunningHost } from './startHost';

const RESULT_COLUMNS = [
	'activation_status',
	'activation_message',
	'activation_errcode',
	'activation_errmsg',
	'activation_rid',
	'activation_application_id',
	'activation_code_start',
	'activation_code_end',
	'activation_code_count',
	'activation_time',
	'activation_retry_after',
];
const SHEET = join(ROOT, 'workflows/activations.xlsx');
const MISTAKES = Object.values(EXAMPLE_MISTAKES);
const VALID_ROWS = EXAMPLE_ROWS.filter((_, at) => !MISTAKES.includes(at + 1));

/** The body of a row's call, in the form of WeChat's own example (codeactive, chapter 5). */
function bodyOf(row: (typeof EXAMPLE_ROWS)[number]) {
	return {
		application_id: Number(row['申请单号']),
		code_start: row['起始位'],
		code_end: row['结束位'],
		activity_name: row['活动名称'],
		product_brand: row['品牌'],
		product_title: row['商品标题'],
		product_code: row['条码'],
		wxa_appid: row['小程序AppID'],
		wxa_path: row['小程序路径'],
		wxa_type: 0,
	};
}

function rowsOf(file: string): Array<Record<string, unknown>> {
	const book = readFile(file);
	return utils.sheet_to_json(book.Sheets[book.SheetNames[0]]);
}

describe('the spreadsheet example in a real n8n', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-example-'));
	const result = join(folder, 'result.xlsx');
	let host: RunningHost;
	let workflow: string;
	let first: ExampleRun;
	let calls: JournalEntry[];

	beforeAll(async () => {
		const files = [join(ROOT, 'workflows'), folder];
		host = await startHost({ files, simulator: { applications: EXAMPLE_APPLICATIONS } });
		workflow = await importExample(host.rest, host.account, { sheet: SHEET, result });
		first = await runExample(host.rest, workflow);
		calls = host.simulator.journal.filter(({ endpoint }) => endpoint === 'codeactive');
	});

	afterAll(async () => {
		await host?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	it('is of the sheet that its generator makes', () => {
		expect(rowsOf(SHEET)).toEqual(EXAMPLE_ROWS);
		expect(EXAMPLE_ROWS).toHaveLength(40);
	});

	it('activates every row but the two mistakes, in the order of the sheet', () => {
		expect(first.error).toBeUndefined();
		expect(first.rows.map((row) => row.activation_status)).toEqual(
			EXAMPLE_ROWS.map((_, at) => (MISTAKES.includes(at + 1) ? 'invalid' : 'activated')),
		);
		expect(first.rows).toMatchObject(EXAMPLE_ROWS);
	});

	it('says what is wrong with the two mistakes', () => {
		const message = (row: number) => first.rows[row - 1].activation_message;
		expect(message(EXAMPLE_MISTAKES.overlap)).toMatch(/overlaps .*row 13\b/);
		expect(message(EXAMPLE_MISTAKES.barcode)).toMatch(/6944067202013/);
	});

	it('ends with a summary', () => {
		expect(first.summary).toBe('38 activated, 2 invalid, in 38 requests');
	});

	it("sends one codeactive call per valid row, with a body as in WeChat's example", () => {
		const bodies = calls.map(({ body }) => body as ReturnType<typeof bodyOf>);
		const inOrder = bodies.sort(
			(a, b) => a.application_id - b.application_id || Number(a.code_start) - Number(b.code_start),
		);
		expect(inOrder).toEqual(VALID_ROWS.map(bodyOf));
	});

	it('sends Chinese text as it is, position 0, and numbers as numbers', () => {
		const sent = calls.find(({ bodyText }) => /681200733.*"code_start":0\b/.test(bodyText));
		expect(sent?.bodyText).toContain('"product_title":"洋槐蜂蜜(挤压瓶)500g"');
		expect(sent?.bodyText).toContain('"code_start":0,');
		expect(sent?.bodyText).toContain('"application_id":681200733');
		expect(sent?.bodyText).toMatch(/"product_code":"\d{13}"/);
	});

	it('logs in once', () => {
		const logins = host.simulator.journal.filter(({ endpoint }) => endpoint === 'stable_token');
		expect(logins).toHaveLength(1);
	});

	it("writes the result file: the sheet's columns, then the result columns", () => {
		const rows = rowsOf(result);
		expect(rows).toHaveLength(40);
		const headers = utils.sheet_to_json<string[]>(Object.values(readFile(result).Sheets)[0], {
			header: 1,
		})[0];
		expect(headers).toEqual([...Object.keys(EXAMPLE_ROWS[0]), ...RESULT_COLUMNS]);
		expect(rows[0]).toMatchObject({
			...EXAMPLE_ROWS[0],
			activation_status: 'activated',
			activation_errcode: 0,
			activation_application_id: '681200417',
			activation_code_start: 0,
			activation_code_end: 9999,
			activation_code_count: 10000,
		});
	});

	it('run again, finds every range active and commits nothing twice', async () => {
		const again = await runExample(host.rest, workflow);
		expect(again.rows.map((row) => row.activation_status)).toEqual(
			EXAMPLE_ROWS.map((_, at) => (MISTAKES.includes(at + 1) ? 'invalid' : 'already_active')),
		);
		expect(host.simulator.commits).toHaveLength(38);
		expect(host.simulator.doubleCommits()).toEqual([]);
	});

	it('shows the package in Settings > Community nodes', async () => {
		expect(await host.rest.call('GET', '/community-packages')).toMatchObject([
			{ packageName: PACKAGE_NAME, failedLoading: false },
		]);
	});
});
