/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ARTIFACTS, PACKAGE_NAME, ROOT } from './pack';
import { outputOf, type Rest, type Workflow } from './rest';

export const NODE_TYPE = `${PACKAGE_NAME}.wechatMarketingCode`;
export const CREDENTIAL_TYPE = 'wechatMarketingCodeApi';

const SPREADSHEET_EXAMPLE = 'spreadsheet-to-activation.json';
const FORM_EXAMPLE = 'upload-form-to-activation.json';
const TRIGGER = 'Start';
const ACTIVATE = 'Activate the codes';

/** What the example runs in: the whole n8n by its REST interface, or its engine in this process. */
export type ExampleHost = Pick<Rest, 'saveCredential' | 'saveWorkflow' | 'runWorkflow'>;

/** The files of a run of the example, as absolute paths. */
export interface ExampleFiles {
	sheet: string;
	result: string;
	/** The statuses of the result file then say so, and no run takes it for a record. */
	isSimulated?: boolean;
}

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
	/** The first line of the node's hint, e.g. "38 activated, 2 invalid, in 38 requests". */
	summary?: string;
}

/** Reads an example of `workflows/`. */
export function readWorkflow(file: string): Workflow {
	return JSON.parse(readFileSync(join(ROOT, 'workflows', file), 'utf8')) as Workflow;
}

/** Saves a credential of the account in n8n; gives what a workflow's node names it by. */
export async function saveAccount(
	host: Pick<ExampleHost, 'saveCredential'>,
	account: Account,
	name = 'WeChat service account',
) {
	const data = { accessTokenSource: 'appSecret', ...account };
	return {
		[CREDENTIAL_TYPE]: { id: await host.saveCredential(name, CREDENTIAL_TYPE, data), name },
	};
}

/**
 * Imports the example "spreadsheet file to result file" with its credential and files, as the
 * sticky note in it asks a person to do; gives the workflow's id.
 */
export async function importExample(
	host: ExampleHost,
	account: Account,
	{ sheet, result, isSimulated }: ExampleFiles,
): Promise<string> {
	const credentials = await saveAccount(host, account);
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
	if (isSimulated) markStatuses(workflow, ACTIVATE);
	return await host.saveWorkflow(workflow);
}

/** Puts a node behind the named one that writes `simulated: activated` for `activated`, and so on. */
function markStatuses({ nodes, connections }: Workflow, behind: string): void {
	const place = nodes.find((node) => node.name === behind)?.position as [number, number];
	const name = 'Mark it as a simulation';
	const status = { name: 'activation_status', value: '=simulated: {{ $json.activation_status }}' };
	nodes.push({
		id: '5f1d7c1e-0a01-4d5c-9a10-000000000008',
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [place[0] + 110, place[1] + 180],
		parameters: {
			assignments: { assignments: [{ id: 'status', type: 'string', ...status }] },
			includeOtherFields: true,
			options: {},
		},
	});
	connections[name] = connections[behind];
	connections[behind] = { main: [[{ node: name, type: 'main', index: 0 }]] };
}

/** Where the upload form is, and the login that it asks for. */
export interface FormDoor {
	path: string;
	user: string;
	password: string;
}

/**
 * Imports the other examples of `workflows/`, each with the account's credential; what they read is
 * looked for in `workflows/`, and what they write goes to the artifacts. The upload form is published,
 * with a new login; its result sheets say so when they are `isSimulated`.
 */
export async function importOthers(
	rest: Rest,
	account: Account,
	{ isSimulated }: Pick<ExampleFiles, 'isSimulated'>,
): Promise<FormDoor> {
	const login = { user: 'sheets', password: randomBytes(9).toString('base64url') };
	const name = 'Login of the form';
	const basic = { id: await rest.saveCredential(name, 'httpBasicAuth', login), name };
	const credentials = await saveAccount(rest, account);
	const files = readdirSync(join(ROOT, 'workflows')).filter((file) => file.endsWith('.json'));
	for (const file of files.filter((file) => file !== SPREADSHEET_EXAMPLE)) {
		const workflow = readWorkflow(file);
		const isForm = file === FORM_EXAMPLE;
		for (const node of workflow.nodes) {
			if (node.type.startsWith(`${PACKAGE_NAME}.`)) node.credentials = credentials;
			if (node.type === 'n8n-nodes-base.readWriteFile') setFolder(node.parameters);
			if (isForm && node.credentials?.httpBasicAuth) node.credentials = { httpBasicAuth: basic };
		}
		if (isForm && isSimulated) markStatuses(workflow, 'Rows of the result');
		const id = await rest.saveWorkflow(workflow);
		if (isForm) await rest.activateWorkflow(id);
	}
	return { path: '/form/activate-codes', ...login };
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
export async function runExample(
	host: Pick<ExampleHost, 'runWorkflow'>,
	workflowId: string,
): Promise<ExampleRun> {
	const execution = await host.runWorkflow(workflowId, TRIGGER);
	const { error } = execution;
	return {
		rows: outputOf(execution, ACTIVATE),
		error:
			execution.status === 'success'
				? undefined
				: [error?.message ?? execution.status, error?.description].filter(Boolean).join('\n'),
		// The hint is HTML: its first line counts, the others repeat what stands beside the rows.
		summary: execution.runs[ACTIVATE]?.[0]?.hints
			?.map(({ message }) => message.split('<br>')[0])
			.join('\n'),
	};
}
