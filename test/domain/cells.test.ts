import fc from 'fast-check';
import {
	isBlank,
	readBarcode,
	readCount,
	readDigits,
	readPosition,
	readText,
	readWxaType,
	saysNothing,
	type Reading,
} from '../../nodes/WechatMarketingCode/domain/cells';

/** A value, 'blank', or what the problem says (a part of it). */
type Expected = { value: unknown; warns?: string } | 'blank' | { refused: string; isMark?: true };

const value = (read: unknown, warns?: string): Expected => ({ value: read, warns });
/** Said in both languages: English in these words, and something in Chinese. */
const sentence = (says: unknown) => ({
	en: says,
	zh: expect.stringMatching(/\p{Script=Han}/u) as unknown,
});
const refused = (says: string): Expected => ({ refused: says });
/** A cell that only says that there is nothing; for a field that may be left empty it is as blank. */
const mark = (says: string): Expected => ({ refused: says, isMark: true });

const endless: { result?: unknown; toJSON?: () => string } = { toJSON: () => 'endless' };
endless.result = endless;
const luxonDate = { isLuxonDateTime: true, ts: 0 };
const shown = (cell: unknown) => {
	if (typeof cell === 'bigint') return `${cell}n`;
	if (typeof cell === 'number' || cell === undefined) return String(cell);
	if (typeof cell !== 'string') return JSON.stringify(cell);
	const escaped = cell.replace(
		/[^\x21-\x7e]/g,
		(char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `'${escaped}'`;
};

function table(
	name: string,
	read: (cell: unknown) => Reading<unknown>,
	rows: Array<[cell: unknown, expected: Expected]>,
): void {
	describe(name, () => {
		test.each(rows.map(([cell, expected]) => ({ cell, expected, title: shown(cell) })))(
			'$title',
			({ cell, expected }) => {
				const reading = read(cell);
				if (expected === 'blank') {
					expect(reading).toEqual({ kind: 'blank' });
				} else if ('refused' in expected) {
					expect(reading).toEqual({
						kind: 'problem',
						problem: sentence(expect.stringContaining(expected.refused)),
						isMark: expected.isMark,
					});
				} else if (expected.warns === undefined) {
					expect(reading).toEqual({ kind: 'value', value: expected.value });
				} else {
					expect(reading).toEqual({
						kind: 'value',
						value: expected.value,
						warning: sentence(expect.stringContaining(expected.warns)),
					});
				}
			},
		);
	});
}

table('a position from an ugly cell', readPosition, [
	// Numbers.
	[0, value(0)],
	[-0, value(0)],
	[9999, value(9999)],
	[1.0, value(1)],
	[9007199254740991, value(9007199254740991)],
	[12n, value(12)],
	// Text that is a number.
	['0', value(0)],
	[' 12 ', value(12)],
	['\t12\r\n', value(12)],
	['\u00a012\u00a0', value(12)],
	['\u300012', value(12)],
	['\ufeff12', value(12)],
	['1\u200b2\u200b', value(12)],
	['\u202a12\u202c', value(12)],
	['9,999', value(9999)],
	['9，999', value(9999)],
	['1,234,567', value(1234567)],
	['9,999.00', value(9999)],
	['9\u00a0999', value(9999)],
	['9\u202f999', value(9999)],
	['９９９９', value(9999)],
	['00010000', value(10000)],
	['1.0', value(1)],
	['9999.00', value(9999)],
	['1000.000', value(1000)],
	["'9999", value(9999)],
	['="9999"', value(9999)],
	// What other readers of spreadsheets make of a cell.
	[{ richText: [{ text: '99' }, { text: '99' }] }, value(9999)],
	[{ richText: [{ text: 5 }, { font: {} }, { text: '99' }] }, value(99)],
	[{ richText: '99' }, refused('holds an object')],
	[{ text: '9999', hyperlink: 'https://example.com' }, value(9999)],
	[{ formula: 'A1+1', result: 9999 }, value(9999)],
	// Nothing.
	['', 'blank'],
	['  ', 'blank'],
	['\u00a0', 'blank'],
	['\u3000', 'blank'],
	['\ufeff', 'blank'],
	['\u200b', 'blank'],
	['\n', 'blank'],
	['=""', 'blank'],
	['="  "', 'blank'],
	[null, 'blank'],
	[undefined, 'blank'],
	[{ formula: 'A1', result: null }, 'blank'],
	// Not whole, not sure, not a number.
	[1.5, refused('"1.5" is not a whole number. Enter digits only')],
	['1.5', refused('"1.5" is not a whole number')],
	['0,5', refused('not a whole number')],
	['0,999', refused('not a whole number')],
	['9,99', refused('not a whole number')],
	['1,0000', refused('not a whole number')],
	[
		'9.999',
		refused('can mean thousands or decimals. Enter the number without separators, such as 9999.'),
	],
	['9.000', refused('can mean thousands or decimals')],
	['1.234.567', refused('can mean thousands or decimals')],
	['12.345', refused('can mean thousands or decimals')],
	['0.000', refused('can mean thousands or decimals')],
	['0.999', refused('not a whole number')],
	['1.234.56', refused('not a whole number')],
	['1.234.567x', refused('not a whole number')],
	['2026-13', refused('a whole range in one cell')],
	['12026-11', refused('a whole range in one cell')],
	['1/a', refused('not a whole number')],
	['x1月2日', refused('not a whole number')],
	['1e5', refused('has lost digits. Format the column as text')],
	['１Ｅ５', refused('has lost digits')],
	['6.94E+12', refused('"6.94E+12" is shortened by the spreadsheet')],
	['-1', refused('"-1" is negative')],
	['－1', refused('is negative')],
	['−1', refused('is negative')],
	[-1, refused('"-1" is negative')],
	['1-2', refused('is a whole range in one cell')],
	['0-9999', refused('Put its start and its end into two columns')],
	['0~9,999', refused('is a whole range in one cell')],
	['０～９９９９', refused('is a whole range in one cell')],
	['0 至 9999', refused('is a whole range in one cell')],
	['0 to 9999', refused('is a whole range in one cell')],
	['0..9999', refused('is a whole range in one cell')],
	['100 199', refused('not a whole number')],
	['0x10', refused('not a whole number')],
	['+5', refused('not a whole number')],
	['1万', refused('not a whole number')],
	['一千', refused('not a whole number')],
	['10000个', refused('not a whole number')],
	['٣', refused('not a whole number')],
	['①', refused('not a whole number')],
	['.5', refused('not a whole number')],
	['-', mark('"-"')],
	['N/A', mark('"N/A"')],
	[Infinity, refused('is not a number')],
	[-Infinity, refused('is not a number')],
	[NaN, refused('is not a number')],
	['Infinity', refused('not a whole number')],
	[9007199254740992, refused('too large')],
	['9007199254740993', refused('too large')],
	[1e21, refused('too large')],
	// Dates.
	[new Date(0), refused('holds a date. Format the column')],
	[luxonDate, refused('holds a date')],
	['2026-11-24', refused('looks like a date')],
	['2026-11-24T00:00:00.000Z', refused('looks like a date')],
	['2026/11/24', refused('looks like a date')],
	['11/24/26', refused('looks like a date')],
	['24.11.2026', refused('looks like a date')],
	['1/2', refused('looks like a date')],
	['2-Jan', refused('looks like a date')],
	['Jan-26', refused('looks like a date')],
	['1月2日', refused('looks like a date')],
	['2026年11月24日', refused('looks like a date')],
	['2026-11', refused('looks like a date')],
	['08:00', refused('looks like a date')],
	// Formula errors and narrow columns.
	['#N/A', mark('holds the formula error "#N/A". Correct the formula in the sheet')],
	['#REF!', refused('formula error')],
	['#VALUE!', refused('formula error')],
	['#DIV/0!', refused('formula error')],
	['#NAME?', refused('formula error')],
	['#NUM!', refused('formula error')],
	['#NULL!', refused('formula error')],
	['#SPILL!', refused('formula error')],
	['#ERROR!', refused('formula error')],
	[{ error: '#N/A' }, mark('formula error "#N/A"')],
	[{ formula: 'A1', result: { error: '#REF!' } }, refused('formula error "#REF!"')],
	['########', refused('Make the column wider')],
	// Not a cell.
	[true, refused('logical value TRUE')],
	[false, refused('logical value FALSE')],
	[{}, refused('holds an object')],
	[{ value: 1 }, refused('holds an object')],
	[[1], refused('holds a list')],
	['[object Object]', refused('gives a whole object: choose one of its fields')],
	[() => 1, refused('holds a function')],
	[endless, refused('holds an object')],
]);

table('a count', readCount, [
	[1, value(1)],
	['10,000', value(10000)],
	[0, refused('A count of 0 activates nothing')],
	['0', refused('A count of 0 activates nothing')],
	['', 'blank'],
	['1.5', refused('not a whole number')],
]);

table('an application id', readDigits, [
	[581865877, value('581865877')],
	['581865877', value('581865877')],
	[' 581865877\u00a0', value('581865877')],
	['\ufeff５８１８６５８７７', value('581865877')],
	['581,865,877', value('581865877')],
	['581865877.0', value('581865877')],
	['="581865877"', value('581865877')],
	["'581865877", value('581865877')],
	['0581865877', value('0581865877')],
	['18446744073709551615', value('18446744073709551615')],
	[18446744073709551615n, value('18446744073709551615')],
	['', 'blank'],
	[2 ** 64, refused('Format the column as text')],
	['12345678901234567890.0', refused('has lost digits')],
	['5.81865877E8', refused('has lost digits')],
	['5.81E+08', refused('Format the column as text')],
	[581865877.5, refused('not a row of digits')],
	[-581865877, refused('not a row of digits')],
	['581.865.877', refused('can mean thousands or decimals')],
	['No. 581865877', refused('something other than digits. Enter the number alone')],
	['581865877/715479145', refused('something other than digits')],
	['2026-11-24', refused('looks like a date')],
	['wx3sxjifjwojfsffef', refused('something other than digits')],
	['#N/A', mark('formula error')],
	[true, refused('logical value')],
	[{ id: 581865877 }, refused('holds an object')],
]);

table('a barcode', readBarcode, [
	['6941873400136', value('6941873400136')],
	[6941873400136, value('6941873400136')],
	[' 6941873400136\t', value('6941873400136')],
	['６９４１８７３４００１３６', value('6941873400136')],
	['69418\u200b73400136', value('6941873400136')],
	['="6941873400136"', value('6941873400136')],
	["'6941873400136", value('6941873400136')],
	['0036000291452', value('0036000291452')],
	['036000291452', value('036000291452')],
	['123456789012', value('123456789012')],
	['test_code', value('test_code')],
	['6941873 400136', value('6941873 400136')],
	['ＡＢ１２', value('ＡＢ12')],
	// A number of 12 or 7 digits, in which a leading zero may be lost.
	[416000336108, value('416000336108', '"0416000336108" would be a valid EAN too')],
	['416,000,336,108', value('416000336108', 'A leading zero may be lost')],
	[416000336109, value('416000336109')],
	['416000336108', value('416000336108')],
	[1234565, value('1234565', '"01234565" would be a valid EAN too')],
	[1234566, value('1234566')],
	['', 'blank'],
	['6.94E+12', refused('Format the column as text, enter the full number again')],
	['6.94187E+12', refused('has lost digits')],
	['6941873400136.0', refused('is a decimal number, not a barcode')],
	[6941873400136.5, refused('not a row of digits')],
	[-5, refused('not a row of digits')],
	[1e20, refused('Format the column as text')],
	['2026-11-24', refused('is a date, not a barcode')],
	[new Date(0), refused('holds a date')],
	['#VALUE!', refused('formula error')],
	[false, refused('logical value FALSE')],
	[['6941873400136'], refused('holds a list')],
]);

table('a name or a path', readText, [
	['双十一活动', value('双十一活动')],
	['  双十一\u3000活动\u00a0', value('双十一\u3000活动')],
	['\ufeff\u200bACME\u200b', value('ACME')],
	['ＡＣＭＥ', value('ＡＣＭＥ')],
	['Cafe\u0301', value('Cafe\u0301')],
	['"ACME" & Sons', value('"ACME" & Sons')],
	["'ACME'", value("'ACME'")],
	['="ACME ""Gold"""', value('ACME "Gold"')],
	['👩‍👧 tea', value('👩‍👧 tea')],
	[2026, value('2026')],
	[1.5, value('1.5')],
	['2026-11-11', value('2026-11-11')],
	['6.94E+12', value('6.94E+12')],
	['#1', value('#1')],
	['Red\nTea', value('Red\nTea', 'holds a line break')],
	[{ richText: [{ text: 'Red ', font: {} }, { text: 'Tea' }] }, value('Red Tea')],
	[{ text: 'ACME', hyperlink: 'https://example.com' }, value('ACME')],
	['\u00a0\u3000', 'blank'],
	[null, 'blank'],
	['#N/A', mark('formula error')],
	['#NAME?', refused('formula error')],
	['#N/A tea', value('#N/A tea')],
	['#GETTING_DATA', refused('formula error')],
	['x#REF!', value('x#REF!')],
	['####', refused('wider')],
	['undefined', mark('"undefined" in place of a value')],
	['null', mark('"null"')],
	['[object Object]', refused('choose one of its fields')],
	['\ufffd\ufffd\ufffd', refused('Save the file again with the encoding UTF-8')],
	['AC\u0000ME', refused('unreadable characters')],
	['AC\ud83dME', refused('unreadable characters')],
	[1e21, refused('lost digits')],
	[new Date(0), refused('holds a date')],
	[true, refused('logical value TRUE')],
	[{ name: 'ACME' }, refused('holds an object')],
	[['ACME', 'Beta'], refused('holds a list')],
]);

const developmentForEver = 'the development version (开发版) of the mini program for ever';
const trialForEver = 'the trial version (体验版) of the mini program for ever';

table('a mini program version', readWxaType, [
	[0, value(0)],
	[1, value(1, developmentForEver)],
	['2', value(2, trialForEver)],
	['２', value(2, trialForEver)],
	['1.0', value(1, developmentForEver)],
	['release', value(0)],
	[' Release (正式版) ', value(0)],
	['development', value(1, developmentForEver)],
	['Develop', value(1, developmentForEver)],
	['DEV', value(1, developmentForEver)],
	['trial', value(2, trialForEver)],
	['experience', value(2, trialForEver)],
	['Trial version', value(2, trialForEver)],
	['正式版', value(0)],
	['正式', value(0)],
	['开发版', value(1, developmentForEver)],
	['开发', value(1, developmentForEver)],
	['体验版', value(2, trialForEver)],
	['体验', value(2, trialForEver)],
	['体验版（2）', value(2, trialForEver)],
	['', 'blank'],
	[null, 'blank'],
	[3, refused('"3" is not a mini program version. Enter 0 or release')],
	[0.5, refused('not a mini program version')],
	[-1, refused('not a mini program version')],
	['test', refused('not a mini program version')],
	['测试版', refused('not a mini program version')],
	['#N/A', mark('formula error')],
	[true, refused('logical value')],
]);

describe('a mark for nothing', () => {
	const marks = [
		...[
			'-',
			'—',
			'——',
			'－',
			'/',
			'N/A',
			'#N/A',
			'n/a',
			'无',
			'暂无',
			'TBD',
			'tbd',
			'待定',
			'待补',
			'?',
		],
		...[
			'????',
			'？？',
			'null',
			'NULL',
			'undefined',
			'NaN',
			' — ',
			'(无)',
			'【待定】',
			'…',
			'-\u200b',
			'="-"',
		],
	];

	test.each(marks)('is no value to any reader, and is quoted: %j', (cell) => {
		for (const read of [readPosition, readCount, readDigits, readBarcode, readText, readWxaType]) {
			expect(read(cell)).toEqual({
				kind: 'problem',
				isMark: true,
				problem: sentence(expect.stringMatching(/^The cell holds (the formula error )?".+"/)),
			});
		}
		expect([saysNothing(cell), isBlank(cell)]).toEqual([true, false]);
	});

	test.each([
		'Null-Zucker',
		'NaNa',
		'无印良品',
		'A/B',
		'7-Up',
		'什么?',
		'TBD Coffee',
		'0',
		'N',
		'一',
		'-5°',
	])('is not the text of a product: %j', (cell) => {
		expect(readText(cell)).toEqual({ kind: 'value', value: cell });
		expect(saysNothing(cell)).toBe(false);
	});
});

describe('a blank cell', () => {
	test.each([
		'',
		' ',
		'\u00a0\u3000\u2009',
		'\ufeff',
		'\u200b\u200d',
		'\r\n\t',
		'=""',
		null,
		undefined,
	])('is one without anything to see: %j', (cell) => expect(isBlank(cell)).toBe(true));
	test.each([0, '0', false, '-', {}, [], NaN])('is not %j', (cell) =>
		expect(isBlank(cell)).toBe(false),
	);
});

describe('reading any value whatever', () => {
	const readers = { readPosition, readCount, readDigits, readBarcode, readText, readWxaType };
	const anything = fc.oneof(
		fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
		fc.string({ unit: 'binary' }),
		fc.stringMatching(/^[-+\d.,eE/ :\u00a0'"=#]{1,12}$/),
		fc.double(),
	);

	test.each(Object.entries(readers))(
		'%s never throws and quotes 40 characters at most',
		(_n, read) => {
			fc.assert(
				fc.property(anything, (cell) => {
					const reading: Reading<unknown> = read(cell);
					if (reading.kind === 'problem') {
						expect(reading.problem.en).toMatch(/\.$/s);
						expect(reading.problem.zh).toMatch(/。$/s);
						const quoted = /"([^]*)"/.exec(reading.problem.en)?.[1] ?? '';
						expect(Array.from(quoted).length).toBeLessThanOrEqual(40);
					}
				}),
				{ numRuns: 500 },
			);
		},
	);

	test('a position read from text is the number that its digits write', () => {
		fc.assert(
			fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (position) => {
				for (const text of [
					String(position),
					position.toLocaleString('en-US'),
					` ${position}.00`,
				]) {
					// "9.00" and up are decimals; three zeros would not be.
					expect(readPosition(text)).toEqual({ kind: 'value', value: position });
				}
				expect(readPosition(position)).toEqual({ kind: 'value', value: position });
			}),
		);
	});

	test('an application id or barcode in text keeps every digit', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9]{1,30}$/), (digits) => {
				expect(readDigits(digits)).toEqual({ kind: 'value', value: digits });
				expect(readBarcode(digits)).toEqual({ kind: 'value', value: digits });
			}),
		);
	});
});

describe('the brand NAN', () => {
	it('is no mark, though what a program leaves is', () => {
		expect(readText('NAN')).toEqual({ kind: 'value', value: 'NAN' });
		expect(readText('NaN')).toMatchObject({ kind: 'problem' });
	});
});
