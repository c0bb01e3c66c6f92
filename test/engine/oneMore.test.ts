import './oneMore';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { optionProperties } from '../../nodes/WechatMarketingCode/actions/code/activate/panel';
import { options } from '../../nodes/WechatMarketingCode/actions/code/activate/options';
import {
	differencesIn,
	type Values,
} from '../../nodes/WechatMarketingCode/actions/code/activate/request';
import { readOptions } from '../../nodes/WechatMarketingCode/actions/settings';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { sheetRow } from './harness';
import { startWorld, type World } from './world';

const panel = new WechatMarketingCode().description.properties;
const named = (properties: readonly unknown[], name: string) =>
	(properties as INodeProperties[]).find((property) => property.name === name);

describe('a field that is one more record', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const bodies = (): IDataObject[] =>
		world.simulator.journal
			.filter(({ endpoint }) => endpoint === 'codeactive')
			.map(({ body }) => body as IDataObject);
	const run = async (rows: IDataObject[], more: IDataObject = {}) =>
		await world.run({
			rows,
			parameters: { rowSource: 'columns', columnNames: { wxaAppId: 'app' }, ...more } as never,
			options: { combineAdjacentRows: true },
		});

	it('has its parameter, its column name and its default value in the panel', () => {
		expect(named(panel, 'batchNumber')).toMatchObject({ displayName: 'Batch Number', default: '' });
		for (const collection of ['columnNames', 'defaultValues']) {
			const entries = (named(panel, collection)?.options ?? []) as INodeProperties[];
			expect(named(entries, 'batchNumber')?.displayName).toContain('Batch Number');
			const labels = entries.map(({ displayName }) => displayName);
			expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		}
	});

	it.each(['Lot', '生产批号', 'Charge (batch_number)'])(
		'is found under "%s" and sent',
		async (header) => {
			await run([sheetRow(0, 9, { [header]: ' 0012 ' })]);
			expect(bodies()).toMatchObject([{ batch_number: '0012' }]);
		},
	);

	it('may be left out, or come from Default Values', async () => {
		await run([sheetRow(0, 9)]);
		await run([sheetRow(10, 19)], { defaultValues: { batchNumber: 'B-1' } });
		expect(bodies().map((body) => body.batch_number)).toEqual(['', 'B-1']);
	});

	it('tells rows apart that are to share a call, and what a look-up shows from what was asked', async () => {
		await run([sheetRow(0, 9, { lot: 'A' }), sheetRow(10, 19, { lot: 'A' })]);
		await run([sheetRow(20, 29, { lot: 'A' }), sheetRow(30, 39, { lot: 'B' })]);
		expect(bodies().map((body) => [body.code_start, body.code_end])).toEqual([
			[0, 19],
			[20, 29],
			[30, 39],
		]);
		const values = { batchNumber: 'A' } as unknown as Values;
		expect(differencesIn({ batch_number: 'A' }, values)).toEqual([]);
		expect(differencesIn({ batch_number: 'B' }, values)).toMatchObject([
			{ told: 'B', wanted: 'A' },
		]);
	});

	it('has what is odd about it beside the row', async () => {
		const { rows } = await run([sheetRow(0, 9, { lot: '#1' })]);
		expect(rows[0].activation_message).toContain(
			'Note: Batch Number (column "lot"): a batch has no #.',
		);
	});
});

describe('an option that is one more record', () => {
	it('is in the panel, and read within its bounds', () => {
		const shown = optionProperties.options ?? [];
		expect(named(shown, 'beQuiet')).toMatchObject({ type: 'boolean', default: false });
		expect(named(shown, 'patience')).toMatchObject({ typeOptions: { minValue: 1, maxValue: 9 } });
		const saved = (values: Record<string, unknown>) => ({
			*ofRun(name: string) {
				if (name in values) yield values[name];
			},
		});
		const set = saved({ beQuiet: 'TRUE', patience: 12.5 });
		expect(readOptions(options, set).values).toMatchObject({ beQuiet: true, patience: 9 });
		expect(readOptions(options, saved({})).values).toMatchObject({ beQuiet: false, patience: 3 });
	});
});
