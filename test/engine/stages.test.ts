import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { operationOf } from '../../nodes/WechatMarketingCode/actions/router';
import { street } from '../../nodes/WechatMarketingCode/run/street';
import type { Operation, OperationFactory } from '../../nodes/WechatMarketingCode/run/operation';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node';
import { sheetRow } from './harness';
import { sentRanges } from './net/sheet';
import { startWorld, type World } from './world';

const boom = (): never => {
	throw new Error('boom');
};

type Broken = Partial<
	Record<keyof Operation<never, never, never> | keyof IExecuteFunctions, unknown>
>;

describe('a fault of ours, or of n8n, at any stage', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	/** The shipped node with parts of its operation and of n8n replaced. */
	const node = (operation: Broken, n8n: Broken = {}, factory?: OperationFactory): INodeType => ({
		description: new WechatMarketingCode().description,
		async execute(this: IExecuteFunctions) {
			const made: OperationFactory = (context, parameters) =>
				Object.assign(operationOf(this)(context, parameters), operation);
			Object.assign(this, n8n);
			return await street(this, factory ?? made);
		},
	});
	const rows = [sheetRow(0, 9, { n: 0 }), sheetRow(10, 19, { n: 1 })];
	const done = { ...sheetRow(20, 29, { n: 2 }), ...recordOf(20, 29) };

	describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)('%s', (onError) => {
		const run = async (nodeType: INodeType, more = rows) => {
			const { error, outputs } = await world.run({ rows: more, onError, nodeType });
			expect(error).toBeUndefined();
			return onError === 'continueErrorOutput' ? outputs : [[], outputs[0]];
		};

		it.each<[string, INodeType]>([
			['the reading of a row', node({ read: boom })],
			['the checks', node({ check: boom })],
			['the plan', node({ plan: boom })],
			['the key of a row', node({ plan: boom, keyOf: boom })],
			['the credential', node({}, { getCredentials: boom })],
			['the work of a call', node({ perform: boom })],
		])(
			'%s: every row says so, as a bad row, and what was finished stays',
			async (_stage, nodeType) => {
				const [, items] = await run(nodeType);
				expect(items.map(({ json }) => json.n)).toEqual([0, 1]);
				for (const { json } of items) expect(json.activation_message).toMatch(/boom/i);
				const again = (await run(nodeType, [done, rows[0]])).flat();
				expect(again.find(({ json }) => json.n === 2)?.json).toEqual(done);
			},
		);

		it('the making of the operation: every row says so', async () => {
			const [, items] = await run(node({}, {}, boom));
			expect(items.map(({ json }) => json)).toEqual(
				rows.map((row) => ({ ...row, message: 'boom' })),
			);
		});

		it('the input: one item says so', async () => {
			const [, items] = await run(node({}, { getInputData: boom }));
			expect(items.map(({ json }) => json.activation_message)).toEqual(['boom']);
		});

		it.each<[string, Broken, Broken]>([
			['the summary', { summarise: boom }, {}],
			['the hint', {}, { addExecutionHints: boom }],
			['progress', {}, { sendMessageToUI: boom }],
		])('%s: what was activated comes out', async (_stage, operation, n8n) => {
			const nodeType = node(operation, n8n);
			world.simulator.faults.add({ times: Infinity, do: { delayMs: 6_000 } });
			const { error, outputs } = await world.run({ rows, onError, nodeType });
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json.activation_status)).toEqual([
				'activated',
				'activated',
			]);
		});

		it('showing: what became of the row comes out without the row, or as a sentence', async () => {
			const run = async (fails: (json: object) => boolean) =>
				(await world.run({ rows, onError, nodeType: showing(fails) })).outputs[0];
			const [first] = await run((json) => 'n' in json);
			expect(first.json).toMatchObject({ activation_status: 'activated', activation_code_end: 9 });
			const [again] = await run(() => true);
			expect(again.json).toEqual({ message: expect.stringMatching(/active/) as string });
		});
	});

	it('in Stop mode: a credential that cannot be had says what to do', async () => {
		const { error } = await world.run({ rows, nodeType: node({}, { getCredentials: boom }) });
		expect(error?.message).toBe('boom');
		expect(error?.description).toContain('choose a credential');
	});

	it('in Stop mode: the next try knows what was activated before it', async () => {
		let calls = 0;
		const nowhere = { index: 99, outcome: { ending: 'failed', message: '' } as never };
		const nodeType: INodeType = {
			description: new WechatMarketingCode().description,
			async execute(this: IExecuteFunctions) {
				return await street(this, (context, parameters) => {
					const operation = operationOf(this)(context, parameters);
					const { perform } = operation;
					return {
						...operation,
						perform: async (call, desk) => (++calls === 2 ? [nowhere] : await perform(call, desk)),
					};
				});
			},
		};
		const { error } = await world.run({ rows, nodeType, retryOnFail: 2 });
		expect(error).toBeUndefined();
		expect(calls).toBe(3);
		expect(sentRanges(world)).toEqual(['0-9', '10-19']);
	});

	/** The shipped node, whose showing fails for some rows. */
	const showing = (fails: (json: object) => boolean): INodeType => ({
		description: new WechatMarketingCode().description,
		async execute(this: IExecuteFunctions) {
			return await street(this, (context, parameters) => {
				const operation = operationOf(this)(context, parameters);
				return {
					...operation,
					show: (row, outcome) => (fails(row.json) ? boom() : operation.show(row, outcome)),
				};
			});
		},
	});
});

function recordOf(start: number, end: number) {
	return {
		activation_status: 'activated',
		activation_message: 'done',
		activation_errcode: 0,
		activation_errmsg: 'ok',
		activation_rid: null,
		activation_application_id: '581865877',
		activation_code_start: start,
		activation_code_end: end,
		activation_code_count: end - start + 1,
		activation_time: '2026-06-01T04:00:00.000Z',
		activation_retry_after: null,
	};
}
