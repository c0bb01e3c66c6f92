/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors, type Locator, type Page } from 'playwright-core';
import { ARTIFACTS, ROOT } from '../../../scripts/pack';

/** Where Debian puts it. */
export const CHROMIUM = '/usr/bin/chromium';
const WAIT_MS = 30_000;
/** A busy machine takes long to load n8n's editor for the first time. */
const LOAD_MS = 60_000;
/** Messages that come and go, and words that a double click selected, would make each picture another one. */
const QUIET =
	'.el-notification, .n8n-tooltip, [role=tooltip] { visibility: hidden !important; } ::selection { background: transparent !important; }';

/** The first keeps Chromium usable for root; the others keep it from calling anybody but n8n. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** A Chromium with an empty profile and one page, 1400 pixels wide. */
export interface Browser {
	page: Page;
	close(): Promise<void>;
}

/** @throws Error when there is no Chromium; test/e2e/browser/ensure-chromium.sh installs one */
export async function openBrowser(): Promise<Browser> {
	if (!existsSync(CHROMIUM))
		throw new Error(`There is no ${CHROMIUM}. Run sh test/e2e/browser/ensure-chromium.sh`);
	selectors.setTestIdAttribute('data-test-id');
	const profile = mkdtempSync(join(tmpdir(), 'wechat-chromium-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: CHROMIUM,
		headless: true,
		args: FLAGS,
		locale: 'en-US',
		timezoneId: 'UTC',
		colorScheme: 'light',
		reducedMotion: 'reduce',
		viewport: { width: 1400, height: 900 },
	});
	context.setDefaultTimeout(WAIT_MS);
	context.setDefaultNavigationTimeout(LOAD_MS);
	return {
		page: context.pages()[0],
		close: async () => {
			await context.close();
			rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/** Takes a picture of the page or a part of it: into artifacts/, or, with UPDATE_SCREENSHOTS=1, into docs/images/. */
export async function picture(what: Page | Locator, name: string): Promise<void> {
	const folder =
		process.env.UPDATE_SCREENSHOTS === '1'
			? join(ROOT, 'docs/images')
			: join(ARTIFACTS, 'screenshots');
	mkdirSync(folder, { recursive: true });
	await what.screenshot({
		path: join(folder, `${name}.png`),
		animations: 'disabled',
		caret: 'hide',
		style: QUIET,
	});
}

/**
 * Gives an `it` whose tests are the steps of one tour: each goes on from what the step before left.
 * After a step that failed, of which a picture is left in artifacts/, the later ones fail at once.
 */
export function tour(
	page: () => Page,
): (name: string, work: () => Promise<void>, timeoutMs?: number) => void {
	let failed: string | undefined;
	return (name, work, timeoutMs) => {
		const run = async () => {
			if (failed !== undefined) throw new Error(`The step "${failed}" failed`);
			failed = name;
			try {
				await work();
				failed = undefined;
			} finally {
				if (failed !== undefined)
					await page().screenshot({ path: join(ARTIFACTS, 'browser-failure.png') });
			}
		};
		it(name, run, timeoutMs);
	};
}
