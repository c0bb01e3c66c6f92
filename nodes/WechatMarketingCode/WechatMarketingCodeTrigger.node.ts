import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollApplications } from './trigger/poll';
import { triggerProperties } from './trigger/properties';

export class WechatMarketingCodeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeChat Marketing Code Trigger',
		name: 'wechatMarketingCodeTrigger',
		icon: {
			light: 'file:../../icons/wechatMarketingCode.svg',
			dark: 'file:../../icons/wechatMarketingCode.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		// n8n's node list shows this sentence for the trigger and the node together.
		description:
			"WeChat's one item one code (一物一码): activate printed QR codes, or start a workflow when an application is finished",
		defaults: { name: 'WeChat Marketing Code Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wechatMarketingCodeApi', required: true }],
		properties: triggerProperties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollApplications(this);
	}
}
