/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { join } from 'node:path';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import type { operationOf } from '../../nodes/WechatMarketingCode/actions/router';
import type { OperationFactory } from '../../nodes/WechatMarketingCode/run/operation';
import type { street } from '../../nodes/WechatMarketingCode/run/street';
import { CredentialStore } from '../engine/credentialStore';
import { runInEngine, type EngineOptions } from '../engine/harness';
import { DIST } from './child';
import { sheetRow } from './rows';

async function loadBuilt() {
	const load = async <T>(file: string) => (await import(join(DIST, file))) as T;
	return {
		...(await load<{ WechatMarketingCode: new () => INodeType }>('WechatMarketingCode.node.js')),
		...(await load<{ street: typeof street }>('run/street.js')),
		...(await load<{ operationOf: typeof operationOf }>('actions/router.js')),
	};
}

/** An answer of WeChat's without any network: what is left is the node's own work. */
const AT_ONCE = {
	statusCode: 200,
	headers: { 'content-type': 'application/json' },
	body: '{"errcode":0,"errmsg":"ok"}',
};

export interface EngineTimes {
	/** The node's execute alone. */
	streetMs: number;
	/** The whole workflow in n8n's engine. */
	engineMs: number;
}

export interface EngineWatch {
	/** Wraps the operation, to look at its stages. */
	wrap?: (factory: OperationFactory) => OperationFactory;
	/** Called right before and right after execute, while input and output are alive. */
	before?: () => void;
	after?: (output: INodeExecutionData[][]) => void;
	/** Laid over how the node is set. */
	more?: Pick<EngineOptions, 'options' | 'onError'>;
	/** How every row has to end. */
	ends?: string;
}

export const rowItems = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, at) => ({ json: sheetRow(at) }));

/** Activates rows in n8n's own engine, in columns mode, with answers at once. */
export async function runStreet(
	items: INodeExecutionData[],
	{ wrap = (factory) => factory, before, after, more, ends = 'activated' }: EngineWatch = {},
): Promise<EngineTimes> {
	const built = await loadBuilt();
	let streetMs = 0;
	const nodeType: INodeType = {
		description: new built.WechatMarketingCode().description,
		async execute(this: IExecuteFunctions) {
			Object.assign(this.helpers, { httpRequestWithAuthentication: async () => AT_ONCE });
			before?.();
			const started = performance.now();
			const output = await built.street(this, wrap(built.operationOf(this)));
			streetMs = performance.now() - started;
			after?.(output);
			return output;
		},
	};
	const store = new CredentialStore({
		accessTokenSource: 'appSecret',
		appId: 'wx5f3a1c9e7b2d4068',
		appSecret: 'not needed: there is a token',
		sessionToken: 'a token that WeChat takes',
	});
	const started = performance.now();
	const { outputs, error } = await runInEngine({
		rows: items,
		store,
		nodeType,
		parameters: { rowSource: 'columns' },
		onError: more?.onError,
		options: { parallelRequests: 5, ...more?.options },
	});
	const engineMs = performance.now() - started;
	const done = outputs.flat().filter(({ json }) => json.activation_status === ends).length;
	if (done !== items.length) throw error ?? new Error(`${done} of ${items.length} rows ${ends}`);
	return { streetMs, engineMs };
}
