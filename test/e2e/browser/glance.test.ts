import type { Locator } from 'playwright-core';
import { CREDENTIAL_TYPE, saveAccount } from '../../../scripts/example';
import type { Workflow } from '../../../scripts/rest';
import { startHost, type RunningHost } from '../startHost';
import { openBrowser, picture, tour, type Browser } from './browser';
import { Editor } from './editor';
import { ACTIVATE_NODE, APPLICATIONS, MINI_PROGRAM, rowsOf, saveSheet, SHEET_NODE } from './sheet';
import type { Row } from './sheet';

/** What a person has who did not move anything. */
const SCREEN = { width: 1440, height: 900 };
const COLUMNS = {
	rowSource: 'columns',
	defaultValues: { wxaAppId: MINI_PROGRAM.appId, wxaPath: MINI_PROGRAM.path },
};
const rows = (at: number): Row[] => rowsOf(APPLICATIONS[at].applicationId);
const without = (row: Row, ...columns: string[]): Row =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)));

/** The fourth line of the sheet was blank, and the reader dropped it. */
const badRows = (): Row[] => {
	const [first, second, third] = rows(1);
	return [
		{ ...first, row_number: 2 },
		{ ...second, row_number: 3, 起始位: 9_500 },
		{ ...third, row_number: 5, 条码: '' },
		{ ...third, row_number: 6, 起始位: 30_000, 结束位: '39,99' },
	];
};

/** Headers as people make them, which an expression would have to quote. */
const [STARTS, ENDS] = ['Br [x]', "it's a.b 码"];
const oddly = (row: Row): Row => ({
	[STARTS]: row['起始位'],
	[ENDS]: row['结束位'],
	...without(row, '起始位', '结束位'),
});

/** What is told must be seen without scrolling and without widening a pane. */
describe('at a glance, on a screen of 1440 by 900', () => {
	let host: RunningHost;
	let browser: Browser;
	let editor: Editor;
	let credential: { id: string; name: string };
	const step = tour(() => browser.page);

	const save = async (name: string, sheet: Row[], parameters: object, onError?: string) =>
		await saveSheet(host.rest, name, sheet, {
			parameters: { ...COLUMNS, ...parameters },
			credential,
			onError,
		});
	const openNode = async (...sheet: Parameters<typeof save>) => {
		await editor.open(await save(...sheet), ACTIVATE_NODE);
		await editor.openNode(ACTIVATE_NODE);
	};
	const isSeen = async (what: Locator) => {
		const { x = -1, y = -1, width = 0, height = 0 } = (await what.boundingBox()) ?? {};
		expect([x >= 0, y >= 0]).toEqual([true, true]);
		expect([x + width <= SCREEN.width, y + height <= SCREEN.height]).toEqual([true, true]);
	};
	const hint = (text: string) =>
		editor.output.getByTestId('node-hint').filter({ hasText: text }).first();
	const expectWarning = async (about: string, told: RegExp) => {
		expect(await hint(about).innerText()).toMatch(told);
		expect(await hint(about).getAttribute('class')).toMatch(/warning/);
		await isSeen(hint(about));
	};
	/** The lines of an error's description, as they stand on the screen. */
	const errorLines = async () => {
		const description = editor.output.getByTestId('node-error-description');
		await isSeen(description);
		return (await description.innerText()).split('\n');
	};

	/** Drags a column into a field; n8n takes a moment to write it there. */
	const dropped = async (column: string, field: string, value: string) => {
		const input = editor.parameter(field).locator('input');
		await editor.drag(editor.column(column), editor.parameter(field));
		while ((await input.inputValue()) !== value) await editor.page.mouse.move(0, 0);
	};

	beforeAll(async () => {
		host = await startHost({ simulator: { applications: APPLICATIONS } });
		credential = (await saveAccount(host.rest, host.account))[CREDENTIAL_TYPE];
		browser = await openBrowser();
		await browser.page.setViewportSize(SCREEN);
		editor = new Editor(browser.page, host.n8n.url);
		await editor.logIn(host.n8n.login);
	});

	afterAll(async () => {
		await browser?.close();
		await host?.stop();
	});

	step('a dry run says which column was taken for which field', async () => {
		await openNode('Dry run', rows(0), { options: { dryRun: true } });
		await editor.execute('Taken: 申请单号 → Application ID');
		expect(await hint('Taken').innerText()).toMatch(
			/nothing was sent; the run would take 3 calls.*, 起始位 → Code Start, .*; from Default Values: Mini Program App ID, Mini Program Path/s,
		);
		await isSeen(hint('Taken'));
		await picture(editor.page, 'dry-run');
		expect(host.simulator.count()).toBe(0);
	});

	step('an address that is not on the whitelist is a warning, though all is green', async () => {
		const refused = { errcode: 40164, errmsg: 'invalid ip 203.0.113.7, not in whitelist' };
		host.simulator.faults.add({ endpoint: 'codeactive', times: Infinity, do: refused });
		await openNode('Whitelist', rows(0), {}, 'continueRegularOutput');
		await editor.execute('1 failed, 2 not attempted, in 1 request');
		await expectWarning(
			'1 failed',
			/Row 1, 0–9999 明前龙井 礼盒装 250g: .* \(203\.0\.113\.7\) is not on the IP whitelist.*Row 2, 10000–19999 .*; row 3, 20000–29999 .*: Not attempted/s,
		);
		await picture(editor.page, 'hint-whitelist');
		host.simulator.faults.clear();
	});

	step('bad rows: the first three reasons, each with its row, range and product', async () => {
		await openNode('Bad rows', badRows(), {}, 'continueRegularOutput');
		await editor.execute('1 activated, 3 invalid, in 1 request');
		await expectWarning(
			'1 activated',
			/Line 3, 9500–19999 正山小种红茶 罐装 125g: Its range .* overlaps with that of line 2, .*Line 5, 20000–29999 .*Line 6, /s,
		);
		await picture(editor.page, 'hint-bad-rows');
	});

	step('Stop Workflow: how many rows are wrong and the first; then the others', async () => {
		await openNode('Bad rows stop', badRows(), {});
		await editor.execute('3 rows are wrong, nothing was sent. Line 3, ');
		expect(await errorLines()).toEqual([
			expect.stringMatching(/^Line 3, 9500–19999 正山小种红茶 罐装 125g: As said above\.$/),
			expect.stringMatching(/^Line 5, .*, Product Code \(EAN\).*: is empty/),
			expect.stringMatching(/^Line 6, .*, Code End .*"39,99"/),
			'3 invalid, 1 not attempted, in 0 requests',
		]);
		await picture(editor.page, 'error-bad-rows');
	});

	step('a missing column is told once, with the cure and the columns that there are', async () => {
		const sheet = rows(1).map((row) => without(row, '商品标题'));
		await openNode('No title', sheet, {});
		await editor.execute('The sheet has no column for Product Title');
		const title = editor.output.getByTestId('node-error-message');
		expect(await title.innerText()).toMatch(
			/The columns are: "申请单号", .* Give the column a usual header .* goes into Default Values\./,
		);
		await isSeen(title);
		await picture(editor.page, 'error-missing-column');
	});

	step('a refusal: what is active, that a second run is safe, and what to set', async () => {
		const [first, second, third] = rows(2);
		const sheet = [first, { ...second, 申请单号: '999' }, third];
		await openNode('Refused', sheet, { options: { parallelRequests: 1 } });
		await editor.execute('WeChat knows no application 999');
		expect(await errorLines()).toEqual([
			'1 activated, 1 failed, 1 not attempted, in 2 requests',
			expect.stringMatching(/^Row 2, 10000–19999 .* stopped the run\. WeChat: errcode 80300/),
			'Active now: row 1.',
			expect.stringMatching(/safe to run the same sheet again/),
			expect.stringMatching(/set On Error in the settings of this node to Continue\.$/),
			'Row 1 is the first row that reached this node.',
		]);
		await picture(editor.page, 'output-stopped');
	});

	step('a column dragged into Column Names writes its name, whatever is in it', async () => {
		const parameters = { columnNames: { codeStart: '', codeEnd: '' }, options: { dryRun: true } };
		const sheet = rows(3).map(oddly);
		await editor.open(await save('Dragged', sheet, parameters), ACTIVATE_NODE);
		await editor.runUpTo(SHEET_NODE);
		await editor.openNode(ACTIVATE_NODE);
		// So n8n writes a name with a bracket in it, others as they are.
		await dropped(STARTS, 'codeStart', `['${STARTS}']`);
		await dropped(ENDS, 'codeEnd', ENDS);
		await editor.execute('Taken: ');
		expect(await hint('Taken').innerText()).toContain(`${STARTS} → Code Start`);
		expect(await hint('Taken').innerText()).toContain(`${ENDS} → Code End`);
		await picture(editor.page, 'column-dragged');
	});

	step('before any run the node behind already offers the result columns', async () => {
		const id = await save('Not run yet', rows(3), {});
		const workflow = await host.rest.call<Workflow>('GET', `/workflows/${id}`);
		const name = 'Edit Fields';
		const place = { id: 'behind', position: [440, 200] as [number, number] };
		workflow.nodes.push({
			...{ ...place, name, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: {} },
		});
		workflow.connections[ACTIVATE_NODE] = { main: [[{ node: name, type: 'main', index: 0 }]] };
		await editor.open(await host.rest.saveWorkflow(workflow), name);
		await editor.openNode(name);
		const drop = editor.page.getByTestId('assignment-collection-drop-area');
		await editor.drag(editor.column('activation_status'), drop);
		const assigned = editor.page.getByTestId('assignment-name').locator('input');
		expect(await assigned.inputValue()).toBe('activation_status');
		await picture(editor.page, 'fields-before-a-run');
	});
});
