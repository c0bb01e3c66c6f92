import fc from 'fast-check';
import { isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { answers, fieldsOf } from '../../nodes/WechatMarketingCode/api/answers';

/** Anything that JSON can hold, and what WeChat's fields mostly hold. */
const cell = fc.oneof(
	fc.integer({ min: -2, max: 12 }),
	fc.integer({ min: -2, max: 12 }).map(String),
	fc.constantFrom('', ' ', 'FINISH', 'INIT', 'x', null, undefined, true, ' wx1 ', ' 7 ', '0', 1.5),
	fc.array(fc.integer(), { maxLength: 2 }),
	fc.constant({}),
);
const entry = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ code_start: cell, code_end: cell }, { requiredKeys: [] }) },
	{ weight: 1, arbitrary: fc.constantFrom('x', 7, true, []) },
);

/** A whole number from 0, as a number or as text; NaN for all else. */
function position(told: unknown): number {
	const isText = typeof told === 'string' && told.trim() !== '';
	const number = isText ? Number(told) : typeof told === 'number' ? told : NaN;
	return Number.isSafeInteger(number) && number >= 0 ? number : NaN;
}

/** The application's blocks, each once and in order, and how many entries are none. */
function plainBlocks(list: unknown) {
	const isAbsent = list === undefined || list === null || list === '' || isEqual(list, {});
	const entries = (Array.isArray(list) ? list : isAbsent ? [] : [list]) as IDataObject[];
	const read = entries.map(({ code_start, code_end }) => ({
		codeStart: position(code_start),
		codeEnd: position(code_end),
	}));
	const usable = read.filter(({ codeStart, codeEnd }) => codeStart <= codeEnd);
	const blocks = usable
		.filter((one, at) => usable.findIndex((each) => isEqual(each, one)) === at)
		.sort((a, b) => a.codeStart - b.codeStart);
	return { blocks, unread: entries.length - usable.length };
}

describe('the answers', () => {
	it('applycodequery: finished only by the very word, the status as text, every usable block in order', () => {
		fc.assert(
			fc.property(cell, fc.oneof(fc.array(entry), cell), (status, list) => {
				const body = { status, code_generate_list: list } as unknown as IDataObject;
				expect(answers.applycodequery(body)).toEqual({
					status: String(status),
					finished: status === 'FINISH',
					...plainBlocks(list),
				});
			}),
		);
	});

	it.each([
		['ok', 'ok'],
		['', null],
		[undefined, null],
		['ok access_token=ABCDEFGHIJ', 'ok access_token=[hidden]'],
	])('codeactive: of %j is told %j', (errmsg, told) =>
		expect(answers.codeactive({ errcode: 0, errmsg })).toEqual({ errmsg: told }),
	);

	it('applycodequery: an absent list is an empty one', () => {
		expect(answers.applycodequery({})).toEqual({
			status: 'undefined',
			finished: false,
			blocks: [],
			unread: 0,
		});
	});

	it.each([
		['a null among them', [null, { code_start: 0, code_end: 9 }], [[0, 9]], 1],
		['an object in place of the list', { code_start: 0, code_end: 9 }, [[0, 9]], 0],
		['a list written as an object', { 0: { code_start: 0, code_end: 9 } }, [[0, 9]], 0],
		[
			'one listed twice',
			[
				{ code_start: 0, code_end: 9 },
				{ code_start: '0', code_end: '9' },
			],
			[[0, 9]],
			0,
		],
		['positions that are none', [{ code_start: 0.5, code_end: 1e300 }, { code_end: 9 }], [], 2],
	])('applycodequery, blocks: %s', (_what, list, ends, unread) => {
		const body = { status: 'FINISH', code_generate_list: list } as unknown as IDataObject;
		expect(answers.applycodequery(body)).toMatchObject({
			blocks: ends.map(([codeStart, codeEnd]) => ({ codeStart, codeEnd })),
			unread,
		});
	});

	it('codeactivequery: a position before the first code is no start', () => {
		for (const code_start of [-1, '-1']) {
			expect(answers.codeactivequery({ code_start, code_end: 5 }, 0).ends).toBeUndefined();
		}
		expect(answers.codeactivequery({ code_start: 5, code_end: 5 }, 5).ends).toBeDefined();
	});

	it.each([0.5, 1e300, '', 'x', true, null])('codeactivequery: %j is no end', (end) => {
		const body = { code_start: 0, code_end: end } as IDataObject;
		expect(answers.codeactivequery(body, 0).ends).toBeUndefined();
	});

	it.each(['', false, 0, -1, 1.5, null, {}, '12x'])('applycode: %j is no number', (told) => {
		const body = { errcode: 0, application_id: told } as IDataObject;
		expect(answers.applycode(body).applicationId).toBeUndefined();
	});

	it('codeactivequery: ends only when both are told and hold the code', () => {
		fc.assert(
			fc.property(cell, cell, fc.integer({ min: 0, max: 10 }), (start, end, index) => {
				const body = { code_start: start, code_end: end } as unknown as IDataObject;
				const [codeStart, codeEnd] = [position(start), position(end)];
				const holds = codeStart <= index && index <= codeEnd;
				expect(answers.codeactivequery(body, index).ends).toEqual(
					holds ? { codeStart, codeEnd } : undefined,
				);
			}),
		);
	});

	it('codeactivequery: null is no end', () => {
		const ends = (code_start: unknown, code_end: unknown) =>
			answers.codeactivequery({ code_start, code_end } as IDataObject, 0).ends;
		expect(ends(0, 0)).toEqual({ codeStart: 0, codeEnd: 0 });
		expect([ends(null, 5), ends(0, null), ends(undefined, 5), ends(0, undefined)]).toEqual(
			Array(4).fill(undefined),
		);
	});

	it('codeactivequery: values as trimmed text, without what WeChat did not tell', () => {
		const body = { wxa_type: 0, wxa_path: ' /p ', activity_name: '', brand: null, product: ' ' };
		expect(answers.codeactivequery(body, 0).values).toEqual({
			wxa_type: '0',
			wxa_path: '/p',
			product: '',
		});
	});

	it('applycode: the number as it came, text when it is long; undefined when there is none', () => {
		for (const id of [581865877, '18446744073709551615', undefined]) {
			expect(answers.applycode({ errcode: 0, application_id: id })).toEqual({ applicationId: id });
		}
	});

	it('applycodedownload: the package as text, empty when it is absent', () => {
		for (const [buffer, text] of [
			['QUJD', 'QUJD'],
			[undefined, ''],
			[null, ''],
			[12, '12'],
		]) {
			expect(answers.applycodedownload({ buffer })).toEqual({ buffer: text });
		}
	});

	it('tickettocode: every field but the result and the person', () => {
		const body = { errcode: 0, errmsg: 'ok', code: 'a', openid: 'o', openId: 'o', new_field: 1 };
		expect(answers.tickettocode(body)).toEqual({ fields: { code: 'a', new_field: 1 } });
	});

	it("hands on WeChat's fields in their order, without its result", () => {
		const body = { b: null, errcode: 0, a: [1], errmsg: 'ok' };
		expect(Object.entries(fieldsOf(body))).toEqual([
			['b', null],
			['a', [1]],
		]);
	});
});
