import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { columns, mapped, row, sent, sentRanges } from './net/sheet';
import { operate } from './operations/operate';
import { startWorld, statuses, type World } from './world';

let world: World;
beforeEach(async () => (world = await startWorld()));
afterEach(async () => await world.end());

const run = async (rows: IDataObject[], parameters: INodeParameters, more = {}) =>
	await world.run({ rows, parameters, onError: 'continueRegularOutput', ...more });

describe('an expression that no engine evaluates', () => {
	const fields = Object.keys(mapped).filter((name) => name !== 'wxaType');

	it.each(fields)('report 1: typed in Fixed mode into %s, it makes a bad row', async (field) => {
		const result = await run([row(0, 9)], { ...mapped, [field]: 'A {{ $json.title }}' });
		expect(statuses(result)).toEqual(['invalid']);
		expect(result.rows[0].activation_message).toMatch(
			/^[A-Z][^:]*: "A \{\{ \$json\.title \}\}" was typed .*Switch this field to Expression/,
		);
		expect(world.simulator.count()).toBe(0);
	});

	it('report 1: typed into a default value, it is bad for the rows that need it', async () => {
		const defaultValues = { productTitle: '{{ $json.name }}' };
		const rows = [row(0, 9), row(10, 19, { title: ' ' })];
		const result = await run(rows, { ...columns, defaultValues });
		expect(statuses(result)).toEqual(['activated', 'invalid']);
		expect(result.rows[1].activation_message).toContain('Default Values, Product Title');
		expect(result.rows[1].activation_message).toContain('Switch this field to Expression');
	});

	it('a default value that is an expression is read for each row that needs it', async () => {
		const defaultValues = { productTitle: '={{ $json.name }}' };
		const rows = [row(0, 9, { title: '', name: 'One' }), row(10, 19, { title: '', name: 'Two' })];
		await run(rows, { ...columns, defaultValues });
		expect(sent(world).map(({ product_title }) => product_title)).toEqual(['One', 'Two']);
	});

	it.each<[string, string, INodeParameters]>([
		['application', 'create', { codeCount: 10000, isvApplicationId: '{{ $json.order }}' }],
		['application', 'get', { lookupBy: 'isvApplicationId', isvApplicationId: '{{ $json.order }}' }],
		['code', 'get', { lookupBy: 'code', code: '{{ $json.code }}' }],
		['code', 'resolveTicket', { openId: '{{ $json.openid }}', codeTicket: 'x' }],
	])('report 1: typed into %s %s, it makes a bad row', async (resource, operation, parameters) => {
		const result = await operate(world, [resource, operation], parameters, {
			rows: [{ order: 'A' }, { order: 'B' }],
			onError: 'continueRegularOutput',
		});
		expect(result.rows).toHaveLength(2);
		expect(result.rows[0].error).toContain('Switch this field to Expression');
		expect(world.simulator.count()).toBe(0);
	});

	it('in a cell it is only text', async () => {
		const result = await run([row(0, 9, { title: '{{ tea }}' })], mapped);
		expect(statuses(result)).toEqual(['activated']);
	});
});

describe('the remains of a failed expression', () => {
	it.each([
		[
			'activityName',
			'=春季 {{ DateTime.fromISO("x").toFormat("yyyy") }}',
			'"春季 Invalid DateTime"',
		],
		[
			'wxaPath',
			'={{ "pages/index/index?batch=" + $json.nope }}',
			'"pages/index/index?batch=undefined"',
		],
		['productTitle', '={{ "Tea " + Number("x") + "ml" }}', '"Tea NaNml"'],
		['productBrand', '=Brand {{ {a: 1}.toString() }}', '[object Object]'],
	])(
		'report 3: in the parameter %s, they make a bad row that quotes the text',
		async (field, value, quoted) => {
			const result = await run([row(0, 9)], { ...mapped, [field]: value });
			expect(statuses(result)).toEqual(['invalid']);
			expect(result.rows[0].activation_message).toContain(quoted);
			expect(world.simulator.count()).toBe(0);
		},
	);

	it('report 3: in a cell too', async () => {
		const rows = [
			row(0, 9, { path: 'pages/index/index?b=null' }),
			row(10, 19, { title: '绿茶 #N/A' }),
		];
		const result = await run(rows, columns);
		expect(statuses(result)).toEqual(['invalid', 'invalid']);
		expect(result.rows[1].activation_message).toContain('"绿茶 #N/A"');
	});

	it('report 3: in the number of an application to be created too', async () => {
		const parameters = {
			codeCount: 10000,
			isvApplicationId: '={{ "PO-" + Number($json.nope) }}',
		};
		const result = await operate(world, ['application', 'create'], parameters, {
			onError: 'continueRegularOutput',
		});
		expect(result.rows[0].error).toContain('NaN');
		expect(world.simulator.count()).toBe(0);
	});
});

describe('a column dragged into Column Names', () => {
	const named = async (codeStart: unknown, header = 'Von') => {
		const { start, ...rest } = row(0, 9);
		const result = await run([{ ...rest, [header]: start }], {
			...columns,
			columnNames: { ...(columns.columnNames as IDataObject), codeStart } as INodeParameters,
		});
		return [sentRanges(world).join(), String(result.rows[0].activation_message)];
	};

	it.each([
		['={{ $json.Von }}', 'Von'],
		['={{ $json["Von Wo"] }}', 'Von Wo'],
		["={{ $('Start').item.json.Von }}", 'Von'],
		["={{ $('Start').item.json['it\\'s'] }}", "it's"],
		['={{ $json.首位 }} ', '首位'],
		['{{ $json.Von }}', 'Von'],
		['={{ "Von" }}', 'Von'],
		// So n8n writes a name with a bracket in it, others as they are.
		["['Br [x]']", 'Br [x]'],
		["it's a.b 码 %(1)", "it's a.b 码 %(1)"],
	])('report 11: %s is the name of the column %s', async (value, header) => {
		expect((await named(value, header))[0]).toBe('0-9');
	});

	it.each(['={{ $json.Von + 1 }}', '={{ $json }}', '={{ true }}'])(
		'report 11: %s is told in a sentence',
		async (value) => {
			const [range, message] = await named(value);
			expect(range).toBe('');
			expect(message).toContain('Column Names, Code Start');
			expect(message).toContain('drag the column into the field');
		},
	);
});

describe('rows that never arrive', () => {
	it('report 10: with Execute Once a hint of type warning says that only the first came', async () => {
		const rows = [row(0, 9), row(10, 19), row(20, 29)];
		const result = await run(rows, mapped, { node: { executeOnce: true } });
		expect(statuses(result)).toEqual(['activated']);
		const hints = result.run.data.resultData.runData.Activate.at(-1)?.hints ?? [];
		expect(hints).toContainEqual(
			expect.objectContaining({
				type: 'warning',
				message: expect.stringMatching(/Execute Once .* of 3 rows only the first/),
			}),
		);
		const alone = await run([row(30, 39)], mapped, { node: { executeOnce: true } });
		expect(alone.hints.join()).not.toContain('Execute Once');
	});

	const failure = { error: 'The file example.xls is not in xlsx format' };

	it.each([
		['columns', columns],
		['fields', mapped],
	])(
		'report 12: the words of a reader that failed are shown, with %s',
		async (_mode, parameters) => {
			const result = await run([failure], parameters as INodeParameters);
			expect(statuses(result)).toEqual(['invalid']);
			expect(result.rows[0].activation_message).toContain(failure.error);
			expect(result.rows[0].activation_message).not.toMatch(/is empty|No column/);
			const stopped = await world.run({
				rows: [failure],
				parameters: parameters as INodeParameters,
			});
			expect(stopped.error?.message).toContain(failure.error);
		},
	);

	it('report 12: one row that failed before stands beside good ones', async () => {
		const result = await run([row(0, 9), { error: { message: 'too large' } }], columns);
		expect(statuses(result)).toEqual(['activated', 'invalid']);
		expect(result.rows[1].activation_message).toContain('too large');
	});
});

describe('a row of which one expression fails, or was typed in Fixed mode', () => {
	const bad = '={{ $json.bad ? $("Nowhere").first().json.title : $json.title }}';
	const ways: Array<[string, INodeParameters]> = [
		['in a field', { ...mapped, productTitle: bad }],
		['in a default value', { ...columns, defaultValues: { productTitle: '{{ $json.name }}' } }],
	];
	const badRow = (start: number, end: number, more: IDataObject = {}) =>
		row(start, end, { title: '', bad: 1, ...more });

	it.each(ways)(
		'is told with all else that is wrong, and what it asked for, %s',
		async (...way) => {
			const [only] = (await run([badRow(0, 9, { brand: '' })], way[1])).rows;
			expect(only.activation_message).toMatch(/expression|Expression/);
			expect(only.activation_message).toContain('Product Brand');
			expect(only).toMatchObject({
				activation_application_id: '581865877',
				activation_code_start: 0,
				activation_code_end: 9,
				activation_code_count: 10,
			});
		},
	);

	it.each(ways)('keeps its range from a later row, %s', async (...way) => {
		const result = await run([badRow(0, 9), row(5, 14)], way[1]);
		expect(statuses(result)).toEqual(['invalid', 'invalid']);
		expect(result.rows[1].activation_message).toContain('overlaps with that of row 1');
	});

	it.each(ways)('tells that the sheet counts from 1, %s', async (...way) => {
		const result = await run([badRow(1, 1000), row(1001, 2000)], way[1]);
		expect(statuses(result)).toEqual(['invalid', 'invalid']);
		expect(world.simulator.count()).toBe(0);
	});

	it.each(ways)(
		'is not what its record says when it asks for another range, %s',
		async (...way) => {
			const [done] = (await run([row(0, 9)], mapped)).rows;
			const sheet = [badRow(0, 9), badRow(100, 109)].map((cells) => ({ ...done, ...cells }));
			const [kept, other] = (await run(sheet, way[1])).rows;
			expect(kept).toMatchObject({ activation_status: 'activated', activation_code_end: 9 });
			expect(other).toMatchObject({ activation_status: 'invalid', activation_code_end: 109 });
		},
	);
});
