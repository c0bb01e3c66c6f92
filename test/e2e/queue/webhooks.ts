import { CREDENTIAL_TYPE, NODE_TYPE } from '../../../scripts/example';
import type { WorkflowNode } from '../../../scripts/rest';
import { DEFAULT_ACCOUNT, type CommittedRange } from '../../simulator';
import { fillIn, nodeOf, post } from '../examples';
import type { Cluster } from './cluster';

export const APPLICATION = '681200417';
/** Codes of one row. */
export const ROW_CODES = 10;

const PASSWORD = { 'x-erp-key': 'of-the-erp-alone' };

type Row = Record<string, unknown>;

/** Rows of an ERP, without a gap from code 0 on. */
export const rowsOf = (count: number): Row[] =>
	Array.from({ length: count }, (_, at) => ({
		申请单号: APPLICATION,
		起始位: at * ROW_CODES,
		结束位: (at + 1) * ROW_CODES - 1,
		活动名称: '2026春茶开采季',
		品牌: '云岭山房',
		商品标题: '明前龙井',
		条码: '6972345100186',
		小程序AppID: 'wx5f3a1c9e7b2d4068',
		小程序路径: 'pages/tea/index',
	}));

/** What `commitsPerCode` says when every code of so many rows was committed once, and no other code. */
export const eachCodeOnce = (rows: number): CommittedRange[] => [
	{ applicationId: APPLICATION, codeStart: 0, codeEnd: rows * ROW_CODES - 1, commits: 1 },
];

/** The rows as so many calls. */
export const inCalls = (rows: Row[], calls: number): Row[][] =>
	Array.from({ length: calls }, (_, at) => rows.filter((_row, index) => index % calls === at));

/** Sends rows to n8n; gives the status of each. @throws Error unless n8n answers 200 */
export type Erp = (rows: Row[]) => Promise<string[]>;

/**
 * Switches on the example for an ERP, with a new credential, which holds no token yet: the account's
 * app secret, or what is given.
 */
export async function publishErp(
	{ main, account }: Cluster,
	name: string,
	credential: Record<string, string> = { accessTokenSource: 'appSecret', ...account },
): Promise<Erp> {
	const { rest, url } = main;
	const [[header, value]] = Object.entries(PASSWORD);
	const save = async (type: string, data: Record<string, string>) => ({
		[type]: { id: await rest.saveCredential(`${type} ${name}`, type, data), name },
	});
	const credentials = {
		...(await save(CREDENTIAL_TYPE, credential)),
		...(await save('httpHeaderAuth', { name: header, value })),
	};
	const workflow = fillIn('erp-webhook-to-activation.json', { credentials, folder: '' });
	const webhook = nodeOf(workflow, 'ERP calls');
	webhook.parameters.path = name;
	webhook.webhookId = name;
	await rest.activateWorkflow(await rest.saveWorkflow({ ...workflow, name }));
	return async (rows) => {
		const { status, text } = await post(`${url}/webhook/${name}`, { rows }, PASSWORD);
		if (status !== 200) throw new Error(`n8n answered ${status}: ${text}`);
		return (JSON.parse(text) as Row[]).map((row) => String(row.activation_status));
	};
}

/** Switches on a workflow that answers a call with the codes of the application as a file. */
export async function publishDownload({ main, account }: Cluster): Promise<() => Promise<string>> {
	const { rest, url } = main;
	const key = { codePackageKey: DEFAULT_ACCOUNT.packageKey };
	const credential = { ...account, ...key, accessTokenSource: 'appSecret' };
	const id = await rest.saveCredential('Download', CREDENTIAL_TYPE, credential);
	const node = (at: number, more: Partial<WorkflowNode>) => ({
		id: `${at}`,
		typeVersion: 1,
		position: [at * 220, 0],
		...more,
	});
	const nodes = [
		node(0, {
			name: 'A call',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: 'codes',
			parameters: { httpMethod: 'POST', path: 'codes', responseMode: 'responseNode' },
		}),
		node(1, {
			name: 'Download',
			type: NODE_TYPE,
			credentials: { [CREDENTIAL_TYPE]: { id, name: 'Download' } },
			parameters: {
				resource: 'application',
				operation: 'download',
				applicationId: APPLICATION,
				outputAs: 'csv',
				range: 'part',
				codeStart: 0,
				codeEnd: 99,
			},
		}),
		node(2, {
			name: 'The file',
			type: 'n8n-nodes-base.respondToWebhook',
			typeVersion: 1.1,
			parameters: { respondWith: 'binary' },
		}),
	] as WorkflowNode[];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const connections = { 'A call': to('Download'), Download: to('The file') };
	const workflow = { name: 'Codes as a file', nodes, connections };
	await rest.activateWorkflow(await rest.saveWorkflow(workflow));
	return async () => (await post(`${url}/webhook/codes`, {})).text;
}
