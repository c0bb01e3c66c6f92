import fc from 'fast-check';
import {
	columnAdder,
	resultColumns,
} from '../../nodes/WechatMarketingCode/actions/code/activate/columns';

const withResultColumns = columnAdder();

const header = fc.oneof(
	fc.constantFrom(
		'申请单号',
		'start',
		'end',
		'activation_status',
		'activation_time',
		'0',
		'__proto__',
	),
	fc.string(),
);
const row = fc.uniqueArray(header).map((headers) =>
	headers.reduce(
		(json, name, at) => {
			Object.defineProperty(json, name, {
				value: at,
				enumerable: true,
				writable: true,
				configurable: true,
			});
			return json;
		},
		{} as Record<string, number>,
	),
);

describe('result columns', () => {
	it('stand behind the columns of the row, all of them, whatever row came before', () => {
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				for (const json of rows) {
					const shown = withResultColumns(json);
					const own = Object.keys(json);
					const added = resultColumns.filter((column) => !own.includes(column));
					expect(Object.keys(shown)).toEqual([...own, ...added]);
					for (const name of own) expect(Object.entries(shown)).toContainEqual([name, json[name]]);
					for (const column of added) expect(shown[column]).toBeNull();
				}
			}),
		);
	});

	it('do not touch the incoming row', () => {
		const json = Object.freeze({ start: 1 });
		withResultColumns(json).activation_status = 'activated';
		expect(json).toEqual({ start: 1 });
		expect(withResultColumns(json).activation_status).toBeNull();
	});
});
