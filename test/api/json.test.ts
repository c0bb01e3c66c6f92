import fc from 'fast-check';
import { digitsOnWire, parseJsonObject, valueAt } from '../../nodes/WechatMarketingCode/api/json';

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
});
