import { readWorkflow, saveAccount, type Account } from '../../scripts/example';
import { outputOf, type Execution, type Rest, type WorkflowNode } from '../../scripts/rest';

export const APPLICATION = '681200417';
/** Codes of one row. */
export const ROW_CODES = 10;
export const NODE = 'Activate the codes';

/** What a test wants of its workflow: manual trigger → Code node that makes the rows → activate. */
export interface ActivationOptions {
	/** n8n keeps one workflow and one credential of each name. */
	name: string;
	rows: number;
	/** The first row starts here, the others follow without a gap. */
	firstCode?: number;
	/** More columns of every row, as JavaScript in the Code node. */
	moreColumns?: string;
	options?: Record<string, unknown>;
	/** On Error (default Stop Workflow), Retry On Fail and the like. */
	node?: Partial<WorkflowNode>;
	/** Left out: a credential of this account is made. */
	credentials?: WorkflowNode['credentials'];
}

/** Saves such a workflow in n8n; gives its id. */
export async function saveActivation(
	rest: Rest,
	account: Account,
	{ name, rows, firstCode = 0, moreColumns = '', options = {}, ...more }: ActivationOptions,
): Promise<string> {
	const workflow = readWorkflow('spreadsheet-to-activation.json');
	const credentials = more.credentials ?? (await saveAccount(rest, account, name));
	const [start, , , activate] = workflow.nodes;
	const jsCode = `return Array.from({ length: ${rows} }, (_, at) => {
	const start = ${firstCode} + at * ${ROW_CODES};
	return { json: { 申请单号: '${APPLICATION}', 起始位: start, 结束位: start + ${ROW_CODES - 1},
		活动名称: '2026春茶开采季', 品牌: '云岭山房', 商品标题: '明前龙井', 条码: '6972345100188',
		小程序AppID: 'wx5f3a1c9e7b2d4068', 小程序路径: 'pages/tea/index', ${moreColumns} } };
});`;
	const code = {
		id: 'rows',
		name: 'Make the rows',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [220, 0],
		parameters: { language: 'javaScript', mode: 'runOnceForAllItems', jsCode },
	};
	Object.assign(activate, {
		name: NODE,
		onError: 'stopWorkflow',
		credentials,
		position: [440, 0],
		...more.node,
	});
	activate.parameters.options = { parallelRequests: 5, ...options };
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return await rest.saveWorkflow({
		name,
		nodes: [start, code, activate],
		connections: { [start.name]: to(code.name), [code.name]: to(NODE) },
		settings: workflow.settings,
	});
}

/** How many rows of the first output have each status. */
export function statusCounts(execution: Execution): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { activation_status } of outputOf(execution, NODE)) {
		const status = String(activation_status);
		counts[status] = (counts[status] ?? 0) + 1;
	}
	return counts;
}
