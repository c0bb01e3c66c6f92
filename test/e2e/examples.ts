/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { readFile, utils, writeFile } from '@e965/xlsx';
import { NODE_TYPE, readWorkflow } from '../../scripts/example';
import { ROOT } from '../../scripts/pack';
import type { Workflow, WorkflowNode } from '../../scripts/rest';

export type Row = Record<string, unknown>;

const POLL_MS = 100;
const READY_WITHIN_MS = 20_000;

/** The file names of all examples. */
export const EXAMPLES = readdirSync(join(ROOT, 'workflows')).filter((file) =>
	file.endsWith('.json'),
);

/** What a person puts in, as the sticky notes ask: credentials by type, and the files' folder. */
export interface Choices {
	credentials: NonNullable<WorkflowNode['credentials']>;
	folder: string;
}

/** An example with the choices made; everything else is as it is published. */
export function fillIn(file: string, { credentials, folder }: Choices): Workflow {
	const workflow = readWorkflow(file);
	const take = (type: string) => ({ [type]: credentials[type] });
	for (const node of workflow.nodes) {
		const { parameters, type } = node;
		if (type === NODE_TYPE) node.credentials = take('wechatMarketingCodeApi');
		if (type === 'n8n-nodes-base.webhook') node.credentials = take('httpHeaderAuth');
		if (type === 'n8n-nodes-base.formTrigger') node.credentials = take('httpBasicAuth');
		if (type === 'n8n-nodes-base.emailSend') node.credentials = take('smtp');
		if (type !== 'n8n-nodes-base.readWriteFile') continue;
		const field = parameters.operation === 'read' ? 'fileSelector' : 'fileName';
		const name = String(parameters[field]);
		parameters[field] = name.startsWith('=') ? `=${folder}/${name.slice(1)}` : join(folder, name);
	}
	return workflow;
}

/** @throws Error when the workflow has no such node */
export function nodeOf(workflow: Workflow, name: string): WorkflowNode {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`"${workflow.name}" has no node "${name}"`);
	return node;
}

/** POSTs JSON; asks again while a workflow just switched on has no webhook yet (404). */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
	const until = Date.now() + READY_WITHIN_MS;
	for (;;) {
		const response = await request(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		const text = await response.body.text();
		if (response.statusCode !== 404 || Date.now() > until)
			return { status: response.statusCode, text };
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

export function writeSheet(file: string, rows: Row[]): void {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.json_to_sheet(rows), 'Sheet1');
	writeFile(book, file);
}

export function readSheet(file: string): Row[] {
	const book = readFile(file);
	return utils.sheet_to_json(book.Sheets[book.SheetNames[0]]);
}
