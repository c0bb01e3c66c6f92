import { NodeOperationError, type IExecuteFunctions, type INodeType } from 'n8n-workflow';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node';
import { sheetRow } from './harness';
import { startWorld, statuses, type World } from './world';

const onError = 'continueErrorOutput';
const good = sheetRow(0, 9, { n: 0 });
const bad = sheetRow(20, 10, { n: 1, error: 'old' });

describe('the error output', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it('report 7: behind a pinned node with two outputs each row leaves by its own output, with its result', async () => {
		const run = await world.run({ rows: [good, bad], onError, behindPinnedIf: true });
		expect(run.error).toBeUndefined();
		expect(statuses(run)).toEqual(['activated']);
		expect(run.outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					n: 1,
					brand: '山泉',
					input_error: 'old',
					activation_status: 'invalid',
				}) as unknown,
				pairedItem: { item: 1 },
			},
		]);
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it.each([true, false])(
		'hands on ordinary items: paired, and with nothing hidden that another node would trip over (%s)',
		async (behindPinnedIf) => {
			const run = await world.run({ rows: [bad, good, { ...bad, n: 2 }], onError, behindPinnedIf });
			const items = [...run.outputs[1], ...run.outputs[0]];
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 2 },
				{ item: 1 },
			]);
			for (const item of items) {
				expect(Object.getOwnPropertyNames(item).sort()).toEqual(['json', 'pairedItem']);
				expect(item.json).not.toHaveProperty('error');
				expect(structuredClone(item)).toEqual(item);
			}
		},
	);

	it.each([2, 500])('costs one error object for %s bad rows', async (count) => {
		const errors = new Set<unknown>();
		const node = new WechatMarketingCode();
		const nodeType: INodeType = {
			description: node.description,
			async execute(this: IExecuteFunctions) {
				const output = await node.execute.call(this);
				for (const { error } of output[0]) errors.add(error);
				return output;
			},
		};
		const rows = Array.from({ length: count }, (_, at) => sheetRow(at + 1, at));
		const run = await world.run({ rows, onError, nodeType });
		expect(run.outputs[1]).toHaveLength(count);
		expect([...errors]).toEqual([expect.any(NodeOperationError)]);
	});
});
