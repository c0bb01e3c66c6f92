import fc from 'fast-check';
import { fields } from '../../nodes/WechatMarketingCode/actions/code/activate/fields';
import {
	fieldNames,
	type FieldName,
} from '../../nodes/WechatMarketingCode/actions/code/activate/request';
import { matchHeaders as match } from '../../nodes/WechatMarketingCode/actions/code/activate/rows/sheet';
import { firstNumberIn, keyOf } from '../../nodes/WechatMarketingCode/domain/header/recognise';

const matchHeaders = (...of: Parameters<typeof match>) => {
	const { columns, problems } = match(...of);
	return { columns, problems: problems.map(({ en }) => en) };
};

const each = (of: 'label' | 'headers') =>
	Object.fromEntries(fieldNames.map((name) => [name, fields[name][of]])) as Record<
		FieldName,
		string
	>;
const fieldLabels = each('label');
const headerNames = each('headers');

const fieldOf = (header: string) => {
	const { columns } = matchHeaders([header]);
	return (Object.keys(columns) as FieldName[])[0];
};

const recognised: Record<FieldName, string[]> = {
	applicationId: [
		'application_id',
		'applicationId',
		'Application',
		'Application ID',
		'APPLICATION-ID',
		'申请单号',
		'申请单ID',
		'申请编号',
		' 申请单号 ',
		'\ufeff申请单号',
		'申请单号：',
		'申請單號',
	],
	codeStart: [
		'code_start',
		'codeStart',
		'Code Start',
		'Start',
		'START',
		'start*',
		'Ｓｔａｒｔ',
		'Start:',
		'Start index',
		'Code\u00a0Start',
		'Code\u200bStart',
		'Start (0-based)',
		'Start（含）',
		'Start (required)',
		'起始位（必填）',
		'起始位(从0开始)',
		'起始位（从1开始）',
		'起始位 从1开始',
		'Start (from 1)',
		'Start (counting from 0)',
		'Start [1-based]',
		'起始',
		'起始位',
		'开始',
		'* 起始位',
		'【必填】起始位',
		'起始位 Start',
		'起始位\nCode Start',
		'Code Start / 起始位',
		'起始位 - Start',
		'Anfang (code_start)',
	],
	codeEnd: ['code_end', 'codeEnd', 'End', 'Code End', '结束', '结束位', '终止位', 'End（包含）'],
	codeCount: [
		'code_count',
		'codeCount',
		'Count',
		'Quantity',
		'Qty.',
		'Number of codes',
		'数量',
		'数量(个)',
	],
	activityName: ['activity_name', 'activityName', 'Activity', 'Campaign', '活动名称', '活动'],
	productBrand: ['product_brand', 'productBrand', 'Brand', '品牌', '品牌名称'],
	productTitle: [
		'product_title',
		'productTitle',
		'Product',
		'Product Name',
		'商品标题',
		'商品名称',
		'品名',
	],
	productCode: [
		'product_code',
		'productCode',
		'Product Code',
		'Barcode',
		'Bar code',
		'EAN',
		'EAN-13',
		'GTIN',
		'Barcode (EAN)',
		'条码',
		'商品条码',
		'条码（EAN）',
		'条码/EAN',
		'69码',
		'ＥＡＮ',
	],
	wxaAppId: [
		'wxa_appid',
		'wxaAppId',
		'Mini Program AppID',
		'Mini Program App ID',
		'mini-program appid',
		'小程序AppID',
		'小程序 appid',
		'小程序ＡｐｐＩＤ',
		'小程序AppID / wxa_appid',
		'微信小程序ID',
	],
	wxaPath: [
		'wxa_path',
		'wxaPath',
		'Path',
		'Page Path',
		'Mini Program Path',
		'小程序路径',
		'页面路径',
	],
	wxaType: [
		'wxa_type',
		'wxaType',
		'Mini Program Version',
		'小程序版本',
		'小程序版本（选填）',
		'小程序版本(0正式版,1开发版,2体验版)',
	],
};

describe('a header', () => {
	test.each(fieldNames.flatMap((field) => recognised[field].map((header) => ({ header, field }))))(
		'$header means $field',
		({ header, field }) => {
			expect(matchHeaders([header])).toEqual({ columns: { [field]: header }, problems: [] });
		},
	);

	test('that shows the label of a field means that field', () => {
		for (const field of fieldNames) expect(fieldOf(fieldLabels[field])).toBe(field);
	});

	test.each([
		'AppID',
		'App ID',
		'Code',
		'编码',
		'商品编码',
		'SKU',
		'批次号',
		'isv_application_id',
		'单号',
		'Name',
		'名称',
		'From',
		'To',
		'Version',
		'版本',
		'Start Date',
		'开始时间',
		'End Date',
		'备注',
		'Price',
		'Start (date)',
		'Start (内部版)',
		'开始（日期）',
		'End [time]',
		'数量(万)',
		'数量（箱）',
		'Quantity (thousands)',
		'数量/万',
		'Range',
		'Page',
		'小程序',
		'Product (Brand)/Start',
		'商品 EAN',
		'Date (Start)',
		'',
		' ',
		'***',
		'1',
		'constructor',
		'__proto__',
		'activation_status',
		'activation_application_id',
		'activation_code_start',
		'activation_code_end',
		'activation_code_count',
		'Activation Code Start',
		'activation_time',
		'Activation (code_start)',
		'error',
		'input_error',
	])('%s means no field, because it may mean several things or none', (header) => {
		expect(matchHeaders([header, 'Brand']).columns).toEqual({ productBrand: 'Brand' });
	});

	test('is known under one field only', () => {
		const all = fieldNames.flatMap((field) => headerNames[field].split(/\s+/));
		expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
		expect(all.filter((name) => keyOf(name) !== name || name === '')).toEqual([]);
	});

	test('is known whatever its case, spaces, width and the signs around it', () => {
		const signs = fc.stringMatching(/^[ _\-*:：\u00a0\ufeff\u200b\u3000]{0,3}$/);
		const names = fieldNames.flatMap((field) =>
			headerNames[field].split(/\s+/).map((name): [FieldName, string] => [field, name]),
		);
		const widened = (char: string) =>
			/[!-~]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char;
		fc.assert(
			fc.property(
				fc.constantFrom(...names),
				fc.infiniteStream(fc.tuple(signs, fc.nat(2))),
				([field, name], stream) => {
					const header = Array.from(name, (char) => {
						const [before, form] = stream.next().value as [string, number];
						return before + [char, char.toUpperCase(), widened(char)][form];
					}).join('');
					expect(fieldOf(header)).toBe(field);
				},
			),
		);
	});
});

describe('where counting begins', () => {
	test.each([
		['起始位（从1开始）', 1],
		['开始 从 1 起', 1],
		['起始位(从一开始)', 1],
		['Start (from 1)', 1],
		['Start (starting at 1)', 1],
		['End (1-based)', 1],
		['Start (one-based)', 1],
		['起始位（从０开始）', 0],
		['Start (0-based)', 0],
		['Start from zero', 0],
		['起始位', undefined],
		['起始位（从10000开始）', undefined],
		['Start (from 10)', undefined],
		['Code from', undefined],
	])('is %j told by the header: %j', (header, first) => expect(firstNumberIn(header)).toBe(first));
});

describe('the headers of a sheet', () => {
	test('in Chinese are all found, other columns left alone', () => {
		const headers = [
			'序号',
			'申请单号',
			'起始位',
			'结束位',
			'活动名称',
			'品牌',
			'商品名称',
			'条码',
			'小程序AppID',
			'页面路径',
			'备注',
		];
		expect(matchHeaders(headers)).toEqual({
			columns: {
				applicationId: '申请单号',
				codeStart: '起始位',
				codeEnd: '结束位',
				activityName: '活动名称',
				productBrand: '品牌',
				productTitle: '商品名称',
				productCode: '条码',
				wxaAppId: '小程序AppID',
				wxaPath: '页面路径',
			},
			problems: [],
		});
	});

	test('of a result sheet are found beside its result columns', () => {
		const { columns, problems } = matchHeaders([
			'application_id',
			'code_start',
			'code_end',
			'activation_status',
			'activation_application_id',
			'activation_code_start',
			'activation_code_end',
			'activation_code_count',
		]);
		expect(columns).toEqual({
			applicationId: 'application_id',
			codeStart: 'code_start',
			codeEnd: 'code_end',
		});
		expect(problems).toEqual([]);
	});

	test('that mean one field twice are a problem that names both', () => {
		expect(matchHeaders(['起始', 'Start', 'End'])).toEqual({
			columns: { codeEnd: 'End' },
			problems: [
				'The columns "起始" and "Start" both mean Code Start. Rename or remove one, or name the right one in Column Names.',
			],
		});
	});

	test('that a spreadsheet reader numbered because they repeat are a problem too', () => {
		expect(matchHeaders(['Start', 'Start_1']).problems).toEqual([
			expect.stringContaining('"Start" and "Start_1" both mean Code Start'),
		]);
		expect(matchHeaders(['Start', 'Brand_1'])).toEqual({
			columns: { codeStart: 'Start' },
			problems: [],
		});
	});

	test.each([
		[['__EMPTY', '__EMPTY_1', '2026 年活动表']],
		[['Column1', 'Column2']],
		[['0', '1', '2']],
	])('of which none is recognised bring advice: %j', (headers) => {
		const { columns, problems } = matchHeaders(headers);
		expect(columns).toEqual({});
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain(`"${headers[0]}", "${headers[1]}"`);
		expect(problems[0]).toContain('merged cells');
	});

	test('of rows without columns say so', () => {
		expect(matchHeaders([]).problems).toEqual([
			expect.stringContaining('The incoming rows have no columns.'),
		]);
	});

	test('that are many and long are listed in part', () => {
		const headers = Array.from({ length: 500 }, (_, at) => `${at} ${'x'.repeat(1000)}`);
		const [problem] = matchHeaders(headers).problems;
		expect(problem).toContain('and 470 more');
		expect(problem.length).toBeLessThan(2000);
	});
});

describe('a column name of the user’s own', () => {
	test('finds a header that means nothing by itself', () => {
		expect(matchHeaders(['Von', 'Bis'], { codeStart: 'Von', codeEnd: 'Bis' })).toEqual({
			columns: { codeStart: 'Von', codeEnd: 'Bis' },
			problems: [],
		});
	});

	test('wins over a recognised header, which is then no second column', () => {
		expect(matchHeaders(['起始', 'Start', 'My start'], { codeStart: 'My start' })).toEqual({
			columns: { codeStart: 'My start' },
			problems: [],
		});
		expect(matchHeaders(['起始', 'Start'], { codeStart: 'Start' })).toEqual({
			columns: { codeStart: 'Start' },
			problems: [],
		});
	});

	test('takes its column away from other fields, so that a brand is not sent as the title too', () => {
		expect(matchHeaders(['Product', 'Start'], { productBrand: 'Product' })).toEqual({
			columns: { productBrand: 'Product', codeStart: 'Start' },
			problems: [],
		});
	});

	test('may give start and end the same column, or one column to two fields by name', () => {
		expect(matchHeaders(['Start'], { codeEnd: 'Start' }).columns).toEqual({
			codeStart: 'Start',
			codeEnd: 'Start',
		});
		expect(matchHeaders(['Text'], { activityName: 'Text', productTitle: 'Text' }).columns).toEqual({
			activityName: 'Text',
			productTitle: 'Text',
		});
	});

	test.each([
		['\ufeffVon', 'Von'],
		['Von', ' Von '],
		['VON', 'von'],
		['Ｖｏｎ', 'Von'],
		['von_index', 'Von Index'],
		['#', '#'],
	])('finds %j when it is written %j', (header, ownName) => {
		expect(matchHeaders([header], { codeStart: ownName }).columns).toEqual({ codeStart: header });
	});

	test('prefers the header that it is exactly', () => {
		for (const headers of [
			['VON', 'Von'],
			['Von ', 'Von'],
			['Von', '\ufeffVon'],
		]) {
			expect(matchHeaders(headers, { codeStart: 'Von' }).columns).toEqual({ codeStart: 'Von' });
		}
	});

	test('else prefers the header that it is but for white space around it', () => {
		const { columns } = matchHeaders(['VON', ' Von '], { codeStart: 'Von' });
		expect(columns).toEqual({ codeStart: ' Von ' });
	});

	test('that fits several headers, none exactly, is a problem that names them', () => {
		const { columns, problems } = matchHeaders(['VON', 'Von'], { codeStart: 'von' });
		expect(columns).toEqual({});
		expect(problems).toEqual([
			'The column name "von" for Code Start fits "VON" and "Von". Write it exactly as in the sheet.',
		]);
	});

	test('that is not in the sheet is a problem that lists the columns there are', () => {
		const { columns, problems } = matchHeaders(['Start', 'Ende'], {
			codeStart: 'Anfang',
			codeEnd: '#',
		});
		expect(columns).toEqual({});
		expect(problems).toEqual([
			'There is no column "Anfang" for Code Start. The columns are: "Start", "Ende".',
			'There is no column "#" for Code End. The columns are: "Start", "Ende".',
		]);
	});

	test('that is blank does not count', () => {
		expect(matchHeaders(['Start'], { codeStart: '' }).columns).toEqual({ codeStart: 'Start' });
		expect(matchHeaders(['Start'], { codeStart: ' \u00a0' }).columns).toEqual({
			codeStart: 'Start',
		});
	});

	test('may name a result column', () => {
		expect(matchHeaders(['activation_code_start'], { codeStart: 'activation_code_start' })).toEqual(
			{
				columns: { codeStart: 'activation_code_start' },
				problems: [],
			},
		);
	});
});
