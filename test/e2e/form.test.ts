/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { sleep } from 'n8n-workflow';
import { saveAccount } from '../../scripts/example';
import { OLD_HOST } from '../../scripts/host';
import { UploadForm, ZERO_BASED } from './browser/form';
import { openBrowser, picture, tour, type Browser } from './browser/browser';
import { fillIn, readSheet, writeSheet, type Row } from './examples';
import { HOSTS, startHost, type RunningHost } from './startHost';

const [TEA, CHINESE, MARKUP, THRICE, MANY, TEXT] = [
	'681200111',
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
const sheetOf = (application: string): Row[] => [
	row(application, 0, { 条码: '6972345100187', 备注: 'barcode' }),
	row(application, 10),
	row(application, 15, { 备注: 'overlaps' }),
	row(application, 30, { 备注: 'last' }),
];
/** The whole way in each language: what the pages say, and the pictures' ending. */
const TOURS = [
	{
		language: 'English' as const,
		application: TEA,
		file: 'tea',
		picture: '',
		check: 'Check before you activate',
		good: '2 of 4 rows can be activated: 20 codes',
		rows: /With a problem, not sent: 2[^]*\b1\s+invalid[^]*6972345100187[^]*\b3\s+invalid[^]*Would be activated: 2[^]*\b2\s+dry_run[^]*\b4\s+dry_run/,
		active: '2 of 4 rows are active',
		finished: 'All rows of this sheet are active already',
	},
	{
		language: '中文' as const,
		application: CHINESE,
		file: 'chaye',
		picture: '-zh',
		check: '激活前请核对',
		good: '4 行中有 2 行可以激活，共 20 个码',
		rows: /有问题，不会激活：2 行[^]*\b1\s+未通过检查[^]*6972345100187[^]*\b3\s+未通过检查[^]*将会激活：2 行[^]*\b2\s+可以激活[^]*\b4\s+可以激活/,
		active: '4 行中有 2 行已激活',
		finished: '这份表格的所有行都已激活过',
	},
];
const EVIL =
	'<h1>Big</h1><img src=x onerror=alert(1)><a href="https://evil.example">$& $1</a> {{ 7*7 }}';

/** English that is more than a name: four words that follow each other, n8n's own aside. */
const englishIn = (text: string): string[] =>
	(text.match(/[A-Za-z]+(?:[ ,][A-Za-z]+){3,}/g) ?? []).filter(
		(words) => !words.startsWith('Select an option'),
	);

describe.each(HOSTS)('the upload form in a browser, %s', (_, spec) => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-form-'));
	const isOld = spec === OLD_HOST;
	let host: RunningHost;
	let browser: Browser;
	let form: UploadForm;
	const step = tour(() => browser.page);
	/** How many codeactive calls there were, of one application or in all. */
	const activations = (application?: string) =>
		host.simulator.journal.filter(
			({ endpoint, body }) =>
				endpoint === 'codeactive' &&
				[undefined, String((body as Row).application_id)].includes(application),
		).length;
	const ranges = (application: string) =>
		host.simulator.segments(application).map(({ codeStart, codeEnd }) => [codeStart, codeEnd]);

	beforeAll(async () => {
		const applications = [TEA, CHINESE, MARKUP, THRICE, MANY, TEXT].map((applicationId) => ({
			applicationId,
			codeCount: 200_000,
		}));
		host = await startHost({ spec, simulator: { applications } });
		const name = 'Login of the form';
		const login = { user: LOGIN.username, password: LOGIN.password };
		const credentials = {
			...(await saveAccount(host.rest, host.account)),
			httpBasicAuth: { id: await host.rest.saveCredential(name, 'httpBasicAuth', login), name },
		};
		const workflow = fillIn('upload-form-to-activation.json', { credentials, folder });
		await host.rest.activateWorkflow(await host.rest.saveWorkflow(workflow));
		browser = await openBrowser();
		await browser.page.context().setHTTPCredentials(LOGIN);
		form = new UploadForm(browser.page, `${host.n8n.url}/form/activate-codes`, folder);
	});

	afterAll(async () => {
		await browser?.close();
		await host?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	/** The documents show the newer n8n. */
	const shot = async (name: string) => {
		if (!isOld) await picture(browser.page.locator('section'), name);
	};
	const csvOf = (file: string, rows: Row[]) => {
		writeFileSync(join(folder, file), utils.sheet_to_csv(utils.json_to_sheet(rows)));
	};

	step('nobody comes in without the login', async () => {
		await form.open();
		await form.arrive('激活已印制的二维码 · Activate printed codes');
		expect((await fetch(form.url)).status).toBe(401);
		await browser.page.goto(`${form.url}?Language=English`);
		expect(await form.languages.inputValue()).toBe('English');
	});

	describe.each(TOURS)('by the keyboard alone, in $language', (tea) => {
		const { language, application, file } = tea;
		const result = `${file}-result.xlsx`;

		step('each field has a name; the first page is in both languages', async () => {
			form.language = language;
			writeSheet(join(folder, `${file}.xlsx`), sheetOf(application));
			const { keyboard } = browser.page;
			await form.open();
			expect(await form.languages.inputValue()).toBe('中文');
			await shot('form-first');
			await keyboard.press('Tab');
			expect(await form.isFocused(form.file)).toBe(true);
			await form.chooseFile(`${file}.xlsx`);
			await form.numbering.focus();
			await form.choose(form.numbering, ZERO_BASED);
			await keyboard.press('Tab');
			expect(await form.isFocused(form.languages)).toBe(true);
			if (language !== '中文') await form.choose(form.languages, language);
			await keyboard.press('Tab');
			await keyboard.press('Enter');
			await form.arrive(tea.check);
		});

		step('the check says which rows are good and which are not; nothing was sent', async () => {
			await form.arrive(tea.good);
			const text = await browser.page.locator('form').innerText();
			expect(text).toMatch(tea.rows);
			if (language === '中文') expect(englishIn(text)).toEqual([]);
			expect(activations(application)).toBe(0);
			await shot(`form-check${tea.picture}`);
		});

		step('confirmed: the good rows are activated, the result is downloaded', async () => {
			const { keyboard } = browser.page;
			const download = browser.page.waitForEvent('download');
			await keyboard.press('Tab');
			expect(await form.isFocused(form.decision)).toBe(true);
			await form.choose(form.decision, form.words.activate);
			await keyboard.press('Tab');
			await keyboard.press('Enter');
			const rows = await form.rowsOf(await download);
			expect((await download).suggestedFilename()).toBe(result);
			expect(rows).toMatchObject(
				['invalid', 'activated', 'invalid', 'activated'].map((activation_status, at) => ({
					...sheetOf(application)[at],
					activation_status,
				})),
			);
			expect(rows[0].activation_message).toContain('6972345100187');
			const said = rows.map((row) => String(row.activation_message)).join('\n');
			if (language === '中文') expect(englishIn(said)).toEqual([]);
			await form.arrive(tea.active);
			await shot(`form-result${tea.picture}`);
			expect(ranges(application)).toEqual([
				[10, 19],
				[30, 39],
			]);
			expect(activations(application)).toBe(2);
		});

		step('a result sheet whose rows are all finished says so and activates nothing', async () => {
			const rows = readSheet(join(folder, result));
			writeSheet(join(folder, 'finished.xlsx'), [rows[1], rows[3]]);
			await form.check('finished.xlsx', tea.finished);
			expect(activations(application)).toBe(2);
		});
	});

	step('a CSV full of markup is shown as it is written, and sent as it is written', async () => {
		form.language = 'English';
		const before = activations();
		csvOf('markup.csv', [
			row(MARKUP, 0, { 商品标题: EVIL }),
			row(MARKUP, 10, { 条码: EVIL, [EVIL]: EVIL }),
		]);
		await form.check('markup.csv', '1 of 2 rows can be activated');
		expect(await browser.page.locator('form').innerText()).toContain(EVIL);
		expect(await browser.page.locator('form .html').locator('img, a, h1').count()).toBe(0);
		expect(activations()).toBe(before);
		expect(await form.confirm()).toHaveLength(2);
		await form.arrive('1 of 2 rows are active');
		expect(await browser.page.locator('img, a, h1 h1').count()).toBe(0);
		expect(host.simulator.segments(MARKUP)).toMatchObject([{ product_title: EVIL }]);
	});

	step('who stops activates nothing', async () => {
		csvOf('text.csv', [row(TEXT, 0)]);
		const before = activations();
		form.language = '中文';
		await form.check('text.csv', '1 行中有 1 行可以激活');
		await form.decide('stop');
		await form.arrive('没有激活任何码');
		form.language = 'English';
		await form.check('text.csv', '1 of 1 rows can be activated');
		await form.decide('stop');
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

	if (isOld) {
		step(
			'who knows its number opens a page that waits without the login, as the note says',
			async () => {
				await form.check('text.csv', '1 of 1 rows can be activated');
				const page = await fetch(`${host.n8n.url}/form-waiting/${form.executionId}`);
				expect([page.status, await page.text()]).toEqual([
					200,
					expect.stringContaining('Activation cannot be undone'),
				]);
			},
		);
		return;
	}

	step('a later page is not opened without its signature', async () => {
		await form.check('text.csv', '1 of 1 rows can be activated');
		const page = await fetch(`${host.n8n.url}/form-waiting/${form.executionId}`);
		expect(await page.text()).not.toContain('Activation cannot be undone');
	});

	step('files that are no sheet end in a plain sentence, in the chosen language', async () => {
		form.language = 'English';
		const [gbk, empty] = [Buffer.from(GBK, 'latin1'), Buffer.alloc(0)];
		const before = activations();
		const told = async (file: string, content: Buffer) => {
			const title = form.language === 'English' ? 'No row can be activated' : '没有可以激活的行';
			await form.check(file, title, content);
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
		form.language = '中文';
		expect(await told('gbk.csv', gbk)).toMatch(/不是 UTF-8，多半是.*GBK。请把表格另存为 .xlsx/);
		expect(await told('empty.csv', empty)).toContain('没有找到任何行：这个文件是空的');
		expect(await told('headers.csv', Buffer.from('申请单号,起始位'))).toContain('没有找到任何行');
		expect(await told('rows.txt', Buffer.from('a,b\n1,2'))).toContain('只能读取 .xlsx 和 .csv');
		expect(activations()).toBe(before);
	});

	step(
		'10,000 rows go through; more are told to be cut in parts',
		async () => {
			form.language = 'English';
			const rows = Array.from({ length: 10_001 }, (_, at) =>
				row(MANY, at * 10, { 结束位: at * 10 + 9 }),
			);
			csvOf('too-many.csv', rows);
			const asked = host.simulator.count();
			await form.check('too-many.csv', 'No row can be activated');
			expect(await browser.page.locator('.header').innerText()).toContain('has 10001 rows');
			expect(host.simulator.count() - asked).toBeLessThan(5);
			csvOf('many.csv', rows.slice(0, -1));
			await form.check('many.csv', '10000 of 10000 rows can be activated: 100,000 codes');
			const before = activations();
			expect(await form.confirm()).toHaveLength(10_000);
			await form.arrive('10000 of 10000 rows are active');
			expect(activations()).toBe(before + 10_000);
		},
		800_000,
	);
});

/** 申请单号,起始位 … as GBK has them: each pair of bytes is one sign. */
const GBK = '\xc9\xea\xc7\xeb\xb5\xa5\xba\xc5,\xc6\xf0\xca\xbc\xce\xbb\n581865877,0\n';
