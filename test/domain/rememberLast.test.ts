import fc from 'fast-check';
import { rememberLast } from '../../nodes/WechatMarketingCode/domain/rememberLast';

describe('rememberLast', () => {
	it('asks once for a value that repeats, and again when it changes', () => {
		const asked: unknown[] = [];
		const remembering = rememberLast((cell: unknown) => asked.push(cell));
		for (const cell of ['tea', 'tea', 'rice', 'rice', 'tea', undefined, undefined, NaN, NaN]) {
			remembering(cell);
		}
		expect(asked).toEqual(['tea', 'rice', 'tea', undefined, NaN]);
	});

	it('asks for the first value, whatever it is', () => {
		expect(rememberLast(String)(undefined)).toBe('undefined');
	});

	it('tells 0 from -0, and an object from itself after a change', () => {
		const remembering = rememberLast((cell: unknown) =>
			JSON.stringify([cell, Object.is(cell, -0)]),
		);
		expect([0, -0].map(remembering)).toEqual(['[0,false]', '[0,true]']);
		const cell = { text: 'before' };
		const before = remembering(cell);
		cell.text = 'after';
		expect(remembering(cell)).not.toBe(before);
	});

	it('gives what the function gives, for any row of cells', () => {
		const cells = fc.oneof(fc.anything(), fc.constantFrom('tea', 'rice', 1, '1', null));
		fc.assert(
			fc.property(fc.array(cells), (row) => {
				const pure = (cell: unknown) => `${typeof cell} ${fc.stringify(cell)}`;
				expect(row.map(rememberLast(pure))).toEqual(row.map(pure));
			}),
		);
	});
});
