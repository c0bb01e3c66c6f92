import type { PlantedFault } from './planted';

const ACTIVATE = 'nodes/WechatMarketingCode/actions/code/activate';
const READ = `${ACTIVATE}/read.ts`;
const CHECK = `${ACTIVATE}/check.ts`;
const BODY = `${ACTIVATE}/body.ts`;
const VALUES = `${ACTIVATE}/values.ts`;

const [FIELDS, RANGES, RECORD, OPTIONS, WHOLE] = [
	'net/fields',
	'net/ranges',
	'net/record',
	'net/options',
	'net/wholeApplication',
];

const SHIFT = '{ codeStart: start - first, codeEnd: end - first }';
const SAME_REQUEST =
	'requestKey(first.values as ActivationValues) === requestKey(row.values as ActivationValues)';

/** Reading, checking and the body: what a row asks for. */
export const plantedInRows: readonly PlantedFault[] = [
	{
		file: 'nodes/WechatMarketingCode/domain/barcode.ts',
		old: '% 2 === 1 ? 3 : 1',
		new: '% 2 === 1 ? 1 : 3',
		breaks: 'the digits of a barcode have the wrong weights',
		seenBy: 'domain/barcode',
	},
	{
		file: READ,
		old: SHIFT,
		new: '{ codeStart: start, codeEnd: end }',
		breaks: 'one-based start and end are not shifted',
		seenBy: RANGES,
	},
	{
		file: READ,
		old: SHIFT,
		new: '{ codeStart: start, codeEnd: end - first }',
		breaks: 'a one-based start is not shifted',
		seenBy: RANGES,
	},
	{
		file: READ,
		old: SHIFT,
		new: '{ codeStart: start - first, codeEnd: end }',
		breaks: 'a one-based end is not shifted',
		seenBy: RANGES,
	},
	{
		file: READ,
		old: 'start + second - 1',
		new: 'start + second',
		breaks: 'start and count cover one code too many',
		seenBy: RANGES,
	},
	{
		file: READ,
		old: 'if (end < start)',
		new: 'if (end < start - 1)',
		breaks: 'an end one before its start is sent',
		seenBy: RANGES,
	},
	{
		file: READ,
		old: 'if (start < first)',
		new: 'if (start < 0)',
		breaks: 'a start of 0 is sent where the first code is 1',
		seenBy: RANGES,
	},
	{
		file: READ,
		old: "this.optional(row, 'wxaType', readers.wxaType) ?? 0",
		new: '0 as 0 | 1 | 2',
		breaks: 'wxaType is always 0',
		seenBy: FIELDS,
	},
	{
		file: READ,
		old: "if (barcodeCheck === 'error') this.refuse(",
		new: "if (barcodeCheck === 'error') this.warn(",
		breaks: 'Barcode Check "Refuse the Row" only warns',
		seenBy: OPTIONS,
	},
	{
		file: READ,
		old: "code === '' || barcodeCheck === 'off'",
		new: "code === ''",
		breaks: 'Barcode Check "Off" still warns',
		seenBy: OPTIONS,
	},
	{
		file: BODY,
		old: 'wxa_type: values.wxaType',
		new: 'wxa_type: 0',
		breaks: 'wxa_type is always sent as 0',
		seenBy: FIELDS,
	},
	{
		file: BODY,
		old: 'product_title: values.productTitle',
		new: 'product_title: values.productBrand',
		breaks: 'the brand is sent as the title',
		seenBy: FIELDS,
	},
	{
		file: VALUES,
		old: 'Object.keys(ALL_VALUES)',
		new: "Object.keys(ALL_VALUES).filter((name) => name !== 'wxaType')",
		breaks: 'rows of another version share a call, or count as repeats',
		seenBy: FIELDS,
	},
	{
		file: CHECK,
		old: SAME_REQUEST,
		new: 'JSON.stringify(first.values?.range) === JSON.stringify(row.values?.range)',
		breaks: 'an equal range with another product is taken for a repeat',
		seenBy: FIELDS,
	},
	...['application_id', 'code_start', 'code_end'].map((column): PlantedFault => {
		const value = {
			application_id: 'values.applicationId',
			code_start: 'values.range.codeStart',
			code_end: 'values.range.codeEnd',
		}[column];
		return {
			file: CHECK,
			old: `same('activation_${column}', ${value})`,
			new: 'true',
			breaks: `a finished row is kept though its ${column} changed`,
			seenBy: RECORD,
		};
	}),
	{
		file: CHECK,
		old: "if (status !== 'activated' && status !== 'already_active') continue;",
		new: "if (status !== 'activated') continue;",
		breaks: 'a row that was already_active is sent again',
		seenBy: RECORD,
	},
	{
		file: CHECK,
		old: 'const range = values.range ?? whole;',
		new: 'const range = values.range;',
		breaks: 'a whole application overlaps with nothing',
		seenBy: WHOLE,
	},
];
