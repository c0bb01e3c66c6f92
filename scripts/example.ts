/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ARTIFACTS, PACKAGE_NAME, ROOT } from './pack';
import { outputOf, type Rest, type Workflow } from './rest';

export const NODE_TYPE = `${PACKAGE_NAME}.wechatMarketingCode`;
export const CREDENTIAL_TYPE = 'wechatMarketingCodeApi';

const SPREADSHEET_EXAMPLE = 'spreadsheet-to-activation.json';

/** A service account and where its WeChat is. */
export interface Account {
	appId: string;
	appSecret: string;
	baseUrl: string;
}

/** What a run of the example came to: the node's rows, or why the workflow stopped. */
export interface ExampleRun {
	rows: Array<Record<string, unknown>>;
	error?: string;
	/** The node's hint, e.g. "38 activated, 2 invalid, in 38 requests". */
	summary?: string;
}

/** Reads an example of `workflows/`. */
export function readWorkflow(file: string): Workflow {
	return JSON.parse(readFileSync(join(ROOT, 'workflows', file), 'utf8')) as Workflow;
}

/** Saves a credential of the account in n8n; gives what a workflow's node names it by. */
export async function saveAccount(rest: Rest, account: Account, name = 'WeChat service account') {
	const data = { accessTokenSource: 'appSecret', ...account };
	return {
		[CREDENTIAL_TYPE]: { id: await rest.saveCredential(name, CREDENTIAL_TYPE, data), name },
	};
}

/**
 * Imports the example "spreadsheet file to result file" with its credential and files, as the
 * sticky note in it asks a person to do; gives the workflow's id.
 */
export async function importExample(
	rest: Rest,
	account: Account,
	{ sheet, result }: { sheet: string; result: string },
): Promise<string> {
	const credentials = await saveAccount(rest, account);
	const workflow = readWorkflow(SPREADSHEET_EXAMPLE);
	for (const node of workflow.nodes) {
		const { parameters } = node;
		if (node.type === NODE_TYPE) node.credentials = credentials;
		// n8n takes the path for a pattern.
		if (parameters.operation === 'read') parameters.fileSelector = sheet.replace(/[*?{}]/g, '\\$&');
		if (parameters.operation === 'write') parameters.fileName = result;
		if (node.type === 'n8n-nodes-base.extractFromFile') {
			parameters.operation = extname(sheet).slice(1).toLowerCase();
			if (parameters.operation === 'csv') parameters.options = { enableBOM: true };
		}
	}
	return await rest.saveWorkflow(workflow);
}

/**
 * Imports the other examples of `workflows/`, each with the account's credential; what they read is
 * looked for in `workflows/`, and what they write goes to the artifacts.
 */
export async function importOthers(rest: Rest, account: Account): Promise<void> {
	const credentials = await saveAccount(rest, account);
	const files = readdirSync(join(ROOT, 'workflows')).filter((file) => file.endsWith('.json'));
	for (const file of files.filter((file) => file !== SPREADSHEET_EXAMPLE)) {
		const workflow = readWorkflow(file);
		for (const node of workflow.nodes) {
			if (node.type.startsWith(`${PACKAGE_NAME}.`)) node.credentials = credentials;
			if (node.type === 'n8n-nodes-base.readWriteFile') setFolder(node.parameters);
		}
		await rest.saveWorkflow(workflow);
	}
}

function setFolder(parameters: Workflow['nodes'][number]['parameters']): void {
	const [field, folder] =
		parameters.operation === 'read'
			? ['fileSelector', join(ROOT, 'workflows')]
			: ['fileName', ARTIFACTS];
	const path = String(parameters[field]);
	parameters[field] = path.startsWith('=') ? `=${folder}/${path.slice(1)}` : `${folder}/${path}`;
}

/** Runs the imported example by hand. */
export async function runExample(rest: Rest, workflowId: string): Promise<ExampleRun> {
	const execution = await rest.runWorkflow(workflowId, 'Start');
	const node = 'Activate the codes';
	const { error } = execution;
	return {
		rows: outputOf(execution, node),
		error:
			execution.status === 'success'
				? undefined
				: [error?.message ?? execution.status, error?.description].filter(Boolean).join('\n'),
		summary: execution.runs[node]?.[0]?.hints?.map(({ message }) => message).join('\n'),
	};
}
