import fc from 'fast-check';
import {
	barcodeProblem,
	digitsAsPrinted,
	gtinCheckDigit,
	withLostLeadingZeros,
} from '../../nodes/WechatMarketingCode/domain/barcode';

const problemOf = (code: string) => barcodeProblem(code)?.en;

describe('a barcode', () => {
	test.each([
		['6941873400136', 'an EAN-13 in a public PHP sample of the marketcode API'],
		['6291041500213', 'GS1: how to calculate a check digit manually; Hex docs of gl_gtin'],
		['4006381333931', 'Wikipedia: International Article Number'],
		['9780306406157', 'Wikipedia: ISBN, as EAN-13'],
		['73513537', 'Wikipedia: EAN-8'],
		['036000291452', 'Wikipedia: Universal Product Code'],
		['10012345678902', 'GS1 US: GTIN-14 example'],
		['0000000000000', 'the sum 0 gives the digit 0'],
	])('%s is valid (%s)', (code) => {
		expect(problemOf(code)).toBeUndefined();
	});

	test.each([
		['6941873400137', 'EAN-13', 6, 7],
		['6291041500214', 'EAN-13', 3, 4],
		['73513530', 'EAN-8', 7, 0],
		['036000291453', 'UPC', 2, 3],
		['10012345678901', 'GTIN-14', 2, 1],
	])('%s is refused with the digit that is expected', (code, name, expected, last) => {
		expect(problemOf(code)).toContain(
			`"${code}" is not a valid ${name}: its last digit should be ${expected}, not ${last}.`,
		);
	});

	test('of another length is refused with its length', () => {
		expect(problemOf('694187340014')).toContain('is not a valid UPC');
		expect(problemOf('69418734001')).toContain('has 11 digits, but an EAN has 13 or 8');
		expect(problemOf('5')).toContain('has 1 digit,');
		expect(problemOf('')).toContain('has 0 digits');
	});

	test('that would be valid with its leading zeros is told so', () => {
		expect(problemOf('36000291452')).toContain('"0036000291452" would be valid');
		expect(problemOf('36000291453')).not.toContain('would be valid');
	});

	test.each([
		'test_code',
		'6941873 400136',
		'６９４１８７３４００１３６',
		'-941873400136',
		'6.94E+12',
	])('%s is refused because it is not digits alone', (code) => {
		expect(problemOf(code)).toContain(`"${code}" holds something other than digits`);
	});

	test('that is absurdly long is quoted in part', () => {
		expect(problemOf('9'.repeat(5000))?.length).toBeLessThan(200);
		expect(problemOf('x'.repeat(5000))?.length).toBeLessThan(200);
	});

	const digits = (length: number) =>
		fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((some) => some.join(''));

	test('with one digit changed is never valid', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(7, 11, 12, 13).chain(digits),
				fc.nat(13),
				fc.integer({ min: 1, max: 9 }),
				(body, at, shift) => {
					const code = body + gtinCheckDigit(body);
					expect(problemOf(code)).toBeUndefined();
					const place = at % code.length;
					const changed = (Number(code[place]) + shift) % 10;
					const wrong = code.slice(0, place) + changed + code.slice(place + 1);
					expect(problemOf(wrong)).toBeDefined();
				},
			),
		);
	});

	test('without its leading zeros is found again', () => {
		fc.assert(
			fc.property(digits(11), (body) => {
				const whole = `0${body}`;
				const code = whole + gtinCheckDigit(whole);
				const shortened = code.replace(/^0+/, '');
				const found = withLostLeadingZeros(shortened);
				if (shortened.length >= 9) expect(found).toBe(code);
			}),
		);
		expect(withLostLeadingZeros('1234565')).toBe('01234565');
		expect(withLostLeadingZeros('6941873400136')).toBeUndefined();
	});
});

describe('a barcode as it is printed', () => {
	test.each([
		'690 1234 567892',
		'690-1234-567892',
		'6 901234 567892',
		'EAN 6901234567892',
		'EAN-13: 6901234567892',
		'ＥＡＮ：6901234567892',
		'条码6901234567892',
		'商品条码：690 1234 567892',
		'69码 6901234567892',
		' Barcode: 6901234567892 ',
	])('is its digits: %j', (code) => expect(digitsAsPrinted(code)).toBe('6901234567892'));

	test.each([
		'6901234567892',
		'690 1234 567893',
		'690 1234 56789',
		'test_code',
		'SKU 6901234567892',
		'6901234567892 x',
		'EAN',
		'',
		'-',
	])('is not %j', (code) => expect(digitsAsPrinted(code)).toBeUndefined());
});
