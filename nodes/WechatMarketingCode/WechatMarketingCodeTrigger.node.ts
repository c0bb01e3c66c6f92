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
		description:
			"Starts the workflow when WeChat has generated the codes of an application. The node of this package also activates printed QR codes of WeChat's one item one code (一物一码).",
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
