import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

/** What a person reads in a cell. */
export type Meaning = { readonly value: string | number } | 'blank' | 'mark' | 'bad';

/** A cell as it may stand in a sheet, and what it means; known because it was made so, not read. */
export interface Drawn {
	/** `undefined`: the row has no such key. */
	readonly cell: IDataObject[string] | undefined;
	readonly means: Meaning;
}

type Cell = Drawn['cell'];

const WIDE = (text: string): string =>
	text.replace(/[0-9a-z]/gi, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

const drawn = (means: Meaning, cells: Cell[]): fc.Arbitrary<Drawn> =>
	fc.constantFrom(...cells).map((cell) => ({ cell, means }));
const as = (value: string | number, ...cells: Cell[]): fc.Arbitrary<Drawn> =>
	drawn({ value }, cells);

export const blank = drawn('blank', [undefined, null, '', ' ', '\u00a0\u3000', '=""', '\u200b']);
export const mark = drawn('mark', [
	...['-', '—', '/', 'N/A', '#N/A', '无', '暂无', 'TBD', '待定', '待补', '????', '？', ' - '],
	...['null', 'undefined', 'NaN'],
]);

/** Mostly what was meant, now and then nothing, a mark, or what no one can read. */
const mostly = (good: fc.Arbitrary<Drawn>, bad: Cell[]): fc.Arbitrary<Drawn> =>
	fc.oneof(
		{ weight: 40, arbitrary: good },
		{ weight: 1, arbitrary: blank },
		{ weight: 1, arbitrary: mark },
		{ weight: 1, arbitrary: drawn('bad', bad) },
	);

const NO_TEXT: Cell[] = ['#REF!', '####', '[object Object]', '\ufffd\ufffd', true, { a: 1 }, ['x']];
const NO_NUMBER: Cell[] = [
	...['1.5', '1e5', '6.94E+12', '0-9', '2026/7/1', '2026-11-24', '9.999', '一百', 'wx1'],
	...[-5, 1.5, true, '#VALUE!', '[object Object]'],
];

/** A number of codes or a position. */
export const number = (n: number): fc.Arbitrary<Drawn> =>
	mostly(
		as(n, n, String(n), ` ${n} `, WIDE(String(n)), n.toLocaleString('en-US'), `'${n}`, `="${n}"`),
		NO_NUMBER,
	);

export const application = (id: number): fc.Arbitrary<Drawn> =>
	mostly(
		as(id, id, String(id), `0${id}`, `'${id}`, WIDE(`${id}`), id.toLocaleString('en-US'), ` ${id}`),
		['5.8E+08', 'No. 1', '2026-11-24', true, 1.5],
	);

export const text = (...texts: string[]): fc.Arbitrary<Drawn> =>
	mostly(
		fc.oneof(
			...texts.map((one) =>
				as(one, one, ` ${one} `, `\u200b${one}`, `${one}\u3000`, `="${one}"`, `\ufeff${one}`),
			),
		),
		NO_TEXT,
	);

const EAN = '6901234567892';
export const barcode: fc.Arbitrary<Drawn> = mostly(
	fc.oneof(
		as(EAN, EAN, Number(EAN), ` ${EAN}`, `'${EAN}`, WIDE(EAN), `="${EAN}"`),
		as(EAN, '690 1234 567892', '690-1234-567892', `EAN ${EAN}`, `条码：${EAN}`, '6 901234 567892'),
		as('96385074', '96385074', '9638 5074'),
		// What no check digit proves stays as it was typed.
		...['690 1234 567893', '6901234567893', 'test_code', 'A-1 2'].map((one) => as(one, one)),
	),
	['6.90123E+12', '2026-11-24', '6901234567892.5', 6901234567892.5, true],
);

const APP = 'wx1234567890abcdef';
export const appId: fc.Arbitrary<Drawn> = mostly(
	fc.oneof(
		as(APP, APP, ` ${APP}`, `'${APP}`, APP.toUpperCase(), WIDE(APP), `${APP}\u200b`),
		as('wx3sxjifjwojfsffef', 'wx3sxjifjwojfsffef'),
	),
	[
		'gh_1234567890ab',
		'wx12345',
		`${APP}0`,
		'wx1234567890abcd-f',
		'ab1234567890abcdef',
		581865877,
		true,
	],
);

export const version: fc.Arbitrary<Drawn> = fc.oneof(
	{ weight: 6, arbitrary: blank },
	{ weight: 2, arbitrary: mark },
	{ weight: 6, arbitrary: as(0, 0, '0', '正式版', 'Release') },
	{ weight: 2, arbitrary: fc.oneof(as(1, 1, '开发版', 'DEV'), as(2, '2', '２', '体验版')) },
	{ weight: 1, arbitrary: drawn('bad', [7, 'test', true, '#REF!']) },
);
