import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type OnError,
} from 'n8n-workflow';
import { WorkflowExecute } from 'n8n-core';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { additionalDataOf } from './additionalData';
import { CredentialStore } from './credentialStore';

const START = 'Start';
const NODE = 'Activate';
const IF = 'IF';

const startType: INodeType = {
	description: {
		displayName: 'Start',
		name: 'n8n-nodes-base.manualTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Where the rows come from',
		defaults: { name: START },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
};

function nodeTypesWith(nodeType: INodeType): INodeTypes {
	const types: Record<string, INodeType> = {
		'n8n-nodes-base.manualTrigger': startType,
		'n8n-nodes-base.if': {
			description: {
				...startType.description,
				name: 'n8n-nodes-base.if',
				group: ['transform'],
				inputs: ['main'],
				outputs: ['main', 'main'],
			},
		},
		'n8n-nodes-wechat-marketing-code.wechatMarketingCode': nodeType,
		// As n8n names the copy of a node that agents use.
		'n8n-nodes-wechat-marketing-code.wechatMarketingCodeTool': nodeType,
	};
	return {
		getByName: (name) => types[name],
		getByNameAndVersion: (name) => types[name],
		getKnownTypes: () => ({}),
	};
}

/** What a run in the real engine gave. */
export interface EngineRun {
	/** Items by output: [0] success, [1] error output. */
	readonly outputs: INodeExecutionData[][];
	/** The json of the first output. */
	readonly rows: IDataObject[];
	readonly hints: string[];
	/** Those of type warning. */
	readonly warnings: string[];
	readonly error: (Error & { description?: string | null; context?: IDataObject }) | undefined;
	readonly run: IRun;
}

export interface EngineOptions {
	readonly rows: Array<IDataObject | INodeExecutionData>;
	readonly parameters?: INodeParameters;
	readonly options?: INodeParameters;
	readonly store?: CredentialStore;
	readonly onError?: OnError;
	readonly retryOnFail?: number;
	/** Called with a function that cancels the execution. */
	readonly onStart?: (cancel: () => void) => void;
	readonly node?: Partial<INode>;
	/** *Execute step* behind the second output of a pinned IF, as in the editor. */
	readonly behindPinnedIf?: boolean;
	/** Default the shipped node; the benchmark wraps it. */
	readonly nodeType?: INodeType;
}

/** A row in the words of the example sheet. */
export const sheetRow = (start: number, end: number, more: IDataObject = {}): IDataObject => ({
	application: '581865877',
	start,
	end,
	activity: '春季扫码',
	brand: '山泉',
	title: '绿茶 500ml',
	barcode: '6941873400136',
	app: 'wx1234567890abcdef',
	path: 'pages/index/index',
	...more,
});

/** One expression per field, as a user maps a sheet. */
export const fieldExpressions: INodeParameters = {
	applicationId: '={{ $json.application }}',
	codeStart: '={{ $json.start }}',
	codeEnd: '={{ $json.end }}',
	activityName: '={{ $json.activity }}',
	productBrand: '={{ $json.brand }}',
	productTitle: '={{ $json.title }}',
	productCode: '={{ $json.barcode }}',
	wxaAppId: '={{ $json.app }}',
	wxaPath: '={{ $json.path }}',
};

const isItem = (row: IDataObject | INodeExecutionData): row is INodeExecutionData =>
	'json' in row && typeof row.json === 'object';

/** The same without a range, for a whole application. */
export const valueExpressions: INodeParameters = Object.fromEntries(
	Object.entries(fieldExpressions).filter(([name]) => !name.startsWith('code')),
);

const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];

/** The trigger, run before. */
const STARTED: ITaskData = {
	startTime: 0,
	executionTime: 0,
	executionIndex: 0,
	executionStatus: 'success',
	source: [],
	data: { main: [[{ json: {} }]] },
};

/** Runs Start → node in n8n's own engine. */
export async function runInEngine(options: EngineOptions): Promise<EngineRun> {
	const items = options.rows.map((row) => (isItem(row) ? row : { json: row }));
	const node = nodeOf(options);
	const workflow = new Workflow({
		id: 'test-workflow',
		nodes: [
			{
				id: 'start',
				name: START,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'if',
				name: IF,
				type: 'n8n-nodes-base.if',
				typeVersion: 1,
				position: [100, 0],
				parameters: {},
			},
			node,
		],
		connections: options.behindPinnedIf
			? { [START]: { main: [to(IF)] }, [IF]: { main: [[], to(NODE)] } }
			: { [START]: { main: [to(NODE)] } },
		active: false,
		nodeTypes: nodeTypesWith(options.nodeType ?? new WechatMarketingCode()),
		settings: { executionOrder: 'v1' },
	});
	const execution = new WorkflowExecute(
		additionalDataOf(options.store ?? new CredentialStore({})),
		'manual',
		createRunExecutionData({}),
	);
	const step = { nodeName: NODE, mode: 'inclusive' as const };
	const promise = options.behindPinnedIf
		? execution.runPartialWorkflow2(workflow, { [START]: [STARTED] }, { [IF]: items }, [], step)
		: execution.run({ workflow, pinData: { [START]: items } });
	options.onStart?.(() => promise.cancel());
	const run = await promise;
	const task = run.data.resultData.runData[NODE]?.at(-1);
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		outputs,
		rows: (outputs[0] ?? []).map(({ json }) => json),
		hints: (task?.hints ?? []).map(({ message }) => message),
		warnings: (task?.hints ?? []).flatMap(({ type, message }) =>
			type === 'warning' ? message : [],
		),
		error: (task?.error ?? run.data.resultData.error) as EngineRun['error'],
		run,
	};
}

function nodeOf({ parameters, options, onError, retryOnFail, node }: EngineOptions): INode {
	return {
		id: 'activate',
		name: NODE,
		type: 'n8n-nodes-wechat-marketing-code.wechatMarketingCode',
		typeVersion: 1,
		position: [200, 0],
		parameters: {
			resource: 'code',
			operation: 'activate',
			...(parameters ?? fieldExpressions),
			options: options ?? {},
		},
		credentials: { wechatMarketingCodeApi: { id: 'credential', name: 'WeChat' } },
		onError,
		...(retryOnFail === undefined
			? {}
			: { retryOnFail: true, maxTries: retryOnFail, waitBetweenTries: 1 }),
		...node,
	};
}
