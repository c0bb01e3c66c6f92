import { NODE_TYPE } from '../../scripts/example';
import type { Execution, Rest, WorkflowNode } from '../../scripts/rest';
import { SHARED_CELLS } from './rows';

/** One way to activate rows in n8n: the nodes behind the one that makes the rows. */
export interface Contestant {
	name: string;
	nodes: WorkflowNode[];
	/** Connections among its own nodes, by name; the rows come into the first one. */
	connections?: Record<string, unknown>;
	/** Milliseconds that n8n counted. */
	timeOf(execution: Execution): number;
}

const ROWS = 'Make the rows';
const LOOP = 'Loop Over Items';
const HTTP = 'HTTP Request';
const ACTIVATE = 'Activate the codes';
const to = (node: string) => [{ node, type: 'main', index: 0 }];

/** From the first start to the last end of the named nodes. */
function spanOf(execution: Execution, names: string[]): number {
	const runs = names.flatMap((name) => execution.runs[name] ?? []);
	const ends = runs.map(({ startTime, executionTime }) => startTime + executionTime);
	return Math.max(...ends) - Math.min(...runs.map(({ startTime }) => startTime));
}

const httpNode = (url: string, token: string): WorkflowNode => ({
	id: 'http',
	name: HTTP,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	position: [660, 0],
	parameters: {
		method: 'POST',
		url: `${url}/intp/marketcode/codeactive?access_token=${token}`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify({ application_id: Number($json['申请单号']), activity_name: $json['活动名称'], product_brand: $json['品牌'], product_title: $json['商品标题'], product_code: $json['条码'], wxa_appid: $json['小程序AppID'], wxa_path: $json['小程序路径'], wxa_type: 0, code_start: $json['起始位'], code_end: $json['结束位'] }) }}`,
		options: {},
	},
});

/** What people build by hand today: as many calls at once as the batch is large. */
export function httpInLoop(name: string, url: string, token: string, parallel: number): Contestant {
	const loop: WorkflowNode = {
		id: 'loop',
		name: LOOP,
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		position: [440, 0],
		parameters: { batchSize: parallel, options: {} },
	};
	return {
		name,
		nodes: [loop, httpNode(url, token)],
		connections: { [LOOP]: { main: [[], to(HTTP)] }, [HTTP]: { main: [to(LOOP)] } },
		timeOf: (execution) => spanOf(execution, [LOOP, HTTP]),
	};
}

/** The same node without a loop: all rows at once, which no API likes. */
export const httpAtOnce = (name: string, url: string, token: string): Contestant => ({
	name,
	nodes: [httpNode(url, token)],
	timeOf: (execution) => spanOf(execution, [HTTP]),
});

/** This node in columns mode. */
export const thisNode = (
	name: string,
	credentials: WorkflowNode['credentials'],
	options: Record<string, unknown>,
): Contestant => ({
	name,
	nodes: [
		{
			id: 'activate',
			name: ACTIVATE,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [440, 0],
			parameters: { resource: 'code', operation: 'activate', rowSource: 'columns', options },
			credentials,
		},
	],
	timeOf: (execution) => execution.runs[ACTIVATE][0].executionTime,
});

/**
 * Runs a contestant on so many rows of one code each.
 *
 * @returns milliseconds
 * @throws Error when the execution did not succeed
 */
export async function race(
	rest: Rest,
	contestant: Contestant,
	rows: number,
	firstCode: number,
): Promise<number> {
	const jsCode = `return Array.from({ length: ${rows} }, (_, at) => ({ json: { ...${JSON.stringify(SHARED_CELLS)},
	起始位: ${firstCode} + at, 结束位: ${firstCode} + at, 印刷批次: 'CY26-' + at } }));`;
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const code = {
		id: 'rows',
		name: ROWS,
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [220, 0],
		parameters: { language: 'javaScript', mode: 'runOnceForAllItems', jsCode },
	};
	const id = await rest.saveWorkflow({
		name: contestant.name,
		nodes: [start, code, ...contestant.nodes],
		connections: {
			[start.name]: { main: [to(ROWS)] },
			[ROWS]: { main: [to(contestant.nodes[0].name)] },
			...contestant.connections,
		},
	});
	const execution = await rest.runWorkflow(id, start.name);
	if (execution.status !== 'success') {
		throw new Error(
			`${contestant.name}: ${execution.error?.message ?? execution.status} ${execution.error?.description ?? ''}`,
		);
	}
	return contestant.timeOf(execution);
}
