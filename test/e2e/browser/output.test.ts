import { CREDENTIAL_TYPE, saveAccount } from '../../../scripts/example';
import { startHost, type RunningHost } from '../startHost';
import { openBrowser, picture, tour, type Browser } from './browser';
import { Editor } from './editor';
import { ACTIVATE_NODE, APPLICATIONS, MINI_PROGRAM, rowsOf, saveSheet, type Row } from './sheet';

const COLUMNS = { rowSource: 'columns' };
const rows = (at: number): Row[] => rowsOf(APPLICATIONS[at].applicationId);
/** What the narrow sheet below does not have. */
const READY = {
	...COLUMNS,
	defaultValues: {
		activityName: '2026春茶开采季',
		productBrand: '云岭山房',
		productCode: '6972345100186',
		wxaAppId: MINI_PROGRAM.appId,
		wxaPath: MINI_PROGRAM.path,
	},
};
/** Few columns, so that a picture shows the result beside them. The second row begins inside the first one. */
const oneBad = (application: number): Row[] =>
	rows(application).map((row, at) => ({
		商品标题: row.商品标题,
		起始位: at === 1 ? 9_500 : row.起始位,
		结束位: row.结束位,
	}));
const ready = (application: number) => ({
	...READY,
	defaultValues: {
		...READY.defaultValues,
		applicationId: APPLICATIONS[application].applicationId,
	},
});

describe('columns mode and the output in the browser', () => {
	let host: RunningHost;
	let browser: Browser;
	let editor: Editor;
	let credential: { id: string; name: string };
	const step = tour(() => browser.page);

	const open = async (name: string, sheet: Row[], parameters: object, onError?: string) => {
		const activate = { parameters: { ...parameters }, credential, onError };
		await editor.open(await saveSheet(host.rest, name, sheet, activate), ACTIVATE_NODE);
	};

	beforeAll(async () => {
		host = await startHost({ simulator: { applications: APPLICATIONS } });
		credential = (await saveAccount(host.rest, host.account))[CREDENTIAL_TYPE];
		browser = await openBrowser();
		editor = new Editor(browser.page, host.n8n.url);
		await editor.logIn(host.n8n.login);
	});

	afterAll(async () => {
		await browser?.close();
		await host?.stop();
	});

	step('columns mode shows which headers it knows, and no field but the defaults', async () => {
		await open('Columns', rows(0), {});
		await editor.runUpTo('My sheet');
		await editor.openNode(ACTIVATE_NODE);
		await editor.choose('rowSource', 'Columns of the Incoming Rows');
		await editor.panel.getByText('Columns are found by their headers').waitFor();
		expect(await editor.parameter('applicationId').count()).toBe(0);
	});

	step('default values give what the sheet does not have', async () => {
		await editor.addToCollection('Default Values', 'Mini Program App ID', MINI_PROGRAM.appId);
		await editor.addToCollection('Default Values', 'Mini Program Path', MINI_PROGRAM.path);
		await editor.page.setViewportSize({ width: 1400, height: 1240 });
		await picture(editor.page.getByTestId('ndv').first(), 'node-panel-columns');
	});

	step('the rows come out with status columns, and a summary above them', async () => {
		await editor.execute('3 activated, in 3 requests');
		await editor.page.setViewportSize({ width: 1400, height: 900 });
		for (const column of ['activation_status', 'activation_message'])
			await editor.output.getByText(column, { exact: true }).first().waitFor({ state: 'attached' });
		expect(host.simulator.commits).toHaveLength(3);
	});

	step('a second Execute step runs too, and activates nothing twice', async () => {
		await editor.execute('3 already active');
		expect(host.simulator.commits).toHaveLength(3);
	});

	step('the error output holds the bad row, with its columns', async () => {
		await open('Error output', oneBad(2), ready(2), 'continueErrorOutput');
		await editor.openNode(ACTIVATE_NODE);
		await editor.execute('2 activated, 1 invalid, in 2 requests');
		await editor.output
			.getByText(/^Error/)
			.first()
			.click();
		await editor.output.getByText('overlaps with that of row 1, 0–9999').first().waitFor();
		expect(await editor.output.innerText()).toContain('正山小种红茶 罐装 125g');
		await editor.movePanel(-320);
		await editor.page.setViewportSize({ width: 1400, height: 520 });
		await picture(editor.output, 'output-error-branch');
		await editor.page.setViewportSize({ width: 1400, height: 900 });
	});

	step('a run that stops names the bad row', async () => {
		await open('Stop', oneBad(3), ready(3));
		await editor.openNode(ACTIVATE_NODE);
		await editor.execute('overlaps with that of row 1, 0–9999');
		expect(host.simulator.segments(APPLICATIONS[3].applicationId)).toEqual([]);
	});

	step('the dark theme shows the dark icon', async () => {
		await editor.page.emulateMedia({ colorScheme: 'dark' });
		await open('Dark', rows(3), ready(3));
		const icon = editor.node(ACTIVATE_NODE).locator('img').first();
		await icon.waitFor();
		expect(await icon.getAttribute('src')).toContain('wechatMarketingCode.dark.svg');
		await editor.openNode(ACTIVATE_NODE);
		await editor.panel.getByText('Mini Program Path').waitFor();
		await picture(editor.page, 'node-dark');
	});

	step('a bad row says in words what is wrong, and the others go on', async () => {
		await editor.page.emulateMedia({ colorScheme: 'light' });
		await open('Output', oneBad(1), ready(1), 'continueRegularOutput');
		await editor.openNode(ACTIVATE_NODE);
		await editor.execute('2 activated, 1 invalid, in 2 requests');
		await editor.showAs('Table');
		await editor.output.getByText('overlaps with that of row 1, 0–9999').first().waitFor();
		await editor.movePanel(-320);
		await editor.page.setViewportSize({ width: 1400, height: 600 });
		await picture(editor.output, 'output');
	});
});
