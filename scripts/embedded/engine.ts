/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { existsSync } from 'node:fs';
import { WorkflowExecute, LazyPackageDirectoryLoader } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type INode,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { additionalDataOf } from '../../test/engine/additionalData';
import { CredentialStore } from '../../test/engine/credentialStore';
import { NODE_TYPE, type ExampleHost } from '../example';
import type { Execution, NodeRun, Workflow as SavedWorkflow } from '../rest';
import { PlainError } from '../shell';
import { NODES_FOLDER } from './nodes';

const BUILT_IN = 'n8n-nodes-base.';

/** n8n's own nodes, each loaded when a workflow needs it, and the node of this package. */
class NodeTypes implements INodeTypes {
	private readonly own = new WechatMarketingCode();

	constructor(private readonly builtIn: LazyPackageDirectoryLoader) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		if (type === NODE_TYPE) return this.own;
		return this.builtIn.getNode(type.slice(BUILT_IN.length)).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return this.builtIn.known.nodes;
	}
}

/**
 * n8n's own engine in this process, without its editor, its database and its REST interface:
 * workflows and the one credential are kept in memory.
 */
export class EmbeddedN8n implements ExampleHost {
	private readonly workflows: SavedWorkflow[] = [];
	private store = new CredentialStore({});

	private constructor(private readonly nodeTypes: INodeTypes) {}

	/** @throws PlainError when the built-in nodes are not there: `provideNodes` brings them */
	static async load(): Promise<EmbeddedN8n> {
		if (!existsSync(NODES_FOLDER)) {
			throw new PlainError(
				"n8n's built-in nodes are not in node_modules/.cache: `npm test` and `npm start` bring them.",
			);
		}
		const builtIn = new LazyPackageDirectoryLoader(NODES_FOLDER);
		await builtIn.loadAll();
		return new EmbeddedN8n(new NodeTypes(builtIn));
	}

	async saveCredential(_name: string, _type: string, data: Record<string, unknown>) {
		this.store = new CredentialStore(data as ICredentialDataDecryptedObject);
		return await Promise.resolve('1');
	}

	async saveWorkflow(workflow: SavedWorkflow): Promise<string> {
		return await Promise.resolve(`${this.workflows.push(workflow)}`);
	}

	async runWorkflow(id: string, trigger: string): Promise<Execution> {
		const { name, nodes, connections, settings, pinData } = this.workflows[Number(id) - 1];
		const workflow = new Workflow({
			id,
			name,
			nodes: nodes as unknown as INode[],
			connections: connections as IConnections,
			active: false,
			nodeTypes: this.nodeTypes,
			settings,
		});
		const execute = new WorkflowExecute(
			additionalDataOf(this.store),
			'manual',
			createRunExecutionData({}),
		);
		const startNode = workflow.getNode(trigger) ?? undefined;
		const run = await execute.run({ workflow, startNode, pinData: pinData as IPinData });
		const { runData, error } = run.data.resultData;
		return {
			id,
			status: run.status,
			executionTime: Number(run.stoppedAt) - Number(run.startedAt),
			error,
			runs: runData as Record<string, NodeRun[]>,
		};
	}
}
