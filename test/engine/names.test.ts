import type { IDataObject } from 'n8n-workflow';
import { sheetRow } from './harness';
import { startWorld, type World } from './world';

const OVERLAP = [sheetRow(0, 9), sheetRow(10, 19), sheetRow(5, 14)];

describe('how a row is called', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const numbered = async (...numbers: Array<IDataObject[string]>) => {
		const rows = OVERLAP.map((row, at) => ({ ...row, row_number: numbers[at] }));
		const { error } = await world.run({ rows });
		return String(error?.message);
	};

	it('by the line that its reader gives, with its range and product', async () => {
		expect(await numbered(2, 4, 7)).toMatch(
			/sent\. Line 7, 5–14 绿茶 500ml: Its range 5–14 overlaps with that of line 2, 0–9 绿茶 500ml \(application/,
		);
	});

	it('digits in text are a line, too', async () => {
		expect(await numbered('2', ' 40 ', '7')).toContain('Line 7, 5–14');
	});

	it.each<[string, Array<IDataObject[string]>]>([
		['none has a line', [undefined, undefined, undefined]],
		['one has no line', [2, null, 7]],
		['two have the same line', [2, 7, 7]],
		['two have the same line in two spellings', ['2', 7, '07']],
		['one is the line of the headers', [1, 2, 3]],
		['one is no whole number', [2, 3.5, 4]],
		['one is written in another way', [2, '0x10', 7]],
		['one is a word', [2, 'three', 4]],
	])('all by their place where %s', async (_what, numbers) => {
		expect(await numbered(...numbers)).toMatch(/sent\. Row 3, 5–14 .*that of row 1, 0–9 /);
	});

	it('by its place and product alone where the range cannot be read', async () => {
		const { error } = await world.run({ rows: [sheetRow(9, 0)] });
		expect(error?.message).toContain('Row 1, 绿茶 500ml, Code End: the end (0)');
	});

	it('with at most 60 characters of a product', async () => {
		const { error } = await world.run({
			rows: [sheetRow(0, 9, { barcode: '', title: '茶'.repeat(90) })],
		});
		expect(error?.message).toContain(`Row 1, 0–9 ${'茶'.repeat(59)}…, `);
	});

	it('by the same name when WeChat refuses it, and in a list of a shared call', async () => {
		const line = (at: number, more: IDataObject) => sheetRow(at * 10, at * 10 + 9, more);
		const bad = await world.run({ rows: [line(0, { row_number: 15, application: '999' })] });
		expect(bad.error?.message).toMatch(/^Line 15, 0–9 绿茶 500ml: WeChat knows/);
		const rows = Array.from({ length: 25 }, (_, at) => line(at, { row_number: at + 2 }));
		const dry = await world.run({ rows, options: { dryRun: true, combineAdjacentRows: true } });
		expect(dry.rows[0].activation_message).toMatch(/shared by line 2, line 3, .*line 21, 5 more: /);
	});
});
