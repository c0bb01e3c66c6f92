import { resultColumns } from '../../nodes/WechatMarketingCode/actions/code/activate/columns';
import { openEmbeddedN8n } from '../../scripts/embedded';
import { readWorkflow } from '../../scripts/example';
import { ROOT } from '../../scripts/pack';
import { outputOf } from '../../scripts/rest';
import { DEFAULT_ACCOUNT, startSimulator, type Simulator } from '../simulator';

const APPLICATION = 581865877;
const VALUES = {
	活动名称: '2026春茶开采季',
	品牌: '云岭山房',
	商品标题: '明前龙井',
	条码: '6972345100186',
	小程序AppID: 'wx5f3a1c9e7b2d4068',
	小程序路径: 'pages/tea/index',
};
const row = (row_number: number, start: number, more = {}) => ({
	row_number,
	申请单号: APPLICATION,
	起始位: start,
	结束位: start + 99,
	...VALUES,
	...more,
});

describe('google-sheets-to-activation.json, with pinned rows instead of a sheet', () => {
	let simulator: Simulator;
	let n8n: Awaited<ReturnType<typeof openEmbeddedN8n>>;

	beforeAll(async () => {
		n8n = await openEmbeddedN8n([ROOT]);
		simulator = await startSimulator({
			applications: [{ applicationId: APPLICATION, codeCount: 10_000 }],
			generation: { initMs: 0, processingMs: 0 },
		});
	});
	afterAll(async () => {
		await simulator.stop();
		n8n.close();
	});

	/** Runs the example; what reaches the node that writes back. */
	async function writtenBack(rows: object[]): Promise<object[]> {
		const workflow = readWorkflow('google-sheets-to-activation.json');
		for (const node of workflow.nodes) {
			if (node.type.endsWith('.googleSheets')) node.type = 'n8n-nodes-base.noOp';
		}
		workflow.pinData = { 'Read the sheet': rows.map((json) => ({ json })) };
		const account = { ...DEFAULT_ACCOUNT, accessTokenSource: 'appSecret', baseUrl: simulator.url };
		await n8n.n8n.saveCredential('Account', 'wechatMarketingCodeApi', account);
		const id = await n8n.n8n.saveWorkflow(workflow);
		const execution = await n8n.n8n.runWorkflow(id, 'Start');
		expect(execution.error).toBeUndefined();
		return outputOf(execution, 'Write the result back');
	}

	it('every result column is written, the empty ones as empty text, and nothing else', async () => {
		const leftovers = { activation_errcode: 0, activation_time: '2026-01-01T00:00:00.000Z' };
		const rows = [
			row(2, 0),
			row(3, 100, { 结束位: 50, activation_status: 'failed', ...leftovers }),
			row(4, 200, { 结束位: '', 申请单号: '', ...leftovers }),
		];
		const items = await writtenBack(rows);
		expect(items).toMatchObject([
			{ row_number: 2, activation_status: 'activated', activation_errcode: 0 },
			{ row_number: 3, activation_status: 'invalid', activation_errcode: '', activation_time: '' },
			{ row_number: 4, activation_status: 'invalid', activation_application_id: '' },
		]);
		for (const item of items) {
			expect(Object.keys(item).sort()).toEqual([...resultColumns, 'row_number'].sort());
			expect(Object.values(item)).not.toContain(null);
		}
	});
});
