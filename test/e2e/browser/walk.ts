import { escapeRegExp } from 'lodash';
import type { Locator, Page } from 'playwright-core';
import type { Editor } from './editor';

/** Chapters of the guide whose numbered steps are done in n8n. */
const WALKED = /^## (?:2|4|5)\. [^]*?(?=^## )/gm;
const HAN = /\p{Script=Han}/u;

/**
 * What the guide says is on the screen: what is set in bold or italics in the numbered steps of the walked
 * chapters, and every way of the kind **A → B**.
 */
export function labelsOf(guide: string): string[] {
	const steps = (guide.match(WALKED) ?? []).flatMap(
		(chapter) => chapter.match(/^\d\. .*$/gm) ?? [],
	);
	const quoted = [...steps, ...(guide.match(/\*\*[^*\n]+ → [^*\n]+\*\*/g) ?? [])].flatMap((text) =>
		[...text.matchAll(/\*{1,2}([^*]+)\*{1,2}/g)].map(([, label]) => label),
	);
	const labels = quoted.flatMap((label) => label.split(/ (?:→|>) /));
	return [...new Set(labels)].filter((label) => !HAN.test(label));
}

/** A person who follows the guide, and every label that was on the screen then. */
export class Walk {
	readonly seen = new Set<string>(['⋯', '+', 'Options']);

	constructor(
		private readonly page: Page,
		private readonly editor: Editor,
	) {}

	/** A label that is seen by other means than {@link sees}. */
	knows(label: string): string {
		this.seen.add(label);
		return label;
	}

	get ndv(): Locator {
		return this.page.getByTestId('ndv').first();
	}

	private find(label: string, within: Page | Locator = this.page): Locator {
		// n8n puts a star behind the name of a field that must be filled in.
		const text = new RegExp(`^\\s*${escapeRegExp(label)}( \\*)?\\s*$`);
		return within.getByText(text).locator('visible=true').first();
	}

	/** Waits until the label is on the screen. */
	async sees(label: string, within?: Locator): Promise<void> {
		await this.find(label, within).waitFor();
		this.seen.add(label);
	}

	async press(label: string, within?: Locator): Promise<void> {
		await this.sees(label, within);
		await this.find(label, within).click();
	}

	/** Types into the one field of the dialog that is open: keys alone go astray while it still opens. */
	async fillDialog(text: string): Promise<void> {
		const field = this.page.getByRole('dialog').locator('input:visible').first();
		await field.fill(text);
		await field.and(this.page.locator(':focus')).waitFor();
	}

	/** The plus at the top left of n8n. */
	async pressPlus(): Promise<void> {
		await this.page.getByTestId('universal-add').first().click();
	}

	async newWorkflow(): Promise<void> {
		await this.pressPlus();
		await this.press('New workflow');
		// n8n saves by itself after a while, and asks when it has not yet.
		const leave = this.page.getByRole('button', { name: 'Leave without saving' });
		const empty = this.page.getByText('Add first step…').first();
		await leave.or(empty).first().waitFor();
		if (await leave.isVisible()) await leave.click();
		await empty.waitFor();
	}

	/** The menu behind the three dots. */
	async pressMenu(entry: string, below: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').click();
		await this.press(entry);
		await this.press(below);
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').first().click();
		await this.ndv.waitFor({ state: 'hidden' });
	}

	async chooseCredential(): Promise<void> {
		await this.sees('Credential', this.ndv);
		await this.page.getByTestId('node-credentials-select').first().click();
		await this.press('WeChat Marketing Code account');
	}

	async chooseOnError(choice: string): Promise<void> {
		await this.editor.parameter('onError', this.ndv).locator('input').click();
		const item = this.page.locator('[data-test-id=parameter-input-item]:visible');
		await item.getByText(choice, { exact: true }).first().click();
		this.seen.add(choice);
	}

	/** Makes all of the workflow fit on the canvas. */
	async fit(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/** The list of nodes at the plus behind a node. */
	async behind(node: string): Promise<void> {
		await this.fit();
		await this.editor.openNodeList(node);
	}

	/** Finds a node in the open list and, where it offers several, the action. */
	async addNode(name: string, action?: string): Promise<void> {
		const list = this.page.getByTestId('node-creator');
		const bar = this.page.getByTestId('node-creator-search-bar');
		// On a busy machine n8n can find a node, and then take it away again: a person types it once more.
		for (let tries = 1, isPressed = false; !isPressed; tries++) {
			await bar.fill('');
			await bar.fill(name);
			const press = this.find(name, list).click({ timeout: 10_000 });
			isPressed = await press.then(
				() => true,
				async (error) => (tries < 4 ? false : await Promise.reject<boolean>(error)),
			);
		}
		this.knows(name);
		if (action !== undefined) await this.press(action, list);
	}

	async addOption(name: string): Promise<void> {
		this.knows('Add Option');
		await this.editor.panel.getByTestId('collection-parameter-add').last().click();
		await this.page
			.locator('[data-test-id=collection-parameter-option]:visible')
			.getByText(name, { exact: true })
			.click();
		await this.sees(name, this.editor.panel);
	}

	/** A picture of a row of nodes on the canvas, from the first to the last. */
	async pictureOf(first: string, last: string): Promise<Buffer> {
		const [left, right] = await Promise.all(
			[first, last].map(async (name) => await this.editor.node(name).boundingBox()),
		);
		if (!left || !right) throw new Error('The nodes are not on the canvas');
		const [margin, title] = [30, 62];
		return await this.page.screenshot({
			animations: 'disabled',
			style: '[data-test-id^=execute-workflow] { visibility: hidden !important; }',
			clip: {
				x: left.x - margin,
				y: left.y - margin / 2,
				width: right.x + right.width - left.x + 2 * margin,
				height: left.height + margin / 2 + title,
			},
		});
	}
}
