import type { Locator, Page } from 'playwright-core';
import type { Login } from '../../../scripts/rest';

async function middleOf(what: Locator): Promise<[x: number, y: number]> {
	const box = await what.boundingBox();
	if (!box) throw new Error('It is not on the screen');
	return [box.x + box.width / 2, box.y + box.height / 2];
}

/** What a person sees and does in n8n's editor. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	async logIn({ email, password }: Login): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page
			.getByTestId('email')
			.locator('input')
			.or(this.page.locator('input[type=email]'))
			.first()
			.fill(email);
		await this.page.locator('input[type=password]').fill(password);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.page.waitForURL((url) => !url.pathname.startsWith('/signin'), {
			waitUntil: 'commit',
		});
	}

	async open(workflowId: string, node: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.node(node).waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** Runs the whole workflow with the button on the canvas and waits until `last` has succeeded. */
	async runAll(last: string): Promise<void> {
		await this.page.locator('[data-test-id=execute-workflow-button]').click();
		await this.node(last).getByTestId('canvas-node-status-success').first().waitFor();
		// The message about it would cover what comes next.
		await this.page.locator('.el-notification__closeBtn').first().click();
	}

	/** Runs the workflow up to a node with the button above it. */
	async runUpTo(name: string): Promise<void> {
		await this.node(name).hover();
		await this.node(name).getByTestId('execute-node-button').click();
		await this.node(name).getByTestId('canvas-node-status-success').first().waitFor();
	}

	async openNodeList(after: string): Promise<void> {
		await this.node(after).getByTestId('canvas-handle-plus').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Types into the search of the list of nodes; gives our entry. */
	async search(words: string): Promise<Locator> {
		const bar = this.page.getByTestId('node-creator-search-bar');
		const entry = this.page
			.getByTestId('node-creator')
			.getByText('WeChat Marketing Code', { exact: true });
		// What the words before found must not be taken for what these find.
		await bar.fill('nothing is called so');
		await entry.first().waitFor({ state: 'hidden' });
		await bar.fill(words);
		await entry.first().waitFor();
		return entry.first();
	}

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.getByTestId('ndv').or(this.panel).first().waitFor();
	}

	get panel(): Locator {
		return this.page.getByTestId('node-parameters').first();
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	parameter(name: string, within: Locator = this.panel): Locator {
		return within.getByTestId(`parameter-input-${name}`);
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).locator('input').click();
		await this.page
			.locator('[data-test-id=parameter-input-item]:visible', { hasText: option })
			.first()
			.click();
	}

	/** Adds an entry to a collection such as Default Values and writes its value. */
	async addToCollection(collection: string, entry: string, value: string): Promise<void> {
		const box = this.panel
			.getByTestId('parameter-item')
			.or(this.panel.locator('.parameter-item'))
			.filter({ hasText: collection })
			.filter({ has: this.page.getByTestId('collection-parameter-add') })
			.last();
		await box.getByTestId('collection-parameter-add').click();
		await this.page
			.locator('[data-test-id=collection-parameter-option]:visible')
			.getByText(entry, { exact: true })
			.click();
		const field = box
			.locator(
				'[data-test-id=parameter-input-field] input, input[data-test-id=parameter-input-field]',
			)
			.last();
		await field.fill(value);
		// Leaving the field closes the tip, which covers the button below.
		await field.blur();
	}

	/** Drags the middle panel sideways, which gives the panes beside it more or less room. */
	async movePanel(pixels: number): Promise<void> {
		await this.page.getByTestId('panel-drag-button').hover();
		const [x, y] = await middleOf(this.page.getByTestId('panel-drag-button'));
		await this.page.mouse.move(x, y);
		await this.page.mouse.down();
		await this.page.mouse.move(x + pixels, y, { steps: 10 });
		await this.page.mouse.up();
	}

	/** A column of the input, in the list that n8n calls Schema. */
	column(name: string): Locator {
		return this.page
			.getByTestId('ndv-input-panel')
			.getByTestId('run-data-schema-item')
			.getByText(name, { exact: true })
			.first();
	}

	/** Drags something onto something else, as a hand does. */
	async drag(what: Locator, onto: Locator): Promise<void> {
		await onto.scrollIntoViewIfNeeded();
		await what.hover();
		await this.page.mouse.down();
		const [x, y] = await middleOf(onto);
		await this.page.mouse.move(x - 30, y, { steps: 10 });
		await this.page.mouse.move(x, y, { steps: 5 });
		await this.page.mouse.up();
	}

	/** Shows the output as Schema, Table or JSON. */
	async showAs(form: string): Promise<void> {
		await this.output.getByText(form, { exact: true }).click();
	}

	/** Writes an expression as a person does: the equals sign first, which opens the expression editor. */
	async express(parameter: string, expression: string): Promise<void> {
		const field = this.parameter(parameter);
		await field.locator('input').focus();
		await this.page.keyboard.type('=');
		const code = field.locator('.cm-content');
		await code.waitFor();
		await code.focus();
		await this.page.keyboard.insertText(`{{ ${expression} }}`);
		// Leaving the field closes the preview, which covers the next one.
		await this.page.keyboard.press('Escape');
		await code.evaluate((element) => element.blur());
	}

	/** Runs the open node and waits until `text` stands in its output and the button is at rest again. */
	async execute(text: string): Promise<void> {
		const button = this.page.getByTestId('node-execute-button').first();
		const atRest = await button.innerText();
		await button.click();
		await this.output.getByText(text).first().waitFor();
		await button.getByText(atRest.trim(), { exact: true }).waitFor();
	}

	/** For a picture: the address of a real account in place of the simulator's. n8n does not see this. */
	async showRealAddress(): Promise<void> {
		const field = this.parameter('baseUrl', this.credential).locator('input');
		await field.evaluate((input) => {
			(input as unknown as { value: string }).value = 'https://api.weixin.qq.com';
		});
	}

	get credential(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	async fillCredential(field: string, value: string): Promise<void> {
		await this.parameter(field, this.credential).locator('input').fill(value);
	}

	async saveCredential(): Promise<void> {
		await this.credential.getByTestId('credential-save-button').click();
	}
}
