import { saveAccount } from '../../../scripts/example';
import { startHost, type RunningHost } from '../startHost';
import { openBrowser, picture, tour, type Browser } from './browser';
import { Editor } from './editor';
import { APPLICATIONS } from './sheet';

const [{ applicationId, codeCount }] = APPLICATIONS;

describe('the trigger in the browser', () => {
	let host: RunningHost;
	let browser: Browser;
	let editor: Editor;
	const step = tour(() => browser.page);

	beforeAll(async () => {
		host = await startHost({ simulator: { applications: APPLICATIONS } });
		await saveAccount(host.rest, host.account);
		browser = await openBrowser();
		editor = new Editor(browser.page, host.n8n.url);
		await editor.logIn(host.n8n.login);
	});

	afterAll(async () => {
		await browser?.close();
		await host?.stop();
	});

	step('is found as the first step of a new workflow by typing wechat', async () => {
		await editor.page.goto(`${host.n8n.url}/workflow/new`);
		await editor.page.getByTestId('canvas-add-button').click();
		await (await editor.search('wechat')).click();
		await editor.page.getByText('Triggers (1)').waitFor();
	});

	step('asks for nothing but the applications, with the credential that is there', async () => {
		await editor.page.getByText('On application finished').click();
		await editor.parameter('applications').waitFor();
		await editor.panel.getByText('Trigger On', { exact: true }).waitFor();
		await editor.page.getByTestId('credential-edit-button').first().waitFor();
		await editor.parameter('applications').locator('textarea, input').first().fill(applicationId);
	});

	step('shows by hand what the application is like now', async () => {
		await editor.execute('FINISH');
		expect(host.simulator.count('applycodequery')).toBeGreaterThan(0);
		for (const value of [applicationId, String(codeCount)])
			await editor.output.getByText(value).first().waitFor();
		await editor.movePanel(-150);
		await editor.page.setViewportSize({ width: 1400, height: 640 });
		await picture(editor.page.getByTestId('ndv').first(), 'trigger');
	});
});
