/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Download, Locator, Page } from 'playwright-core';
import { sleep } from 'n8n-workflow';
import { readSheet, type Row } from '../examples';

const READY_WITHIN_MS = 20_000;
const POLL_MS = 200;
const CHOOSER_MS = 3_000;
/** A page that works for a while: n8n's pages ask for the next one at growing intervals. */
const NEXT_PAGE_MS = 400_000;

export const ZERO_BASED = '0：第一个码是 0，与微信一致 · the first code is 0, as WeChat counts';

/** What a person clicks on the later pages, by the first page's answer to *Language*. */
export const WORDS = {
	English: {
		decision: 'Activation cannot be undone',
		activate: 'Activate the good rows',
		stop: 'Stop: activate nothing',
		goOn: 'Go on',
	},
	中文: {
		decision: '激活后无法撤销',
		activate: '激活没有问题的行',
		stop: '停止：什么都不激活',
		goOn: '继续',
	},
};

/** The upload form as a person has it before them, without n8n's editor. */
export class UploadForm {
	/** The address of the last page that waits, signed where n8n signs them. */
	private waiting = '';
	/** Chosen on the first page when a sheet is uploaded. */
	language: keyof typeof WORDS = 'English';

	constructor(
		readonly page: Page,
		readonly url: string,
		private readonly folder: string,
	) {
		page.on('request', (request) => {
			if (request.isNavigationRequest() && request.url().includes('/form-waiting/'))
				this.waiting = request.url();
		});
	}

	get file(): Locator {
		return this.page.getByLabel('Sheet (.xlsx or .csv, up to 10,000 rows)');
	}
	get numbering(): Locator {
		return this.page.getByRole('combobox', { name: 'How does the sheet count' });
	}
	get languages(): Locator {
		return this.page.getByRole('combobox', { name: '语言 · Language' });
	}
	get decision(): Locator {
		return this.page.getByRole('combobox', { name: this.words.decision });
	}
	get words(): (typeof WORDS)[keyof typeof WORDS] {
		return WORDS[this.language];
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
		await this.languages.selectOption(this.language);
		await this.page.getByRole('button', { name: 'Check the sheet' }).click();
		await this.arrive(title);
	}

	/** Answers the check page. */
	async decide(decision: 'activate' | 'stop'): Promise<void> {
		await this.decision.selectOption(this.words[decision]);
		await this.page.getByRole('button', { name: this.words.goOn }).click();
	}

	/** Confirms and waits for the result file, whose rows are given back. */
	async confirm(): Promise<Row[]> {
		const download = this.page.waitForEvent('download', { timeout: NEXT_PAGE_MS });
		await this.decide('activate');
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

	/** Chooses the file with the keyboard alone; where the window to choose one does not come, a person presses again. */
	async chooseFile(file: string): Promise<void> {
		for (let tries = 0; tries < 4; tries++) {
			const chooser = this.page.waitForEvent('filechooser', { timeout: CHOOSER_MS });
			await this.file.press('Space');
			const opened = await chooser.catch(() => undefined);
			if (opened) return await opened.setFiles(join(this.folder, file));
		}
		throw new Error('Space does not open the window to choose a file');
	}

	/** Chooses an entry of the drop-down that has the keyboard, with the keyboard. */
	async choose(field: Locator, choice: string): Promise<void> {
		await this.page.keyboard.press('Home');
		const entries = await field.locator('option').count();
		const chosen = field.locator('option:checked').filter({ hasText: choice });
		for (let at = 0; at < entries && (await chosen.count()) === 0; at++)
			await this.page.keyboard.press('ArrowDown');
		await chosen.waitFor({ state: 'attached' });
	}

	/** Sends the page `times` at once, as impatient people do; gives the statuses, 0 for one that n8n leaves without an answer. */
	async confirmAtOnce(times: number): Promise<number[]> {
		const multipart = { [(await this.decision.getAttribute('name')) ?? '']: this.words.activate };
		const { request } = this.page.context();
		const send = async () =>
			await request.post(this.waiting, { multipart }).then(
				(response) => response.status(),
				() => 0,
			);
		return await Promise.all(Array.from({ length: times }, send));
	}
}
