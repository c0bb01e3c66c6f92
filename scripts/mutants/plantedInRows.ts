import type { PlantedFault } from './planted';

const ACTIVATE = 'nodes/WechatMarketingCode/actions/code/activate';
const READ = `${ACTIVATE}/rows/read.ts`;
const OVERLAPS = `${ACTIVATE}/rows/overlaps.ts`;
const STANDING = `${ACTIVATE}/rows/standing.ts`;
const REQUEST = `${ACTIVATE}/request.ts`;

const [FIELDS, RANGES, RECORD, OPTIONS, WHOLE] = [
	'net/fields',
	'net/ranges',
	'net/record',
	'net/options',
	'net/wholeApplication',
];

const SHIFT = '{ codeStart: start - first, codeEnd: end - first }';
const RANGE_ENDS = 'nodes/WechatMarketingCode/domain/ranges.ts';
const EQUAL_ENDS = 'a.codeStart === b.codeStart && a.codeEnd === b.codeEnd';

const fault = (
	seenBy: string,
	file: string,
	old: string,
	text: string,
	breaks: string,
): PlantedFault => ({ seenBy, file, old, new: text, breaks });

/** Reading, checking and the body: what a row asks for. */
export const plantedInRows: readonly PlantedFault[] = [
	fault(
		'domain/barcode',
		'nodes/WechatMarketingCode/domain/barcode.ts',
		'% 2 === 1 ? 3 : 1',
		'% 2 === 1 ? 1 : 3',
		'the digits of a barcode have the wrong weights',
	),
	fault(
		RANGES,
		READ,
		SHIFT,
		'{ codeStart: start, codeEnd: end }',
		'one-based start and end are not shifted',
	),
	fault(
		RANGES,
		READ,
		SHIFT,
		'{ codeStart: start, codeEnd: end - first }',
		'a one-based start is not shifted',
	),
	fault(
		RANGES,
		READ,
		SHIFT,
		'{ codeStart: start - first, codeEnd: end }',
		'a one-based end is not shifted',
	),
	fault(
		RANGES,
		READ,
		'start + second - 1',
		'start + second',
		'start and count cover one code too many',
	),
	fault(
		RANGES,
		READ,
		'if (end < start)',
		'if (end < start - 1)',
		'an end one before its start is sent',
	),
	fault(
		RANGES,
		READ,
		'if (start < first)',
		'if (start < 0)',
		'a start of 0 is sent where the first code is 1',
	),
	fault(
		FIELDS,
		READ,
		'if (isValue) values[name] = this.take(row, reader) ?? fallback;',
		"if (isValue) values[name] = name === 'wxaType' ? 0 : (this.take(row, reader) ?? fallback);",
		'wxaType is always 0',
	),
	fault(
		OPTIONS,
		READ,
		"if (barcodeCheck === 'error') this.refuse(",
		"if (barcodeCheck === 'error') this.warn(",
		'Barcode Check "Refuse the Row" only warns',
	),
	fault(
		OPTIONS,
		READ,
		"code === '' || barcodeCheck === 'off'",
		"code === ''",
		'Barcode Check "Off" still warns',
	),
	fault(
		FIELDS,
		REQUEST,
		'body[wire] = value;',
		"body[wire] = wire === 'wxa_type' ? 0 : value;",
		'wxa_type is always sent as 0',
	),
	fault(
		FIELDS,
		REQUEST,
		'body[wire] = value;',
		"body[wire] = wire === 'product_title' ? values.productBrand : value;",
		'the brand is sent as the title',
	),
	fault(
		FIELDS,
		REQUEST,
		'keyNames.map((name) => values[name])',
		"keyNames.map((name) => name !== 'wxaType' && values[name])",
		'rows of another version share a call, or count as repeats',
	),
	fault(
		FIELDS,
		OVERLAPS,
		'requestKey(a.request) === requestKey(b.request)',
		'JSON.stringify(a.request.range) === JSON.stringify(b.request.range)',
		'an equal range with another product is taken for a repeat',
	),
	fault(
		RECORD,
		STANDING,
		"if (applicationId !== '' && applicationId !== record.applicationId) return 'none';",
		'',
		'a finished row is kept though its application changed',
	),
	fault(
		RECORD,
		RANGE_ENDS,
		EQUAL_ENDS,
		'a.codeEnd === b.codeEnd',
		'a finished row is kept though its start changed',
	),
	fault(
		RECORD,
		RANGE_ENDS,
		EQUAL_ENDS,
		'a.codeStart === b.codeStart',
		'a finished row is kept though its end changed',
	),
	fault(
		RECORD,
		`${ACTIVATE}/record.ts`,
		"'already_active', 'unknown'",
		"'unknown'",
		'a row that was already_active is sent again',
	),
	fault(
		'engine/betweenTries',
		STANDING,
		"if (record.ending === 'unknown') return 'unsure';",
		"if (record.ending === 'unknown') return range === undefined ? 'none' : 'unsure';",
		'a whole application that an earlier run left unknown is sent without a question',
	),
	fault(
		'engine/unknownRows',
		OVERLAPS,
		'records.has(index) ? 0 : unsure.has(index) ? 1 : 2',
		'records.has(index) ? 0 : 1',
		'a row above one that is unknown is sent to the same codes',
	),
	fault(
		'engine/unknownRows',
		OVERLAPS,
		'row.sentBefore ??= first.sentBefore;',
		'',
		'a row is sent though one that asks for the very same is unknown and bad',
	),
	fault(
		'engine/unknownRows',
		`${ACTIVATE}/record.ts`,
		'!(isDryRun && sent !== undefined)',
		'true',
		'a dry run that asks forgets which blocks are active',
	),
	fault(
		'engine/followedAdvice',
		STANDING,
		'(range === undefined || crossesBlock(done)) &&',
		'range !== undefined && crossesBlock(done) &&',
		'a whole application that failed in part is sent again without a question',
	),
	fault(
		WHOLE,
		OVERLAPS,
		'const range = request.range ?? whole;',
		'const range = request.range;',
		'a whole application overlaps with nothing',
	),
];
