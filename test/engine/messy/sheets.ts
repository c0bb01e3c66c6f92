import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { utils, write, type WorkSheet } from '@e965/xlsx';
import { gbk } from './gbk';

type Cell = string | number | null;

/** What a person has in hand: a sheet or what a program sends, the nodes that read it, and ours. */
export interface Setup {
	/** The worksheets of a workbook; of a CSV file the one that it holds. */
	worksheets: Array<{ name: string; rows: Cell[][]; merges?: string[] }>;
	/** How it is saved; nothing: it does not come from a file. */
	saved?: { as: 'xlsx' } | { as: 'csv'; delimiter: string; encoding: 'GBK' | 'UTF-8' };
	/** What arrives without a file. */
	item?: IDataObject;
	/** Options of Extract from File. */
	extract: INodeParameters;
	/** Fields To Split Out. */
	splitOut?: string;
	/** The JSON of an Edit Fields node. */
	editFields?: string;
	activate: INodeParameters;
	options: INodeParameters;
}

/** One round: what the run said, and what a person does who follows it and knows nothing else. */
export interface Step {
	says: RegExp;
	then(setup: Setup, found: Record<string, string>): void;
}

export interface MessySheet {
	name: string;
	setup: Setup;
	steps: Step[];
	/** What a person reads in the sheet: first and last code in WeChat's own numbers, and the title. */
	active: Array<[first: number, last: number, title: string]>;
}

export const APPLICATION = 581865877;
const HEADERS = ['申请单号', '起始位', '结束位', '活动名称', '品牌', '商品标题', '条码'];
const PROGRAM = ['小程序AppID', '小程序路径'];
const PAGE = ['wx1234567890abcdef', 'pages/index/index'];
const TEA = ['秋茶上市', '云岭山房', '明前龙井', '6941873400136'];
const RICE = ['秋茶上市', '云岭山房', '五常稻花香', '6941873400136'];

const setupOf = (setup: Partial<Setup>): Setup => ({
	worksheets: [],
	extract: {},
	activate: { rowSource: 'columns' },
	options: {},
	...setup,
});
const addTo = (setup: Setup, collection: string, values: INodeParameters): void => {
	const held = setup.activate[collection] as INodeParameters | undefined;
	setup.activate = { ...setup.activate, [collection]: { ...held, ...values } };
};
const byLine = (delimiter: string, rows: Cell[][]): string =>
	rows.map((row) => row.map((cell) => cell ?? '').join(delimiter)).join('\r\n');

/** The file of a sheet. */
export function fileOf({ worksheets, saved }: Setup): Buffer {
	const [{ rows }] = worksheets;
	if (saved?.as === 'csv') {
		const text = byLine(saved.delimiter, rows);
		return saved.encoding === 'GBK' ? gbk(text) : Buffer.from(text);
	}
	const book = utils.book_new();
	for (const worksheet of worksheets) {
		const sheet: WorkSheet = utils.aoa_to_sheet(worksheet.rows);
		sheet['!merges'] = worksheet.merges?.map((range) => utils.decode_range(range));
		utils.book_append_sheet(book, sheet, worksheet.name);
	}
	return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

const NOTICE = { name: '填写说明', rows: [['请在“码段”中填写'], ['每行一个码段']] };

export const messySheets: MessySheet[] = [
	{
		name: 'a workbook whose rows stand on its second worksheet, under a title',
		setup: setupOf({
			saved: { as: 'xlsx' },
			worksheets: [
				NOTICE,
				{
					name: '码段',
					rows: [
						['2026 年秋季激活计划'],
						['制表：市场部'],
						[...HEADERS, ...PROGRAM],
						[APPLICATION, 0, 999, ...TEA, ...PAGE],
						[APPLICATION, 1000, 1499, ...RICE, ...PAGE],
					],
					merges: ['A1:I1'],
				},
			],
		}),
		steps: [
			{
				says: /No column is recognised.*option Sheet Name of Extract from File/s,
				then: ({ extract, worksheets }) => (extract.sheetName = worksheets[1].name),
			},
			{
				says: /row (?<place>\d+) looks like them \("申请单号".*option Range \(such as A3\)/s,
				// The line above row 1 was taken for headers.
				then: ({ extract }, { place }) => (extract.range = `A${Number(place) + 1}:I9`),
			},
		],
		active: [
			[0, 999, '明前龙井'],
			[1000, 1499, '五常稻花香'],
		],
	},
	{
		name: 'a CSV file with semicolons, a count in place of the end, and a total below',
		setup: setupOf({
			saved: { as: 'csv', delimiter: ';', encoding: 'UTF-8' },
			worksheets: [
				{
					name: '',
					rows: [
						['申请单号', '起始位', '数量', ...HEADERS.slice(3), ...PROGRAM],
						[APPLICATION, 0, 1000, ...TEA, ...PAGE],
						[APPLICATION, 1000, 500, ...RICE, ...PAGE],
						['合计', null, 1500, ...TEA.map(() => null), null, null],
					],
				},
			],
		}),
		steps: [
			{
				says: /Set the option Delimiter of Extract from File to (?<sign>;)\./,
				then: ({ extract }, { sign }) => (extract.delimiter = sign),
			},
			{
				says: /Set Range By to "(?<rangeBy>[^"]+)"/,
				then: (setup, { rangeBy }) => Object.assign(setup.activate, { rangeBy }),
			},
			{
				says: /Row 3.*a total or a note below the table \("合计"\)\. Delete it/,
				then: ({ worksheets }) => worksheets[0].rows.pop(),
			},
		],
		active: [
			[0, 999, '明前龙井'],
			[1000, 1499, '五常稻花香'],
		],
	},
	{
		name: 'a workbook with merged cells, without the mini program',
		setup: setupOf({
			saved: { as: 'xlsx' },
			worksheets: [
				{
					name: 'Sheet1',
					rows: [
						HEADERS,
						[APPLICATION, 0, 999, ...TEA],
						[null, 1000, 1999, null, null, ...TEA.slice(2)],
						[null, 2000, 2499, null, null, ...RICE.slice(2)],
					],
					merges: ['A2:A4', 'D2:D4', 'E2:E4'],
				},
			],
		}),
		steps: [
			{
				says: /no column for Mini Program App ID, Mini Program Path\..*goes into Default Values/,
				then: (setup) => addTo(setup, 'defaultValues', { wxaAppId: PAGE[0], wxaPath: PAGE[1] }),
			},
			{
				says: /^2 rows are wrong.*Row 2, .*unmerge them in the sheet, and fill the value into every row\.\n.*[Rr]ow 3/s,
				then: ({ worksheets: [sheet] }) => {
					delete sheet.merges;
					sheet.rows = sheet.rows.map((row) => row.map((cell, at) => cell ?? sheet.rows[1][at]));
				},
			},
		],
		active: [
			[0, 999, '明前龙井'],
			[1000, 1999, '明前龙井'],
			[2000, 2499, '五常稻花香'],
		],
	},
	{
		name: 'the order of an ERP, its lines in the body of a webhook, in the names of the ERP',
		setup: setupOf({
			item: {
				headers: { host: 'erp', 'content-type': 'application/json' },
				query: {},
				body: {
					order: 'PO-7',
					lines: [
						{ application_id: APPLICATION, first: 0, code_end: 999, ...named(TEA) },
						{ application_id: APPLICATION, first: 1000, code_end: 1499, ...named(RICE) },
					],
				},
			},
		}),
		steps: [
			{
				says: /Put a Split Out node before this one, with Fields To Split Out = (?<field>[\w.]+)\./,
				then: (setup, { field }) => (setup.splitOut = field),
			},
			{
				says: /no column for Code Start\. The columns are: .*"first".*name it in Column Names/,
				then: (setup) => addTo(setup, 'columnNames', { codeStart: 'first' }),
			},
		],
		active: [
			[0, 999, '明前龙井'],
			[1000, 1499, '五常稻花香'],
		],
	},
	{
		name: 'a CSV file that WPS saved in GBK, with tabs, and a signature below',
		setup: setupOf({
			saved: { as: 'csv', delimiter: '\t', encoding: 'GBK' },
			worksheets: [
				{
					name: '',
					rows: [
						[...HEADERS, ...PROGRAM],
						[APPLICATION, 0, 999, ...TEA, ...PAGE],
						['以上请于周五前激活', ...Array<null>(8).fill(null)],
					],
				},
			],
		}),
		steps: [
			{
				says: /not UTF-8, but probably GBK.*save the sheet as \.xlsx, or as CSV UTF-8/,
				then: ({ saved }) => Object.assign(saved as object, { encoding: 'UTF-8' }),
			},
			{
				says: /option Delimiter of Extract from File to (?<sign>\{\{ "\\t" \}\}) as an expression/,
				then: ({ extract }, { sign }) => (extract.delimiter = `=${sign}`),
			},
			{
				says: /a note below the table \("以上请于周五前激活"\)\. Delete it/,
				then: ({ worksheets }) => worksheets[0].rows.pop(),
			},
		],
		active: [[0, 999, '明前龙井']],
	},
	{
		name: 'an answer in text, with a barcode of the shop beside the EAN, counted from 1',
		setup: setupOf({
			item: {
				data: JSON.stringify([
					{ application: APPLICATION, start: 1, end: 1000, sku: 'A-1', ...named(TEA), EAN: TEA[3] },
					{ application: APPLICATION, start: 1001, end: 1500, ...named(RICE), EAN: RICE[3] },
				]),
			},
		}),
		steps: [
			{
				says: /Edit Fields \(Set\) node there, with Mode = JSON and (?<json>\{\{ .* \}\}) as its JSON, and a Split Out node behind it, with Fields To Split Out = (?<field>\w+)\./,
				then: (setup, { json, field }) =>
					Object.assign(setup, { editFields: `=${json}`, splitOut: field }),
			},
			{
				says: /The columns "barcode" and "(?<right>EAN)" both mean Product Code \(EAN\).*name the right one in Column Names/,
				then: (setup, { right }) => addTo(setup, 'columnNames', { productCode: right }),
			},
			{
				says: /If the sheet counts from 1.*set the option Numbering to (?<numbering>First Code Is 1)/,
				then: ({ options }, { numbering }) => (options.numbering = numbering),
			},
		],
		active: [
			[0, 999, '明前龙井'],
			[1000, 1499, '五常稻花香'],
		],
	},
];

function named([activity, brand, title, barcode]: string[]): IDataObject {
	return { activity, brand, title, barcode, wxa_appid: PAGE[0], wxa_path: PAGE[1] };
}
