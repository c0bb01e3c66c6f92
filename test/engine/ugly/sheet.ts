import fc from 'fast-check';
import {
	appId,
	application,
	barcode,
	blank,
	mark,
	number,
	text,
	version,
	type Drawn,
} from './cells';

/** The headers that people write for each column; of the start also one that says where counting begins. */
const HEADERS = {
	application: ['申请单号', 'Application ID', ' application_id '],
	start: ['起始位', 'Code Start', '起始位（必填）', 'Start (from 1)', '开始（从0开始）'],
	end: ['结束位', 'End', 'code_end'],
	count: ['数量', 'Count', '数量(个)'],
	activity: ['活动名称', 'Activity'],
	brand: ['品牌', 'ＢＲＡＮＤ'],
	title: ['商品标题', 'Product Title'],
	barcode: ['条码', 'Barcode (EAN)'],
	app: ['小程序AppID', 'wxa_appid'],
	path: ['小程序路径', 'Page Path'],
	type: ['小程序版本', 'Mini Program Version'],
} as const;

export type Column = keyof typeof HEADERS;
export const columnNames = Object.keys(HEADERS) as Column[];
export type Line = Record<Column, Drawn>;

export interface Sheet {
	readonly headers: Record<Column, string>;
	readonly lines: Line[];
	/** Columns that Default Values fill. */
	readonly defaults: Partial<Record<Column, string>>;
	readonly numbering: 'zeroBased' | 'oneBased' | undefined;
	readonly hasCount: boolean;
}

/** The range as the sheet's own numbers give it. */
const line = (id: number, start: number, length: number): fc.Arbitrary<Line> =>
	fc.record({
		application: application(id),
		start: number(start),
		end: number(start + length - 1),
		count: fc.oneof(
			{ weight: 8, arbitrary: number(length) },
			{ weight: 1, arbitrary: number(length + 1) },
		),
		activity: text('春季扫码', 'Spring 2026'),
		brand: text('山泉', 'A & B'),
		title: text('绿茶 500ml', 'Null-Zucker', 'NaNa', '无糖茶', '7-Up', '待定茶'),
		barcode,
		app: appId,
		path: text('pages/index/index', '/pages/a', 'pages/a?x=1', 'pages/a/'),
		type: version,
	});

const nothing: fc.Arbitrary<Line> = fc.record(
	Object.fromEntries(columnNames.map((name) => [name, fc.oneof(blank, mark)])) as Record<
		Column,
		fc.Arbitrary<Drawn>
	>,
);

const rows = (id: number): fc.Arbitrary<Line[]> =>
	fc
		.tuple(
			fc.constantFrom(0, 0, 1, 1, 2, 1000),
			fc.array(fc.constantFrom(1, 9, 10, 1000), { minLength: 1, maxLength: 5 }),
		)
		.chain(([first, lengths]) => {
			let next = first;
			const made = lengths.map((length) => {
				const start = next;
				next += length;
				return fc.oneof(
					{ weight: 12, arbitrary: line(id, start, length) },
					{ weight: 1, arbitrary: nothing },
				);
			});
			return fc.tuple(...made);
		});

export const sheetOf = (id: number): fc.Arbitrary<Sheet> =>
	fc.record({
		headers: fc.record(
			Object.fromEntries(
				columnNames.map((name) => [name, fc.constantFrom<string>(...HEADERS[name])]),
			) as Record<Column, fc.Arbitrary<string>>,
		),
		lines: rows(id),
		defaults: fc.record(
			{ title: fc.constant('默认茶'), path: fc.constant('pages/default') },
			{ requiredKeys: [] },
		),
		numbering: fc.constantFrom(undefined, undefined, 'zeroBased', 'oneBased'),
		hasCount: fc.boolean(),
	});
