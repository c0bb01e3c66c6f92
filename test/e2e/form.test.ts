/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile, utils } from '@e965/xlsx';
import { sleep } from 'n8n-workflow';
import { saveAccount } from '../../scripts/example';
import { ACTIVATE, UploadForm, ZERO_BASED } from './browser/form';
import { openBrowser, picture, tour, type Browser } from './browser/browser';
import { fillIn, writeSheet, type Row } from './examples';
import { startHost, type RunningHost } from './startHost';

const [TEA, MARKUP, THRICE, MANY, TEXT] = [
	'681200417',
	'681200529',
	'681200733',
	'681200846',
	'681200951',
];
const LOGIN = { username: 'packing', password: 'of-the-packing-hall' };
const VALUES = {
	活动名称: '2026春茶开采季',
	品牌: '云岭山房',
	商品标题: '明前龙井',
	条码: '6972345100186',
	小程序AppID: 'wx5f3a1c9e7b2d4068',
	小程序路径: 'pages/tea/index',
};
const row = (application: string, start: number, more: Row = {}): Row => ({
	申请单号: application,
	起始位: start,
	结束位: start + 9,
	...VALUES,
	...more,
});
/** The first row is bad: its barcode has a wrong check digit. */
const SHEET = [
	row(TEA, 0, { 条码: '6972345100187', 备注: 'barcode' }),
	row(TEA, 10),
	row(TEA, 15, { 备注: 'overlaps' }),
	row(TEA, 30, { 备注: 'last' }),
];
const EVIL =
	'<h1>Big</h1><img src=x onerror=alert(1)><a href="https://evil.example">$& $1</a> {{ 7*7 }}';

describe('the upload form in a browser', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-form-'));
	let host: RunningHost;
	let browser: Browser;
	let form: UploadForm;
	const step = tour(() => browser.page);
	const activations = () => host.simulator.count('codeactive');
	const ranges = (application: string) =>
		host.simulator.segments(application).map(({ codeStart, codeEnd }) => [codeStart, codeEnd]);

	beforeAll(async () => {
		const applications = [TEA, MARKUP, THRICE, MANY, TEXT].map((applicationId) => ({
			applicationId,
			codeCount: 200_000,
		}));
		host = await startHost({ simulator: { applications } });
		const name = 'Login of the form';
		const login = { user: LOGIN.username, password: LOGIN.password };
		const credentials = {
			...(await saveAccount(host.rest, host.account)),
			httpBasicAuth: { id: await host.rest.saveCredential(name, 'httpBasicAuth', login), name },
		};
		const workflow = fillIn('upload-form-to-activation.json', { credentials, folder });
		await host.rest.activateWorkflow(await host.rest.saveWorkflow(workflow));
		browser = await openBrowser();
		form = new UploadForm(browser.page, `${host.n8n.url}/form/activate-codes`, folder);
	});

	afterAll(async () => {
		await browser?.close();
		await host?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const csvOf = (file: string, rows: Row[]) => {
		writeFileSync(join(folder, file), utils.sheet_to_csv(utils.json_to_sheet(rows)));
	};

	step('nobody comes in without the login', async () => {
		await browser.page.context().setHTTPCredentials(LOGIN);
		await form.open();
		await form.arrive('Activate printed codes');
		expect((await fetch(form.url)).status).toBe(401);
	});

	step('each field has a name, and the keyboard alone uploads a sheet', async () => {
		writeSheet(join(folder, 'tea.xlsx'), SHEET);
		const { keyboard } = browser.page;
		await form.open();
		await browser.page.keyboard.press('Tab');
		expect(await form.isFocused(form.file)).toBe(true);
		const chooser = browser.page.waitForEvent('filechooser');
		await keyboard.press('Space');
		await (await chooser).setFiles(join(folder, 'tea.xlsx'));
		await form.numbering.focus();
		await form.typeAhead(form.numbering, ZERO_BASED);
		await keyboard.press('Tab');
		await keyboard.press('Enter');
		await form.arrive('Check before you activate');
	});

	step('the check says which rows are good and which are not; nothing was sent', async () => {
		await form.arrive('2 of 4 rows can be activated: 20 codes');
		const text = await browser.page.locator('form').innerText();
		expect(text).toMatch(/With a problem, not sent: 2[^]*6972345100187[^]*Would be activated: 2/);
		expect(text).toMatch(/1\s+invalid[^]*3\s+invalid[^]*2\s+dry_run[^]*4\s+dry_run/);
		expect(activations()).toBe(0);
		await picture(browser.page.locator('section'), 'form-check');
	});

	step(
		'confirmed with the keyboard: the good rows are activated, the result is downloaded',
		async () => {
			const { keyboard } = browser.page;
			const download = browser.page.waitForEvent('download');
			await keyboard.press('Tab');
			expect(await form.isFocused(form.decision)).toBe(true);
			await form.typeAhead(form.decision, ACTIVATE);
			await keyboard.press('Tab');
			await keyboard.press('Enter');
			const rows = await form.rowsOf(await download);
			expect((await download).suggestedFilename()).toBe('tea-result.xlsx');
			expect(rows).toMatchObject(
				['invalid', 'activated', 'invalid', 'activated'].map((activation_status, at) => ({
					...SHEET[at],
					activation_status,
				})),
			);
			expect(rows[0].activation_message).toContain('6972345100187');
			await form.arrive('2 of 4 rows are active');
			await picture(browser.page.locator('section'), 'form-result');
			expect(ranges(TEA)).toEqual([
				[10, 19],
				[30, 39],
			]);
			expect(activations()).toBe(2);
		},
	);

	step('a result sheet whose rows are all finished says so and activates nothing', async () => {
		const book = readFile(join(folder, 'tea-result.xlsx'));
		const rows: Row[] = utils.sheet_to_json(book.Sheets[book.SheetNames[0]]);
		writeSheet(join(folder, 'finished.xlsx'), [rows[1], rows[3]]);
		const before = host.simulator.count('codeactive');
		await form.check('finished.xlsx', 'All rows of this sheet are active already');
		expect(host.simulator.count('codeactive')).toBe(before);
	});

	step('a CSV full of markup is shown as it is written, and sent as it is written', async () => {
		csvOf('markup.csv', [
			row(MARKUP, 0, { 商品标题: EVIL }),
			row(MARKUP, 10, { 条码: EVIL, [EVIL]: EVIL }),
		]);
		await form.check('markup.csv', '1 of 2 rows can be activated');
		expect(await browser.page.locator('form').innerText()).toContain(EVIL);
		expect(await browser.page.locator('form .html').locator('img, a, h1').count()).toBe(0);
		expect(activations()).toBe(2);
		expect(await form.confirm()).toHaveLength(2);
		await form.arrive('1 of 2 rows are active');
		expect(await browser.page.locator('img, a, h1 h1').count()).toBe(0);
		expect(host.simulator.segments(MARKUP)).toMatchObject([{ product_title: EVIL }]);
	});

	step('files that are no sheet end in a plain sentence', async () => {
		const [gbk, empty] = [Buffer.from(GBK, 'latin1'), Buffer.alloc(0)];
		const before = host.simulator.count('codeactive');
		const told = async (file: string, content: Buffer) => {
			await form.check(file, 'No row can be activated', content);
			return await browser.page.locator('.header').innerText();
		};
		expect(await told('gbk.csv', gbk)).toMatch(
			/not UTF-8, but probably GBK.*Save the sheet as \.xlsx/,
		);
		expect(await told('empty.csv', empty)).toContain('No row was found: this file is empty');
		expect(await told('empty.xlsx', empty)).toContain('No row was found: this file is empty');
		expect(await told('blank.csv', Buffer.from('\n'))).toContain('No row was found in this file');
		expect(await told('headers.csv', Buffer.from('申请单号,起始位'))).toContain('No row was found');
		expect(await told('rows.txt', Buffer.from('a,b\n1,2'))).toContain('Only .xlsx and .csv');
		expect(host.simulator.count('codeactive')).toBe(before);
	});

	step('who stops activates nothing', async () => {
		csvOf('text.csv', [row(TEXT, 0)]);
		const before = activations();
		await form.check('text.csv', '1 of 1 rows can be activated');
		await form.decision.selectOption('Stop: activate nothing');
		await browser.page.getByRole('button', { name: 'Go on' }).click();
		await form.arrive('Nothing was activated');
		expect(activations()).toBe(before);
	});

	step('three confirmations at once send one', async () => {
		const before = activations();
		writeSheet(join(folder, 'thrice.xlsx'), [row(THRICE, 0), row(THRICE, 10)]);
		await form.check('thrice.xlsx', '2 of 2 rows can be activated');
		// How n8n answers those that come too late is its own; that they run nothing is what counts.
		expect(await form.confirmAtOnce(3)).toContain(200);
		let execution = await host.rest.execution(form.executionId);
		while (!('Result file' in execution.runs)) {
			await sleep(200);
			execution = await host.rest.execution(form.executionId);
		}
		expect(execution.runs['Activate the codes']).toHaveLength(1);
		expect(activations()).toBe(before + 2);
		expect(host.simulator.doubleCommits()).toEqual([]);
	});

	step('10,000 rows go through; more are told to be cut in parts', async () => {
		const rows = Array.from({ length: 10_001 }, (_, at) =>
			row(MANY, at * 10, { 结束位: at * 10 + 9 }),
		);
		csvOf('too-many.csv', rows);
		await form.check('too-many.csv', 'No row can be activated');
		expect(await browser.page.locator('.header').innerText()).toContain('has 10001 rows');
		csvOf('many.csv', rows.slice(0, -1));
		await form.check('many.csv', '10000 of 10000 rows can be activated: 100,000 codes');
		const before = activations();
		expect(await form.confirm()).toHaveLength(10_000);
		await form.arrive('10000 of 10000 rows are active');
		expect(activations()).toBe(before + 10_000);
	});
});

/** 申请单号,起始位 … as GBK has them: each pair of bytes is one sign. */
const GBK = '\xc9\xea\xc7\xeb\xb5\xa5\xba\xc5,\xc6\xf0\xca\xbc\xce\xbb\n581865877,0\n';
