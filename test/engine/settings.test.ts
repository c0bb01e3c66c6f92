import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { modes, options } from '../../nodes/WechatMarketingCode/actions/code/activate/options';
import { optionFields } from '../../nodes/WechatMarketingCode/actions/options';
import { fieldExpressions, sheetRow } from './harness';
import { mapped, row, sentRanges } from './net/sheet';
import { operate } from './operations/operate';
import { APPLICATION, startWorld, statuses, type World } from './world';

/** Values that no setting takes, each as the text of an expression. */
const NEVER = ['null', 'undefined', '""', '{}', '[]', '"maybe"', '-1', 'NaN', '$json.nope'];

/** What each kind of setting takes. */
const taken = ({ type, options: choices, default: fallback }: INodeProperties): string[] => {
	if (type === 'boolean') return ['true', '"TRUE"', '1', '"yes"', '0', '"off"'];
	if (type === 'number') return ['0', '"60"', '6000'];
	return (choices ?? []).flatMap((choice) => [
		JSON.stringify((choice as INodeProperties).name),
		JSON.stringify(String((choice as { value: unknown }).value).toUpperCase()),
		...(fallback === undefined ? [] : [JSON.stringify(` ${String(fallback)} `)]),
	]);
};

describe('a setting of Activate that holds an expression', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (
		property: INodeProperties,
		value: unknown,
		rows: IDataObject[] = [row(0, 9), row(10, 19)],
	) => {
		const isMode = property.name in modes;
		return await world.run({
			rows,
			parameters: { ...mapped, ...(isMode ? { [property.name]: value as string } : {}) },
			options: isMode ? {} : { [property.name]: value as string },
			onError: 'continueRegularOutput',
		});
	};
	const messages = (result: { rows: IDataObject[] }) =>
		result.rows.map(({ activation_message }) => String(activation_message));

	describe.each(
		optionFields(options).map((property): [string, INodeProperties] => [
			property.displayName,
			property,
		]),
	)('%s', (label, property) => {
		it.each(NEVER)(
			'that gives %s is an error that names it, and nothing is sent',
			async (value) => {
				const result = await run(property, `={{ ${value} }}`);
				expect(statuses(result)).toEqual(['invalid', 'invalid']);
				for (const message of messages(result)) expect(message).toContain(`${label} is set to`);
				expect(world.simulator.count()).toBe(0);
			},
		);

		it.each(taken(property))(
			'that gives %s is understood, a blank behind it too',
			async (value) => {
				const [plain, blank] = [
					await run(property, `={{ ${value} }}`),
					await run(property, `={{ ${value} }} \n`),
				];
				for (const message of [...messages(plain), ...messages(blank)]) {
					expect(message).not.toContain('is set to');
				}
			},
		);

		it('that differs by row is an error that names it', async () => {
			const [one, other] =
				property.type === 'boolean'
					? [true, false]
					: property.type === 'number'
						? [1, 2000]
						: choicesOf(property);
			const rows = [row(0, 9, { is: one }), row(10, 19, { is: one }), row(20, 29, { is: other })];
			const result = await run(property, '={{ $json.is }}', rows);
			expect(statuses(result)).toEqual(['invalid', 'invalid', 'invalid']);
			expect(messages(result)[0]).toContain(`${label} is `);
			expect(messages(result)[0]).toContain('for another');
			expect(world.simulator.count()).toBe(0);
		});

		it('whose expression fails is an error that names it', async () => {
			const result = await run(property, "={{ $('Nowhere').first().json.x }}");
			expect(messages(result)[0]).toContain(`${label}: the expression failed`);
			expect(world.simulator.count()).toBe(0);
		});
	});

	it.each(optionFields(modes))(
		'$displayName: text that is none of its values is an error',
		async (property) => {
			for (const value of ['maybe', "{{ 'columns' }}", "={{ 'columns' }}"]) {
				const result = await run(property, value);
				expect(statuses(result)).toEqual(['invalid', 'invalid']);
				expect(messages(result)[0]).toContain(`${property.displayName} is set to`);
			}
			expect(world.simulator.count()).toBe(0);
		},
	);
});

const choicesOf = (property: INodeProperties) =>
	(property.options ?? []).map((choice) => (choice as { value: string }).value);

describe('settings by expression', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (rows: IDataObject[], set: INodeParameters, more = {}) =>
		await world.run({
			rows,
			parameters: mapped,
			options: set,
			onError: 'continueRegularOutput',
			...more,
		});

	it.each(['={{ true }} ', '={{ "TRUE" }}', '={{ 1 }}', '={{ "yes" }}\n', '=true'])(
		'report 2: Dry Run as %j is a dry run',
		async (dryRun) => {
			expect(statuses(await run([row(0, 9)], { dryRun }))).toEqual(['dry_run']);
			expect(world.simulator.count()).toBe(0);
		},
	);

	it('report 2: Dry Run that is not understood stops a workflow, and the error names it', async () => {
		const result = await run(
			[row(0, 9)],
			{ dryRun: '={{ "maybe" }}' },
			{ onError: 'stopWorkflow' },
		);
		expect(result.error?.message).toContain('Dry Run is set to "maybe"');
		expect(result.error?.description).toBe('Correct this, then run the node again.');
		expect(world.simulator.count()).toBe(0);
	});

	it('Numbering as it is shown in the panel is that numbering', async () => {
		await run([row(1, 10)], { numbering: '={{ "first code is 1" }} ' });
		expect(sentRanges(world)).toEqual(['0-9']);
	});

	it('finished rows keep their record while a setting is not understood', async () => {
		const first = await run([row(0, 9)], {});
		const again = await run([...first.rows, row(10, 19)], { numbering: '={{ 7 }}' });
		expect(statuses(again)).toEqual(['activated', 'invalid']);
		expect(sentRanges(world)).toEqual(['0-9']);
	});

	it('blank rows are not asked', async () => {
		const rows = [
			row(0, 9, { dry: 'yes' }),
			{ row_number: 3, activation_status: null, start: ' ' },
		];
		const result = await run(rows, { dryRun: '={{ $json.dry }}' });
		expect(statuses(result)).toEqual(['dry_run', 'invalid']);
	});

	it('every wrong setting is named', async () => {
		const result = await run([row(0, 9)], { dryRun: '={{ null }}', output: 'maybe' });
		expect(result.rows[0].activation_message).toMatch(
			/Dry Run is set to nothing.*Output is set to "maybe"/,
		);
	});

	it('beyond its bounds a number is the bound', async () => {
		const result = await run([row(0, 9)], { parallelRequests: '={{ 1000 }}', timeout: '={{ 1 }}' });
		expect(statuses(result)).toEqual(['activated']);
	});
});

describe('resource and operation', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it.each([
		['Code', 'Activate'],
		['CODE', 'activate'],
		['code', 'ACTIVATE'],
	])(
		'%s and %s are read by their names, with all that is set for them',
		async (resource, operation) => {
			const parameters = { ...mapped, resource, operation };
			const rows = [row(0, 9)];
			const dry = await world.run({ rows, parameters, options: { dryRun: true } });
			const run = await world.run({ rows, parameters });
			const got = await operate(world, ['Application', 'GET'], {
				applicationId: String(APPLICATION),
			});
			expect([statuses(dry), statuses(run)]).toEqual([['dry_run'], ['activated']]);
			expect(got.rows[0]).toMatchObject({ status: 'FINISH', finished: true });
		},
	);

	it.each([
		['code', "{{ 'activate' }}"],
		['code', ''],
		['{{ "code" }}', 'activate'],
		['constructor', 'activate'],
	])('%s and %s, which are none, are an error', async (resource, operation) => {
		const result = await world.run({
			rows: [sheetRow(0, 9)],
			parameters: { ...mapped, resource, operation },
		});
		expect(result.error?.message).toContain('There is no operation');
		expect(world.simulator.count()).toBe(0);
	});
});

describe('the settings of the other operations', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const byIndex = { applicationId: String(APPLICATION), codeIndex: '0' };
	const create = { codeCount: 10000, isvApplicationId: 'A' };

	it.each<[string, string, INodeParameters, string]>([
		['code', 'get', { ...byIndex, lookupBy: "{{ 'index' }}" }, 'Look Up By'],
		['code', 'get', { ...byIndex, options: { timeout: '={{ -1 }}' } }, 'Timeout'],
		['application', 'get', { ...byIndex, lookupBy: 'maybe' }, 'Look Up By'],
		[
			'application',
			'get',
			{ ...byIndex, options: { maxWaitMinutes: '={{ "" }}' } },
			'Max Wait Minutes',
		],
		[
			'application',
			'create',
			{ ...create, options: { waitUntilFinished: 'maybe' } },
			'Wait Until Finished',
		],
		['application', 'download', { ...byIndex, range: 'maybe' }, 'Range'],
		['application', 'download', { ...byIndex, outputAs: 'xlsx' }, 'Output As'],
		[
			'application',
			'download',
			{ ...byIndex, options: { singleFile: '={{ {} }}' } },
			'Single File',
		],
	])('%s %s with %j is an error that names %s', async (resource, operation, parameters, label) => {
		const result = await operate(world, [resource, operation], parameters, {
			...(parameters.options === undefined
				? {}
				: { options: parameters.options as INodeParameters }),
			onError: 'continueRegularOutput',
		});
		expect(result.rows[0].error).toContain(`${label} is set to`);
		expect(world.simulator.count()).toBe(0);
	});

	it('are folded: a choice by its name in the panel, a flag as text', async () => {
		const got = await operate(world, ['code', 'get'], { ...byIndex, lookupBy: ' index' });
		expect(got.error?.message ?? '').not.toContain('is set to');
		const waiting = await operate(world, ['application', 'create'], create, {
			options: { waitUntilFinished: '={{ "YES" }} ' },
		});
		expect(waiting.rows[0]).toMatchObject({ finished: true });
	});
});

describe('Row Source and Range By as text', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it.each([
		['Start and Count', 'Fields Below'],
		['start and count', 'FIELDS'],
		['STARTCOUNT', 'fields below'],
	])('%j and %j: n8n hands over the fields that they ask for', async (rangeBy, rowSource) => {
		const parameters = { ...fieldExpressions, codeCount: '={{ $json.n }}', rangeBy, rowSource };
		const run = await world.run({ rows: [sheetRow(0, 0, { n: 10 })], parameters });
		expect(run.rows[0]).toMatchObject({ activation_status: 'activated', activation_code_end: 9 });
	});

	it('the default values of a sheet likewise', async () => {
		const parameters = {
			rowSource: 'Columns of the Incoming Rows',
			defaultValues: { wxaPath: 'pages/default' },
			columnNames: { wxaAppId: 'app' },
		};
		const run = await world.run({ rows: [sheetRow(0, 9, { path: '' })], parameters });
		expect(statuses(run)).toEqual(['activated']);
	});
});
