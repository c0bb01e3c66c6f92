import fc from 'fast-check';
import {
	digitsOnWire,
	parseJson,
	parseJsonObject,
	valueAt,
} from '../../nodes/WechatMarketingCode/api/json';

const CONTROLS = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code));

describe('JSON from WeChat', () => {
	it('keeps every digit of a long number', () => {
		expect(parseJsonObject('{"application_id":18446744073709551615,"n":1}')).toEqual({
			application_id: '18446744073709551615',
			n: 1,
		});
	});

	it('leaves digits inside strings alone', () => {
		const text = '{"a":"x 12345678901234567890, y","b":"\\"12345678901234567890"}';
		expect(parseJsonObject(text)).toEqual(JSON.parse(text));
	});

	it('reads any object exactly as JSON.parse does', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
				const text = JSON.stringify(object);
				fc.pre(!/(^|[^.\d])\d{16,}(?![.\de])/.test(text));
				expect(parseJsonObject(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	it('forgives a byte-order mark and white space', () => {
		expect(parseJsonObject('\uFEFF{"errcode":0}\n')).toEqual({ errcode: 0 });
	});

	it.each(['', 'null', '[]', '"text"', '{', '{"a":1', '<html>'])('refuses %p', (text) => {
		expect(parseJsonObject(text)).toBeUndefined();
	});

	it('sends an id as a number while that is exact, else as text', () => {
		expect(digitsOnWire('581865877')).toBe(581865877);
		expect(digitsOnWire('18446744073709551615')).toBe('18446744073709551615');
		expect(digitsOnWire('007')).toBe('007');
	});

	it('follows a path into a value', () => {
		expect(valueAt({ data: { tokens: [{ value: 'a' }] } }, 'data.tokens.0.value')).toBe('a');
		expect(valueAt({ data: null }, 'data.token')).toBeUndefined();
	});

	it('follows a path as JSONPath and lodash write it', () => {
		const value = { data: { tokens: [{ value: 'a' }] } };
		for (const path of [
			'$.data.tokens[0].value',
			"$['data'].tokens[0]['value']",
			'data . tokens . 0 . value',
		])
			expect(valueAt(value, path)).toBe('a');
		expect(valueAt({ $: 'a' }, '$')).toEqual({ $: 'a' });
		expect(valueAt({ data: { $: 'a' } }, 'data.$')).toBe('a');
	});

	it('reads raw control characters inside strings as they stand', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...CONTROLS, 'a', '中', ' ') }), (text) => {
				expect(parseJsonObject(`{ "errcode":\t1,\r\n"errmsg":"${text}" }`)).toEqual({
					errcode: 1,
					errmsg: text,
				});
			}),
		);
	});

	it('reads a backslash that escapes nothing as it stands', () => {
		expect(parseJsonObject('{"a":"C:\\dir \\\n\\" b"}')).toEqual({ a: 'C:\\dir \\\n" b' });
	});

	it('drops NULs at the ends, and only there', () => {
		expect(parseJsonObject('\0\uFEFF{"a":"b\0"}\0\0\n\0')).toEqual({ a: 'b\0' });
		expect(parseJsonObject('{"a":\0"b"}')).toBeUndefined();
	});

	it('never takes an answer that was cut off for a whole one', () => {
		const text = '{"errcode":45009,"errmsg":"reach\b max \\" \\\\","list":[1,{"a":"}"}]}';
		expect(parseJsonObject(text)).toBeDefined();
		for (let end = 0; end < text.length; end++)
			expect(parseJson(text.slice(0, end))).toBeUndefined();
	});

	it('keeps the digits of an application_id in every spelling of JSON, and of nothing else', () => {
		const long = '12345678901234567890';
		expect(parseJsonObject(`{"list":[{"application_id" : ${long} }],"n":${long}}`)).toEqual({
			list: [{ application_id: long }],
			n: Number(long),
		});
		expect(parseJsonObject('{"application_id":9007199254740991}')?.application_id).toBe(
			9007199254740991,
		);
		expect(parseJsonObject(`{"application_id":${long}.5}`)?.application_id).toBe(
			Number(`${long}.5`),
		);
		expect(parseJsonObject(`{"isv_application_id":"${long}"}`)?.isv_application_id).toBe(long);
	});
});
