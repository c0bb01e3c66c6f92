import { utils } from '@e965/xlsx';
import type { Page } from 'playwright-core';
import { picture } from './browser';
import type { Row } from './sheet';

const WIDTH = 1180;

const escaped = (text: unknown): string =>
	String(text ?? '').replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Rows as a spreadsheet program shows them: letters above, numbers beside; `columns` are those not hidden. */
function sheetOf(rows: Row[], columns: string[]): string {
	const headers = Object.keys(rows[0]);
	const letters = columns.map((name) => utils.encode_col(headers.indexOf(name)));
	const line = (tag: string, first: string, cells: string[]) =>
		`<tr><th>${first}</th>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
	const cellsOf = (row: Row) => columns.map((name) => escaped(row[name]));
	return `<table>${line('th', '', letters)}${line('td', '1', columns.map(escaped))}${rows
		.map((row, at) => line('td', `${at + 2}`, cellsOf(row)))
		.join('')}</table>`;
}

export interface Strip {
	sheet: Row[];
	/** The canvas after the run. */
	run: Buffer;
	result: Row[];
	/** Those of the result that are shown. */
	resultColumns: string[];
}

/** Takes one picture of three: the sheet, the run, the result. Opens a page of its own in the same browser. */
export async function takeStrip(browser: Page, { sheet, run, result, resultColumns }: Strip) {
	const page = await browser.context().newPage();
	await page.setViewportSize({ width: WIDTH, height: 800 });
	await page.setContent(`<!doctype html><style>
		body { margin: 0; padding: 20px; background: #fff; font: 14px 'Noto Sans CJK SC', sans-serif; color: #24292f }
		h2 { font-size: 18px; margin: 18px 0 8px } h2:first-child { margin-top: 0 }
		table { border-collapse: collapse; width: 100% } th { background: #f0f2f4; color: #57606a; font-weight: 400 }
		th, td { border: 1px solid #d0d7de; padding: 4px 8px; text-align: left; white-space: nowrap }
		td:last-child { white-space: normal } img { width: 100%; border: 1px solid #d0d7de }
	</style>
	<h2>1. The sheet</h2>${sheetOf(sheet, Object.keys(sheet[0]))}
	<h2>2. The run in n8n</h2><img src="data:image/png;base64,${run.toString('base64')}">
	<h2>3. The result file</h2>${sheetOf(result, resultColumns)}`);
	await page.locator('img').evaluate(async (image) => {
		await (image as unknown as { decode(): Promise<void> }).decode();
	});
	await picture(page.locator('body'), 'strip');
	await page.close();
}
