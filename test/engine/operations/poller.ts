import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { PollContext, TriggersAndPollers } from 'n8n-core';
import { WechatMarketingCodeTrigger } from '../../../nodes/WechatMarketingCode/WechatMarketingCodeTrigger.node';
import type { CredentialStore } from '../credentialStore';

const type = new WechatMarketingCodeTrigger();
const nodeTypes: INodeTypes = {
	getByName: () => type,
	getByNameAndVersion: () => type,
	getKnownTypes: () => ({}),
};

const nodeWith = (parameters: INodeParameters, id: string, name: string): INode => ({
	id,
	name,
	type: 'n8n-nodes-wechat-marketing-code.wechatMarketingCodeTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters,
	credentials: { wechatMarketingCodeApi: { id: 'credential', name: 'WeChat' } },
});

let pollers = 0;

/**
 * An active workflow with the trigger in n8n-core, and the database behind it: static data is saved
 * only by a poll that emits, as n8n does, and only when n8n sees that it changed.
 */
export class Poller {
	/** The workflow's static data as saved. */
	saved: IDataObject = {};
	/** Times that n8n saved it. */
	saves = 0;
	/** What the log was told. */
	readonly warnings: string[] = [];
	/** Times of `time.monotonic` that n8n gives a poll; undefined: as old versions, none. */
	budgetMs: number | undefined = 300_000;
	/** What n8n knows the node by. */
	id = 'trigger';
	/** The node's name in the editor. */
	name = 'Trigger';
	/** No two pollers are one workflow, whose memory they would share. */
	private readonly workflowId = `polled-${++pollers}`;
	private workflow: Workflow;

	constructor(
		public store: CredentialStore,
		private readonly parameters: INodeParameters,
	) {
		this.workflow = this.load();
	}

	/** n8n restarts, or the workflow is switched off and on: only what was saved is left. */
	restart(): void {
		this.workflow = this.load();
	}

	/** The trigger's own state as saved. */
	get state(): IDataObject {
		return (this.saved['node:Trigger'] ?? {}) as IDataObject;
	}

	/** One poll; the json of what it emitted, null when it emitted nothing. */
	async poll(
		mode: WorkflowExecuteMode = 'trigger',
		activation: WorkflowActivateMode = 'activate',
	): Promise<IDataObject[] | null> {
		const { workflow } = this;
		const node = workflow.getNode(this.name) as INode;
		const additionalData = {
			credentialsHelper: this.store.helper,
			variables: {},
			instanceBaseUrl: 'http://127.0.0.1/',
		} as Partial<IWorkflowExecuteAdditionalData> as IWorkflowExecuteAdditionalData;
		const context = new PollContext(workflow, node, additionalData, mode, activation);
		context.logger.warn = (text: string) => this.warnings.push(text);
		Object.defineProperty(context, 'getPollBudgetMs', {
			value: this.budgetMs && (() => this.budgetMs),
		});
		const emitted: INodeExecutionData[][] | null = await new TriggersAndPollers().runPollFunction(
			workflow,
			node,
			context,
		);
		if (emitted === null) return null;
		if (mode !== 'manual') this.save(workflow);
		return emitted[0].map(({ json }) => json);
	}

	private save({ staticData }: Workflow): void {
		if (staticData.__dataChanged !== true) return;
		this.saved = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		this.saves += 1;
		staticData.__dataChanged = false;
	}

	private load(): Workflow {
		return new Workflow({
			id: this.workflowId,
			nodes: [nodeWith(this.parameters, this.id, this.name)],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(JSON.stringify(this.saved)) as IDataObject,
		});
	}
}
