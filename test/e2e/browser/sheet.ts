import { CREDENTIAL_TYPE, NODE_TYPE } from '../../../scripts/example';
import type { Rest, Workflow } from '../../../scripts/rest';

/** One application for each run that activates: what is active stays active. */
export const APPLICATIONS = ['681200417', '681200529', '681200733', '681200846'].map(
	(applicationId) => ({ applicationId, codeCount: 100_000 }),
);
export const MINI_PROGRAM = { appId: 'wx5f3a1c9e7b2d4068', path: 'pages/tea/index' };

export type Row = Record<string, string | number>;

/** A sheet as people have it: Chinese headers, and nothing about the mini program. */
export const rowsOf = (applicationId: string): Row[] =>
	[
		['明前龙井 礼盒装 250g', '6972345100186'],
		['正山小种红茶 罐装 125g', '6972345100254'],
		['福鼎白牡丹 茶饼 350g', '6972345100322'],
	].map(([title, barcode], at) => ({
		申请单号: applicationId,
		起始位: at * 10_000,
		结束位: at * 10_000 + 9_999,
		活动名称: '2026春茶开采季',
		品牌: '云岭山房',
		商品标题: title,
		条码: barcode,
	}));

export const SHEET_NODE = 'My sheet';
export const ACTIVATE_NODE = 'Activate code range';

const connectTo = (node: string) => [{ node, type: 'main', index: 0 }];

/** Saves a workflow that hands out the rows; with `activate` our node follows. Gives its id. */
export async function saveSheet(
	rest: Rest,
	name: string,
	rows: Row[],
	activate?: {
		parameters: Record<string, unknown>;
		credential: { id: string; name: string };
		onError?: string;
	},
): Promise<string> {
	const node = (
		at: number,
		name: string,
		type: string,
		typeVersion: number,
		parameters: object,
	) => ({
		id: `node-${at}`,
		name,
		type,
		typeVersion,
		position: [at * 220, 0],
		parameters,
	});
	const jsCode = `return ${JSON.stringify(rows)}.map((json) => ({ json }));`;
	const nodes: object[] = [
		node(0, 'Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node(1, SHEET_NODE, 'n8n-nodes-base.code', 2, { jsCode }),
	];
	const connections: Workflow['connections'] = { Start: { main: [connectTo(SHEET_NODE)] } };
	if (activate) {
		nodes.push({
			...node(2, ACTIVATE_NODE, NODE_TYPE, 1, activate.parameters),
			credentials: { [CREDENTIAL_TYPE]: activate.credential },
			onError: activate.onError,
		});
		connections[SHEET_NODE] = { main: [connectTo(ACTIVATE_NODE)] };
	}
	return await rest.saveWorkflow({ name, nodes, connections } as Workflow);
}
