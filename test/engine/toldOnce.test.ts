import { unescape } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';
import type { Language } from '../../nodes/WechatMarketingCode/domain/sentence';
import { sheetRow } from './harness';
import { startWorld, type World } from './world';

const BETWEEN = /(?<=[^.][.?!])\s|(?<=[。！？])/;

describe('what the title of an error says, its description does not say again', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const unknown = (start: number) => sheetRow(start, start + 9, { application: '999' });
	const lost = () =>
		world.simulator.faults.add({
			endpoint: ['codeactive', 'codeactivequery'],
			times: Infinity,
			do: 'reset-before',
		});
	const untyped = (at: number) => sheetRow(at, at, { barcode: '', app: '' });
	const cases: Array<[string, Array<ReturnType<typeof sheetRow>>, INodeParameters, () => void]> = [
		['one bad row', [sheetRow(0, 9), sheetRow(5, 3)], {}, () => {}],
		['bad rows', [sheetRow(5, 3), sheetRow(-1, 3), sheetRow(1.5, 3), sheetRow(5, 3)], {}, () => {}],
		['one row with two faults', [untyped(10)], {}, () => {}],
		['rows that share two faults', [untyped(10), untyped(20), untyped(30)], {}, () => {}],
		['a refusal', [sheetRow(0, 9), unknown(10), sheetRow(20, 29)], {}, () => {}],
		['a lost answer', [sheetRow(0, 9), sheetRow(10, 19)], {}, lost],
		['a run that asks', [unknown(0), unknown(10), sheetRow(3, 1)], { askWeChat: true }, () => {}],
		['a run that asks in vain', [sheetRow(0, 9), sheetRow(10, 19)], { askWeChat: true }, lost],
	];

	describe.each(['en', 'zh'] as const)('%s', (messageLanguage: Language) => {
		it.each(cases)('%s', async (_name, rows, more, before) => {
			before();
			const { error } = await world.run({ rows, options: { ...more, messageLanguage } });
			const description = unescape(error?.description ?? '');
			const title = String(error?.message).split(BETWEEN);
			expect(title.length).toBeGreaterThan(0);
			const sentences = title.map((sentence) => sentence.replace(/^.*绿茶 500ml[,:，：]\s*/, ''));
			expect(sentences.filter((sentence) => description.includes(sentence))).toEqual([]);
			const lines = description.split('<br>\n');
			expect(new Set(lines).size).toBe(lines.length);
		});
	});

	it('rows with one cause: it is told once, then where it was told', async () => {
		const rows = [10, 20].map((at) => sheetRow(at, at, { barcode: '' }));
		const { error } = await world.run({ rows: [...rows, untyped(30), untyped(40)] });
		expect(error?.message).toMatch(/^4 rows are wrong, .* Row 1, .*EAN\): is empty/);
		expect(error?.description?.split('<br>\n').slice(0, 4)).toEqual([
			expect.stringMatching(/^Row 1, 10–10 绿茶 500ml, .*\(EAN\): as said above\.$/),
			expect.stringMatching(/^Row 2, 20–20 绿茶 500ml, .*\(EAN\): the same as in row 1\.$/),
			expect.stringMatching(/^Row 3, .*\(EAN\): the same as in row 1\. .*App ID: is empty/),
			expect.stringMatching(/^Row 4, .*\(EAN\): .* row 1\. .*App ID: the same as in row 3\.$/),
		]);
	});
});
