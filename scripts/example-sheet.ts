/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { join } from 'node:path';
import { utils, writeFile } from '@e965/xlsx';

// Makes workflows/activations.xlsx: `npx tsx scripts/example-sheet.ts`. All names and numbers are invented.

/** The sheet's applications, as WeChat knows them: number and how many codes were applied for. */
export const EXAMPLE_APPLICATIONS = [
	{ applicationId: '681200417', codeCount: 100_000 },
	{ applicationId: '681200529', codeCount: 50_000 },
	{ applicationId: '681200733', codeCount: 150_000 },
	{ applicationId: '681200846', codeCount: 20_000 },
];

/** The two rows that the node must refuse; 1 is the first row under the headers. */
export const EXAMPLE_MISTAKES = { overlap: 14, barcode: 27 };

const HEADERS = [
	'申请单号',
	'起始位',
	'结束位',
	'活动名称',
	'品牌',
	'商品标题',
	'条码',
	'小程序AppID',
	'小程序路径',
	'印刷批次',
];

type Cell = string | number;
type Row = Cell[];

interface Product {
	brand: string;
	title: string;
	/** The barcode without its check digit, or whole where it is to be wrong. */
	barcode: string;
}

interface MiniProgram {
	appId: string;
	path: string;
}

const TEA: MiniProgram = { appId: 'wx5f3a1c9e7b2d4068', path: 'pages/tea/index' };
const FOOD: MiniProgram = { appId: 'wx81c0d4e2f6a97b35', path: 'pages/scan/index' };
const CARE: MiniProgram = { appId: 'wx2b9e64d07fa813c5', path: 'pages/product/home' };

const GREEN_TEA = { brand: '云岭山房', title: '明前龙井 礼盒装 250g', barcode: '697234510018' };
const BLACK_TEA = { brand: '云岭山房', title: '正山小种红茶 罐装 125g', barcode: '697234510025' };
const WHITE_TEA = { brand: '云岭山房', title: '福鼎白牡丹 茶饼 350g', barcode: '697234510032' };
const RICE = { brand: '禾田里', title: '五常稻花香大米 5kg', barcode: '690871630114' };
const MILLET = { brand: '禾田里', title: '沁州黄小米 真空装 1kg', barcode: '690871630121' };
const HONEY = { brand: '白鹭洲', title: '洋槐蜂蜜(挤压瓶)500g', barcode: '694406720203' };
const ROYAL_HONEY = { brand: '白鹭洲', title: '椴树雪蜜 720g', barcode: '694406720210' };
const SHAMPOO = { brand: '南溪本草', title: '侧柏叶洗发水 400ml', barcode: '692518840307' };
const HAND_CREAM = { brand: '南溪本草', title: '茶籽护手霜“冬日限定”60g', barcode: '692518840314' };

/** EAN-13: from the right, weights 3, 1, 3, 1 …; the digit that makes the sum a multiple of ten. */
function withCheckDigit(twelve: string): string {
	if (twelve.length === 13) return twelve;
	const sum = [...twelve].reduce(
		(all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
		0,
	);
	return `${twelve}${(10 - (sum % 10)) % 10}`;
}

/** Rows of one application, one after the other from position 0: `[product, how many codes, lot]`. */
function ranges(
	application: number,
	activity: string,
	{ appId, path }: MiniProgram,
	parts: Array<[product: Product, count: number, lot: string]>,
): Row[] {
	let next = 0;
	return parts.map(([{ brand, title, barcode }, count, lot]) => {
		const start = next;
		next += count;
		const { applicationId } = EXAMPLE_APPLICATIONS[application];
		const code = withCheckDigit(barcode);
		return [applicationId, start, next - 1, activity, brand, title, code, appId, path, lot];
	});
}

function exampleRows(): Row[] {
	const rows = [
		...ranges(0, '2026春茶开采季', TEA, [
			[GREEN_TEA, 10_000, 'CY26-0301'],
			[GREEN_TEA, 10_000, 'CY26-0302'],
			[GREEN_TEA, 5_000, 'CY26-0303'],
			[BLACK_TEA, 10_000, 'CY26-0304'],
			[BLACK_TEA, 10_000, 'CY26-0305'],
			[BLACK_TEA, 5_000, 'CY26-0306'],
			[WHITE_TEA, 8_000, 'CY26-0307'],
			[WHITE_TEA, 8_000, 'CY26-0308'],
			[WHITE_TEA, 8_000, 'CY26-0309'],
			[WHITE_TEA, 6_000, 'CY26-0310'],
		]),
		...ranges(1, '秋收新粮上市', FOOD, [
			[RICE, 5_000, 'HT-2609-A'],
			[RICE, 5_000, 'HT-2609-B'],
			[RICE, 5_000, 'HT-2609-C'],
			[RICE, 2_500, 'HT-2609-D'],
			[MILLET, 4_000, 'HT-2609-E'],
			[MILLET, 4_000, 'HT-2609-F'],
			[MILLET, 1, 'HT-2609-样品'],
			[MILLET, 3_999, 'HT-2609-G'],
			[MILLET, 500, 'HT-2609-H'],
		]),
		...ranges(2, '白鹭洲扫码溯源', FOOD, [
			[HONEY, 20_000, 'BLZ-611'],
			[HONEY, 20_000, 'BLZ-612'],
			[HONEY, 10_000, 'BLZ-613'],
			[ROYAL_HONEY, 12_000, 'BLZ-621'],
			[ROYAL_HONEY, 12_000, 'BLZ-622'],
			[ROYAL_HONEY, 12_000, 'BLZ-623'],
			[ROYAL_HONEY, 12_000, 'BLZ-624'],
			[ROYAL_HONEY, 2_000, 'BLZ-625'],
			[HONEY, 15_000, 'BLZ-614'],
			[HONEY, 15_000, 'BLZ-615'],
			[HONEY, 15_000, 'BLZ-616'],
		]),
		...ranges(3, '冬日护手季 买一赠一', CARE, [
			[SHAMPOO, 3_000, 'NX-W01'],
			[SHAMPOO, 3_000, 'NX-W02'],
			[SHAMPOO, 2_000, 'NX-W03'],
			[SHAMPOO, 500, 'NX-W04'],
			[HAND_CREAM, 2_500, 'NX-W11'],
			[HAND_CREAM, 2_500, 'NX-W12'],
			[HAND_CREAM, 2_500, 'NX-W13'],
			[HAND_CREAM, 1_000, 'NX-W14'],
			[HAND_CREAM, 1_000, 'NX-W15'],
			[HAND_CREAM, 2_000, 'NX-W16'],
		]),
	];
	// Typed by hand: it starts 500 too early, inside the row before it.
	rows[EXAMPLE_MISTAKES.overlap - 1][1] = Number(rows[EXAMPLE_MISTAKES.overlap - 1][1]) - 500;
	// Two digits swapped: the check digit gives it away.
	rows[EXAMPLE_MISTAKES.barcode - 1][6] = '6944067202013';
	return rows;
}

export const EXAMPLE_ROWS: ReadonlyArray<Record<string, Cell>> = exampleRows().map((row) =>
	Object.fromEntries(row.map((cell, at) => [HEADERS[at], cell])),
);

function main(): void {
	// Numbers for the positions, text for everything with digits that must not be lost.
	const sheet = utils.json_to_sheet([...EXAMPLE_ROWS], { header: HEADERS });
	sheet['!cols'] = [12, 9, 9, 22, 12, 26, 16, 22, 20, 14].map((wch) => ({ wch }));
	const book = utils.book_new();
	utils.book_append_sheet(book, sheet, '激活清单');
	writeFile(book, join(__dirname, '../workflows/activations.xlsx'), { compression: true });
}

if (require.main === module) main();
