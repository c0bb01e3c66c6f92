import type { IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node';
import { fieldExpressions, sheetRow } from './harness';
import { startWorld, type World } from './world';

/** The shipped node, which also counts how often each parameter is read. */
function countingReads(reads: Map<string, number>): INodeType {
	const node = new WechatMarketingCode();
	return {
		description: node.description,
		async execute(this: IExecuteFunctions) {
			const read = this.getNodeParameter.bind(this) as (...args: unknown[]) => unknown;
			Object.assign(this, {
				getNodeParameter: (name: string, ...rest: unknown[]) => {
					reads.set(name, (reads.get(name) ?? 0) + 1);
					return read(name, ...rest);
				},
			});
			return await node.execute.call(this);
		},
	};
}

describe('what a row costs', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const readsOf = async (rows: number, parameters: INodeParameters) => {
		const reads = new Map<string, number>();
		const run = await world.run({
			rows: Array.from({ length: rows }, (_, at) => sheetRow(at, at)),
			parameters,
			nodeType: countingReads(reads),
			options: { combineAdjacentRows: true },
		});
		expect(run.rows).toHaveLength(rows);
		return Object.fromEntries(reads);
	};

	it('columns mode reads no parameter per row, however long the sheet', async () => {
		const columns = { rowSource: 'columns', columnNames: { wxaAppId: 'app' } };
		const few = await readsOf(2, columns);
		world.simulator.reset();
		expect(await readsOf(200, columns)).toEqual(few);
		expect(Math.max(...Object.values(few))).toBe(1);
	});

	it('fields mode reads an expression once per row, and a fixed value once per run', async () => {
		const reads = await readsOf(50, { ...fieldExpressions, productBrand: '山泉', wxaType: 0 });
		expect(reads).toMatchObject({ codeStart: 50, codeEnd: 50, productTitle: 50 });
		expect(reads).toMatchObject({ productBrand: 1, wxaType: 1 });
	});

	it('a run reads its credential as often for one call as for a hundred', async () => {
		const run = async (from: number, count: number) => {
			const before = world.store.reads;
			const rows = Array.from({ length: count }, (_, at) => sheetRow(from + at, from + at));
			await world.run({ rows, options: { parallelRequests: 10 } });
			return world.store.reads - before;
		};
		await run(0, 1);
		expect(await run(1, 1)).toBe(1);
		expect(await run(2, 100)).toBe(1);
	});
});
