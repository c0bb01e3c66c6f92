import { startHost, type RunningHost } from '../startHost';
import { openBrowser, picture, tour, type Browser } from './browser';
import { Editor } from './editor';
import { ACTIVATE_NODE, APPLICATIONS, MINI_PROGRAM, rowsOf, saveSheet, SHEET_NODE } from './sheet';

const [{ applicationId }] = APPLICATIONS;
const ROWS = rowsOf(applicationId);

describe('a new user in the browser', () => {
	let host: RunningHost;
	let browser: Browser;
	let editor: Editor;
	const step = tour(() => browser.page);

	beforeAll(async () => {
		host = await startHost({ simulator: { applications: APPLICATIONS } });
		browser = await openBrowser();
		editor = new Editor(browser.page, host.n8n.url);
	});

	afterAll(async () => {
		await browser?.close();
		await host?.stop();
	});

	step('logs in and runs a workflow that hands out the rows of a sheet', async () => {
		await editor.logIn(host.n8n.login);
		await editor.open(await saveSheet(host.rest, 'Tea codes', ROWS), SHEET_NODE);
		await editor.runAll(SHEET_NODE);
	});

	step('finds the node by what it is, or what it is for, in English and in Chinese', async () => {
		await editor.openNodeList(SHEET_NODE);
		const purposes = ['activate', '激活', '扫码', '防伪', '溯源', '69码'];
		for (const words of [...purposes, '微信', 'qr', '一物一码', 'wechat']) {
			const entry = await editor.search(words);
			expect(await entry.isVisible()).toBe(true);
		}
	});

	step('shows what the node can do, and adds "Activate code range"', async () => {
		await picture(editor.page, 'search');
		await (await editor.search('wechat')).click();
		const action = editor.page.getByText(ACTIVATE_NODE, { exact: true });
		await action.waitFor();
		await expect(editor.page.getByTestId('node-creator').innerText()).resolves.toMatch(
			/Apply for codes[^]*Download application codes[^]*Look up code[^]*Resolve scan ticket/,
		);
		await action.click();
		await editor.parameter('rowSource').waitFor();
	});

	step('reads where a position is entered what the first one is', async () => {
		const hints = editor.panel.getByText(/^Positions count from 0/);
		await hints.first().waitFor();
		expect(await hints.count()).toBe(2);
	});

	step('is told before running that all rows would ask for the same codes', async () => {
		await editor.output.getByText('each row would ask for the same codes').waitFor();
	});

	step('sees the reason in red when the secret is wrong', async () => {
		await editor.page.getByText('Connect to WeChat Marketing Code').click();
		await editor.fillCredential('appId', host.account.appId);
		await editor.fillCredential('appSecret', 'f'.repeat(32));
		await editor.fillCredential('baseUrl', host.account.baseUrl);
		await editor.saveCredential();
		await editor.credential.getByText('More details').click();
		await editor.credential
			.getByText(/AppSecret|app secret/)
			.last()
			.waitFor();
		await editor.page.setViewportSize({ width: 1400, height: 1060 });
		await picture(editor.credential, 'credential-red');
		expect(await editor.credential.innerText()).toMatch(/wrong|not the/i);
	});

	step('sees green when the secret is right', async () => {
		await editor.fillCredential('appSecret', host.account.appSecret);
		await editor.saveCredential();
		await editor.credential.waitFor({ state: 'hidden' });
		await editor.page.getByTestId('credential-edit-button').click();
		await editor.credential.getByTestId('credentials-config-container-test-success').waitFor();
		await editor.showRealAddress();
		await picture(editor.credential, 'credential');
		await editor.page.setViewportSize({ width: 1400, height: 900 });
		expect(await editor.credential.innerHTML()).not.toContain(host.account.appSecret);
		await editor.credential.locator('.el-dialog__close').first().click();
		await editor.credential.waitFor({ state: 'hidden' });
	});

	step('fills the fields with expressions of the columns, and the hint goes away', async () => {
		await editor.express('applicationId', "$json['申请单号']");
		await editor.express('codeStart', "$json['起始位']");
		await editor.express('codeEnd', "$json['结束位']");
		await editor.output
			.getByText('each row would ask for the same codes')
			.waitFor({ state: 'hidden' });
		await editor.express('activityName', "$json['活动名称']");
		await editor.express('productBrand', "$json['品牌']");
		await editor.express('productTitle', "$json['商品标题']");
		await editor.express('productCode', "$json['条码']");
		await editor.parameter('wxaAppId').locator('input').fill(MINI_PROGRAM.appId);
		await editor.parameter('wxaPath').locator('input').fill(MINI_PROGRAM.path);
		await editor.parameter('wxaPath').locator('input').blur();
		await editor.parameter('resource').scrollIntoViewIfNeeded();
		await editor.page.setViewportSize({ width: 1400, height: 1560 });
		await picture(editor.page.getByTestId('ndv').first(), 'node-panel-fields');
		await editor.page.setViewportSize({ width: 1400, height: 900 });
	});

	step('executes the node; every row is activated at WeChat', async () => {
		await editor.execute('3 activated, in 3 requests');
		expect(host.simulator.segments(applicationId)).toMatchObject(
			ROWS.map((row) => ({
				codeStart: row['起始位'],
				codeEnd: row['结束位'],
				product_title: row['商品标题'],
				wxa_path: MINI_PROGRAM.path,
			})),
		);
	});
});
