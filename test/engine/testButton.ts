import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
} from 'n8n-workflow';
import { WechatMarketingCodeApi } from '../../credentials/WechatMarketingCodeApi.credentials';
import { CredentialStore, type Keeping } from './credentialStore';
import { additionalDataOf } from './additionalData';

const TYPE = 'wechatMarketingCodeApi';

/** The node that n8n makes up for a test: one parameter that is the credential's test request. */
const testNode = (): INodeType => ({
	description: {
		displayName: 'Temp',
		name: 'n8n-nodes-base.noOp',
		group: ['input'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: TYPE, required: true }],
		properties: [
			{
				displayName: 'Temp',
				name: 'temp',
				type: 'string',
				default: '',
				routing: { request: new WechatMarketingCodeApi().test.request },
			},
		],
	},
});

/** What the test button shows, and what is stored with the credential afterwards. */
export interface Pressed {
	/** Undefined for green. */
	readonly red: string | undefined;
	readonly stored: ICredentialDataDecryptedObject;
}

/** Presses the test button of a saved credential, by n8n's own way: its routing node and request helper. */
export async function press(
	saved: ICredentialDataDecryptedObject | CredentialStore,
	keeping?: Keeping,
): Promise<Pressed> {
	const store =
		saved instanceof CredentialStore ? saved : new CredentialStore(saved, true, keeping);
	const nodeType = testNode();
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [TYPE]: { id: 'credential', name: 'WeChat' } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataOf(store),
		'internal',
		createRunExecutionData({}),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: 'credential', name: 'WeChat', type: TYPE, data: store.read() };
	try {
		await new RoutingNode(context, nodeType, decrypted).runNode();
		return { red: undefined, stored: store.data };
	} catch (error) {
		return { red: shown(error), stored: store.data };
	}
}

/** What n8n's tester makes of an error: it prefers a status or a code of the cause to the message. */
function shown(error: unknown): string {
	const { message, cause } = error as Error & {
		cause?: { code?: string; response?: { status: number } };
	};
	if (cause?.response !== undefined) return `HTTP status ${cause.response.status}`;
	return cause?.code ?? message;
}
