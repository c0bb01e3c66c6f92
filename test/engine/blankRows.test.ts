import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { fieldExpressions, sheetRow, type EngineRun } from './harness';
import { startWorld, statuses, type World } from './world';

const columns: INodeParameters = { rowSource: 'columns', columnNames: { wxaAppId: 'app' } };

describe('a blank row', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (
		rows: IDataObject[],
		parameters: INodeParameters = columns,
		onError?: OnError,
	): Promise<EngineRun> => await world.run({ rows, parameters, onError });
	const split = ({ outputs }: EngineRun) =>
		outputs.map((items) => items.map(({ json }) => json.activation_status));

	it.each([
		['nothing', {}],
		['its line', { row_number: 2 }],
		['blanks', { application: '', start: null, title: ' ' }],
		['marks', { application: '-', start: 'N/A', title: '待定' }],
		[
			'its own result',
			{ start: '', activation_status: 'invalid', activation_message: 'Empty row' },
		],
		[
			'its own result under other spellings',
			{
				'\ufeffactivation_status': 'invalid',
				Activation_Message: 'Empty row',
				'ACTIVATION TIME': 'now',
			},
		],
	])('is harmless as the only one of a sheet that is empty today: %s', async (_what, row) => {
		const result = await run([row]);
		expect(result.error).toBeUndefined();
		expect(statuses(result)).toEqual(['invalid']);
		expect(result.rows[0].activation_message).toBe('Empty row; nothing was sent.');
		expect(world.simulator.count()).toBe(0);
	});

	it('behind the last row leaves by the first output, and is counted by itself', async () => {
		const rows = [sheetRow(0, 9), { start: '' }, { title: '—' }, {}];
		const result = await run(rows, columns, 'continueErrorOutput');
		expect(split(result)).toEqual([['activated', 'invalid', 'invalid', 'invalid'], []]);
		expect(result.hints[0]).toMatch(/^1 activated, 3 empty, in \d requests?$/);
	});

	it('has no say in a setting that holds an expression', async () => {
		const rows = [sheetRow(0, 9, { dry: true }), { title: '-' }, { row_number: 4 }];
		const options = { dryRun: '={{ $json.dry }}' };
		const result = await world.run({ rows, parameters: columns, options });
		expect(statuses(result)).toEqual(['dry_run', 'invalid', 'invalid']);
	});

	it('between others is a bad row that says so in one sentence', async () => {
		const rows = [sheetRow(0, 9), { title: '-' }, sheetRow(10, 19)];
		const result = await run(rows, columns, 'continueErrorOutput');
		expect(split(result)).toEqual([['activated', 'activated'], ['invalid']]);
		expect(result.outputs[1][0].json.activation_message).toBe('The row is empty.');
	});

	it('is not one that default values would fill', async () => {
		const parameters = {
			...columns,
			defaultValues: { applicationId: '581865877', activityName: 'a', productBrand: 'b' },
		};
		const result = await run([sheetRow(0, 9), {}], parameters, 'continueErrorOutput');
		expect(split(result)).toEqual([['activated', 'invalid'], []]);
	});

	describe('with fields', () => {
		const typed: INodeParameters = {
			...fieldExpressions,
			...{ applicationId: '581865877', codeStart: '0', codeEnd: '9', activityName: 'a' },
			...{ productBrand: 'b', productTitle: 't', productCode: '6941873400136' },
			...{ wxaAppId: 'wx1234567890abcdef', wxaPath: 'pages/index/index' },
		};

		it('is not the item of a manual trigger whose fields are filled in', async () => {
			expect(statuses(await run([{}], typed))).toEqual(['activated']);
		});

		it('is an item that holds nothing, when application, start and end came out empty', async () => {
			const result = await run([{}], { ...typed, ...fieldExpressions, activityName: 'a' });
			expect(result.error).toBeUndefined();
			expect(result.rows[0].activation_message).toBe('Empty row; nothing was sent.');
		});

		it.each(['applicationId', 'codeStart', 'codeEnd'])(
			'is none when %s came out of it',
			async (name) => {
				const parameters = { ...fieldExpressions, [name]: typed[name] };
				const result = await run([sheetRow(0, 9), {}], parameters, 'continueErrorOutput');
				expect(split(result)).toEqual([['activated'], ['invalid']]);
			},
		);

		it('is none when its item holds something', async () => {
			const rows = [sheetRow(0, 9), { note: 'total' }];
			const result = await run(rows, fieldExpressions, 'continueErrorOutput');
			expect(split(result)).toEqual([['activated'], ['invalid']]);
		});
	});
});
