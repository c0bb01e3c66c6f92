/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, writeFile } from '@e965/xlsx';
import { NODE_TYPE, importExample, runExample } from '../../scripts/example';
import type { Workflow } from '../../scripts/rest';
import { startHost, type RunningHost } from './startHost';

const APPLICATION = 581865877;

/** What a person types: no mini program in the rows, numbers as numbers, a blank row at the end. */
const TYPED = [
	['申请单号', '起始位', '结束位', '活动名称', '品牌', '商品名称', '商品条码', '备注'],
	[APPLICATION, 0, 9_999, '春季扫码', '山泉', '绿茶 500ml', '6941873400136', '第一批'],
	[APPLICATION, '10,000', ' 19999 ', '春季扫码', '山泉', '绿茶 500ml', '6941873400136', ''],
	[APPLICATION, '２００００', 29_999, '春季扫码', '山泉', '绿茶 500ml', '6941873400136', '全角'],
	['', '', '', '', '', '', '', ' '],
];

/** The node's parameters without one expression. */
const PARAMETERS = {
	rowSource: 'columns',
	defaultValues: { wxaAppId: 'wx1234567890abcdef', wxaPath: 'pages/index/index' },
};

/** The same, mapped by hand. */
const EXPRESSIONS = {
	rowSource: 'fields',
	applicationId: "={{ $json['申请单号'] }}",
	codeStart: "={{ $json['起始位'] }}",
	codeEnd: "={{ $json['结束位'] }}",
	activityName: "={{ $json['活动名称'] }}",
	productBrand: "={{ $json['品牌'] }}",
	productTitle: "={{ $json['商品名称'] }}",
	productCode: "={{ $json['商品条码'] }}",
	wxaAppId: 'wx1234567890abcdef',
	wxaPath: 'pages/index/index',
};

describe('a sheet as people type it, in a real n8n', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-sheets-'));
	let host: RunningHost;
	beforeAll(async () => {
		host = await startHost({
			files: [folder],
			simulator: { applications: [{ applicationId: APPLICATION, codeCount: 100_000 }] },
		});
	});
	afterAll(async () => {
		await host?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const run = async (extension: string, parameters: object) => {
		host.simulator.reset();
		const sheet = join(folder, `sheet.${extension}`);
		const book = utils.book_new();
		utils.book_append_sheet(book, utils.aoa_to_sheet(TYPED), 'Sheet1');
		writeFile(book, sheet, { bookType: extension as 'xlsx' | 'csv' });
		const files = { sheet, result: join(folder, 'result.xlsx') };
		const id = await importExample(host.rest, host.account, files);
		const workflow = await host.rest.call<Workflow>('GET', `/workflows/${id}`);
		for (const node of workflow.nodes) {
			if (node.type === NODE_TYPE) Object.assign(node.parameters, parameters);
		}
		return await runExample(host.rest, await host.rest.saveWorkflow(workflow));
	};

	it.each([
		['xlsx', 'without one expression', PARAMETERS],
		['csv', 'without one expression', PARAMETERS],
		['xlsx', 'mapped by expressions', EXPRESSIONS],
	])('.%s, %s: every row is activated', async (extension, _how, parameters) => {
		const { rows, error, summary } = await run(extension, parameters);
		expect(error).toBeUndefined();
		const filled = rows.slice(0, 3);
		expect(filled.map((row) => row.activation_status)).toEqual(Array(3).fill('activated'));
		expect(filled.map((row) => row.activation_code_start)).toEqual([0, 10_000, 20_000]);
		expect(filled.map((row) => row['备注'] ?? '')).toEqual(['第一批', '', '全角']);
		expect(rows.slice(3).every((row) => row.activation_status === 'invalid')).toBe(true);
		expect(summary).toContain('3 activated');
		expect(host.simulator.count('codeactive')).toBe(3);
		expect(host.simulator.segments(APPLICATION)[0]).toMatchObject({
			product_code: '6941873400136',
			wxa_appid: 'wx1234567890abcdef',
			wxa_path: 'pages/index/index',
		});
	});
});
