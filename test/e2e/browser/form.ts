/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Download, Locator, Page } from 'playwright-core';
import { sleep } from 'n8n-workflow';
import { readSheet, type Row } from '../examples';

const READY_WITHIN_MS = 20_000;
const POLL_MS = 200;
/** A page that works for a while: n8n's pages ask for the next one at growing intervals. */
const NEXT_PAGE_MS = 100_000;

export const ZERO_BASED = '0: the first code is 0, as WeChat counts';
export const ACTIVATE = 'Activate the good rows';

/** The upload form as a person has it before them, without n8n's editor. */
export class UploadForm {
	/** The address of the last page that waits, with its signature. */
	private waiting = '';

	constructor(
		readonly page: Page,
		readonly url: string,
		private readonly folder: string,
	) {
		page.on('request', (request) => {
			if (request.isNavigationRequest() && request.url().includes('signature='))
				this.waiting = request.url();
		});
	}

	get file(): Locator {
		return this.page.getByLabel('Sheet (.xlsx or .csv, up to 10,000 rows)');
	}
	get numbering(): Locator {
		return this.page.getByRole('combobox', { name: 'How does the sheet count' });
	}
	get decision(): Locator {
		return this.page.getByRole('combobox', { name: 'Activation cannot be undone' });
	}
	get heading(): Locator {
		return this.page.getByRole('heading', { level: 1 });
	}

	/** Opens the first page; waits while a workflow just switched on has none. */
	async open(): Promise<void> {
		const until = Date.now() + READY_WITHIN_MS;
		while ((await this.page.goto(this.url))?.status() === 404 && Date.now() < until)
			await sleep(POLL_MS);
	}

	/** Uploads a file and waits for the page that says `title`. */
	async check(file: string, title: string | RegExp, content?: Buffer): Promise<void> {
		await this.open();
		const buffer = content ?? readFileSync(join(this.folder, file));
		await this.file.setInputFiles({ name: basename(file), mimeType: '', buffer });
		await this.numbering.selectOption(ZERO_BASED);
		await this.page.getByRole('button', { name: 'Check the sheet' }).click();
		await this.arrive(title);
	}

	/** Confirms and waits for the result file, whose rows are given back. */
	async confirm(): Promise<Row[]> {
		const download = this.page.waitForEvent('download', { timeout: NEXT_PAGE_MS });
		await this.decision.selectOption(ACTIVATE);
		await this.page.getByRole('button', { name: 'Go on' }).click();
		return await this.rowsOf(await download);
	}

	async rowsOf(download: Download): Promise<Row[]> {
		const file = join(this.folder, download.suggestedFilename());
		await download.saveAs(file);
		return readSheet(file);
	}

	/** The execution whose page waits. */
	get executionId(): string {
		return /\/form-waiting\/(\d+)/.exec(this.waiting)?.[1] ?? '';
	}

	async arrive(title: string | RegExp): Promise<void> {
		await this.page
			.getByRole('heading', { name: title })
			.first()
			.waitFor({ timeout: NEXT_PAGE_MS });
	}

	/** Whether the keyboard is in this field. */
	async isFocused(field: Locator): Promise<boolean> {
		return (await field.and(this.page.locator(':focus')).count()) === 1;
	}

	/** Chooses an entry of the drop-down that has the keyboard, by its first letter. */
	async typeAhead(field: Locator, choice: string): Promise<void> {
		await this.page.keyboard.press(choice[0]);
		const chosen = field.locator('option:checked').filter({ hasText: choice });
		await chosen.waitFor({ state: 'attached' });
	}

	/** Sends the page `times` at once, as impatient people do; gives the statuses. */
	async confirmAtOnce(times: number): Promise<number[]> {
		const multipart = { [(await this.decision.getAttribute('name')) ?? '']: ACTIVATE };
		const { request } = this.page.context();
		const send = async () => (await request.post(this.waiting, { multipart })).status();
		return await Promise.all(Array.from({ length: times }, send));
	}
}
