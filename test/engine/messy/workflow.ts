/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { NODE_TYPE } from '../../../scripts/example';
import type { Workflow } from '../../../scripts/rest';
import { fileOf, type Setup } from './sheets';

const built = (type: string, typeVersion: number, parameters: INodeParameters) => ({
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	parameters,
});

export const ACTIVATE = 'Activate';

/** The workflow that a person has built, with On Error as it is from the start: Stop Workflow. */
export function workflowOf(setup: Setup, folder: string): Workflow {
	const { saved, item, extract, splitOut, editFields, activate, options } = setup;
	const nodes = [{ name: 'Start', ...built('manualTrigger', 1, {}) }];
	if (saved !== undefined) {
		const file = join(folder, `sheet.${saved.as}`);
		writeFileSync(file, fileOf(setup));
		nodes.push(
			{ name: 'Read', ...built('readWriteFile', 1.1, { operation: 'read', fileSelector: file }) },
			{
				name: 'Extract',
				...built('extractFromFile', 1, { operation: saved.as, options: extract }),
			},
		);
	}
	if (editFields !== undefined) {
		const parameters = { mode: 'raw', jsonOutput: editFields, options: {} };
		nodes.push({ name: 'Edit', ...built('set', 3.4, parameters) });
	}
	if (splitOut !== undefined) {
		const parameters = { fieldToSplitOut: splitOut, options: {} };
		nodes.push({ name: 'Split', ...built('splitOut', 1, parameters) });
	}
	nodes.push({
		name: ACTIVATE,
		type: NODE_TYPE,
		typeVersion: 1,
		parameters: { resource: 'code', operation: 'activate', ...activate, options },
	});
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, at) => [
				nodes[at].name,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
	);
	const all = nodes.map((node, at) => ({
		id: `${at}`,
		position: [at * 200, 0],
		...node,
		...(node.name === ACTIVATE
			? { credentials: { wechatMarketingCodeApi: { id: '1', name: 'Account' } } }
			: {}),
	}));
	return {
		name: 'Messy',
		nodes: all,
		connections,
		settings: { executionOrder: 'v1' },
		pinData: item === undefined ? {} : { Start: [{ json: item }] },
	} as unknown as Workflow;
}
