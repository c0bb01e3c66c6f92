import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { activateHints } from './actions/code/activate/show/hints';
import { description } from './actions/description';
import { operationOf } from './actions/router';
import { street } from './run/street';

export class WechatMarketingCode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeChat Marketing Code',
		name: 'wechatMarketingCode',
		icon: {
			light: 'file:../../icons/wechatMarketingCode.svg',
			dark: 'file:../../icons/wechatMarketingCode.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			"Activate printed QR codes of WeChat's one item one code (一物一码) service. Activation cannot be undone; as a tool of an AI agent it is a dry run, unless the option Dry Run is added and set to false.",
		defaults: { name: 'WeChat Marketing Code' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wechatMarketingCodeApi', required: true }],
		hints: activateHints,
		properties: description,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await street(this, operationOf(this));
	}
}
