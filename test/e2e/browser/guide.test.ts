/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/pack';
import { readSheet, writeSheet } from '../examples';
import { startHost, type RunningHost } from '../startHost';
import { openBrowser, tour, type Browser } from './browser';
import { Editor } from './editor';
import { APPLICATIONS, MINI_PROGRAM, rowsOf, type Row } from './sheet';
import { takeStrip } from './strip';
import { labelsOf, Walk } from './walk';

const EXAMPLE = join(ROOT, 'workflows/spreadsheet-to-activation.json');
const [{ applicationId }] = APPLICATIONS;
/** The third row begins inside the second one. */
const SHEET: Row[] = rowsOf(applicationId).map((row, at) => ({
	...row,
	起始位: at === 2 ? 19_500 : Number(row.起始位),
	小程序AppID: MINI_PROGRAM.appId,
	小程序路径: MINI_PROGRAM.path,
}));
const ADD_FIRST = '[data-test-id=canvas-add-button], [data-test-id=canvas-plus-button]';
const STATUSES = ['activated', 'activated', 'invalid'];
const RESULT_COLUMNS = ['起始位', '结束位', '商品标题', 'activation_status', 'activation_message'];

/** Every step of docs/guide.md and its Chinese twin that is done in n8n, as it is written there. */
describe('the guide, walked through in the browser', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-guide-'));
	const [sheet, result, built] = ['sheet.xlsx', 'result.xlsx', 'built.xlsx'].map((name) =>
		join(folder, name),
	);
	let host: RunningHost;
	let browser: Browser;
	let editor: Editor;
	let walk: Walk;
	let pages: Server;
	const step = tour(() => browser.page);

	beforeAll(async () => {
		writeSheet(sheet, SHEET);
		host = await startHost({ files: [folder], simulator: { applications: APPLICATIONS } });
		browser = await openBrowser();
		editor = new Editor(browser.page, host.n8n.url);
		walk = new Walk(browser.page, editor);
		await editor.logIn(host.n8n.login);
		pages = createServer((_, res) => res.end(readFileSync(EXAMPLE)));
		await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
	});

	afterAll(async () => {
		pages?.close();
		await browser?.close();
		await host?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	step('2: the place where the owner installs a community node', async () => {
		await browser.page.goto(`${host.n8n.url}/settings`);
		await walk.sees('Settings');
		await walk.press('Community nodes');
		await walk.press('Install');
		await walk.sees('npm Package Name');
		await walk.sees('I understand the risks of installing unverified code from a public source.');
		await browser.page.goto(host.n8n.url);
	});

	step('2: the credential is made; what is red is kept too, and green says so', async () => {
		await walk.pressPlus();
		await walk.press('New credential');
		await walk.fillDialog('WeChat');
		await walk.press('WeChat Marketing Code API');
		await walk.press('Continue');
		for (const label of ['Access Token Source', 'App ID', 'App Secret', 'Base URL'])
			await walk.sees(label, editor.credential);
		await walk.sees('Code Package Key', editor.credential);
		expect(
			await editor.parameter('accessTokenSource', editor.credential).locator('input').inputValue(),
		).toBe(walk.knows('App ID and App Secret'));
		await editor.fillCredential('appId', host.account.appId);
		await editor.fillCredential('appSecret', 'f'.repeat(32));
		await editor.fillCredential('baseUrl', host.account.baseUrl);
		await walk.press('Save', editor.credential);
		await walk.press('More details', editor.credential);
		await walk.sees('Retry', editor.credential);
		const saved = await host.rest.call<Array<{ type: string }>>('GET', '/credentials');
		expect(saved.map(({ type }) => type)).toEqual(['wechatMarketingCodeApi']);
		await editor.fillCredential('appSecret', host.account.appSecret);
		await walk.press('Save', editor.credential);
		await walk.sees('Connection tested successfully', editor.credential);
		await editor.credential.locator('.el-dialog__close').first().click();
		await editor.credential.waitFor({ state: 'hidden' });
	});

	step('4: an example is imported by its address', async () => {
		await walk.newWorkflow();
		await walk.pressMenu('Import', 'From URL');
		const { port } = pages.address() as AddressInfo;
		await walk.fillDialog(`http://127.0.0.1:${port}/spreadsheet-to-activation.json`);
		await browser.page.getByRole('button', { name: walk.knows('Import'), exact: true }).click();
		await editor.node('Activate the codes').waitFor();
	});

	step('4: an example is imported from its file, and given credential and paths', async () => {
		await walk.newWorkflow();
		const chooser = browser.page.waitForEvent('filechooser');
		await walk.pressMenu('Import', 'From file');
		await (await chooser).setFiles(EXAMPLE);
		await walk.sees('Activate the codes');
		await editor.openNode('Read the sheet');
		await walk.sees('File(s) Selector');
		await editor.parameter('fileSelector').locator('input, textarea').first().fill(sheet);
		await walk.closeNode();
		await editor.openNode('Write the result file');
		await walk.sees('File Path and Name');
		await editor.parameter('fileName').locator('input, textarea').first().fill(result);
		await walk.closeNode();
		await editor.openNode('Activate the codes');
		await walk.chooseCredential();
		await walk.closeNode();
		await walk.fit();
	});

	step('4: it runs, and the result file has a word beside every row', async () => {
		await walk.sees('Execute workflow');
		await editor.runAll('Write the result file');
		const rows = readSheet(result) as Row[];
		expect(rows.map((row) => row.activation_status)).toEqual(STATUSES);
		const run = await walk.pictureOf('Start', 'Write the result file');
		await takeStrip(browser.page, {
			sheet: SHEET,
			run,
			result: rows,
			resultColumns: RESULT_COLUMNS,
		});
	});

	step('4: the same workflow is built by hand', async () => {
		await walk.newWorkflow();
		await walk.sees('Add first step…');
		await browser.page.locator(ADD_FIRST).first().click();
		await walk.addNode('Trigger manually');
		await walk.behind('When clicking ‘Execute workflow’');
		await walk.addNode('Read/Write Files from Disk', 'Read File(s) From Disk');
		await editor.parameter('fileSelector').locator('input, textarea').first().fill(sheet);
		await walk.closeNode();
		await walk.behind('Read/Write Files from Disk');
		await walk.addNode('Extract from File', 'Extract from XLSX');
		await walk.closeNode();
		await walk.behind('Extract from File');
		await walk.addNode('WeChat Marketing Code', 'Activate code range');
		await walk.chooseCredential();
		await walk.sees('Row Source');
		await editor.choose('rowSource', walk.knows('Columns of the Incoming Rows'));
		await walk.sees('Default Values', walk.ndv);
		await walk.press('Settings', walk.ndv);
		await walk.sees('On Error', walk.ndv);
		await walk.chooseOnError('Continue');
		await walk.press('Parameters', walk.ndv);
		await walk.closeNode();
		await walk.behind('Activate code range');
		await walk.addNode('Convert to File', 'Convert to XLSX');
		await walk.closeNode();
		await walk.behind('Convert to File');
		await walk.addNode('Read/Write Files from Disk', 'Write File to Disk');
		await editor.parameter('fileName').locator('input, textarea').first().fill(built);
		await walk.closeNode();
		await editor.node('Read/Write Files from Disk1').waitFor();
	});

	step('5: a dry run of what was built sends nothing', async () => {
		await editor.openNode('Activate code range');
		await walk.addOption('Dry Run');
		await walk.addOption('Ask WeChat');
		await walk.addOption('If Already Active');
		await editor.choose('ifAlreadyActive', walk.knows('Check First'));
		await walk.closeNode();
		await walk.fit();
		const sent = host.simulator.count('codeactive');
		await editor.runAll('Read/Write Files from Disk1');
		expect((readSheet(built) as Row[]).map((row) => row.activation_status)).toEqual([
			'already_active',
			'already_active',
			'invalid',
		]);
		expect(host.simulator.count('codeactive')).toBe(sent);
	});

	step('every label that the guides quote in these steps was on the screen', async () => {
		for (const guide of ['guide.md', 'guide.zh-CN.md']) {
			const labels = labelsOf(readFileSync(join(ROOT, 'docs', guide), 'utf8'));
			expect(labels.length).toBeGreaterThan(25);
			expect([guide, labels.filter((label) => !walk.seen.has(label))]).toEqual([guide, []]);
		}
		await Promise.resolve();
	});
});
