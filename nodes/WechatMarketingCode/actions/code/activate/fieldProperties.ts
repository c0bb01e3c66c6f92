import type { INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import { applicationIdProperty } from '../../shared';

const range: INodeProperties[] = [
	{
		displayName: 'Code Start',
		name: 'codeStart',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 0',
		description:
			'Position of the first code to activate. Positions count from 0: the first code of an application is 0.',
		displayOptions: { show: { rangeBy: ['startEnd', 'startCount'] } },
	},
	{
		displayName: 'Code End',
		name: 'codeEnd',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 9999',
		description:
			'Position of the last code to activate, which is included: 0 to 9999 are 10,000 codes',
		displayOptions: { show: { rangeBy: ['startEnd'] } },
	},
	{
		displayName: 'Code Count',
		name: 'codeCount',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 10000',
		description: 'How many codes to activate, beginning with Code Start',
		displayOptions: { show: { rangeBy: ['startCount'] } },
	},
];

const values: INodeProperties[] = [
	{
		displayName: 'Activity Name',
		name: 'activityName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Spring Promotion 2026',
		description:
			"Name of the campaign. WeChat's statistics are split by it, so write it the same way in every row.",
	},
	{
		displayName: 'Product Brand',
		name: 'productBrand',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Mountain Tea',
		description: "Brand of the product. WeChat's statistics are split by it.",
	},
	{
		displayName: 'Product Title',
		name: 'productTitle',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Green Tea 500 ml',
		description: "Name of the product. WeChat's statistics are split by it.",
	},
	{
		displayName: 'Product Code (EAN)',
		name: 'productCode',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 6941873400136',
		description:
			'Barcode (条码) printed on the product, usually EAN-13. A barcode that the coding centre (编码中心) does not know goes to review for about 24 hours.',
	},
	{
		displayName: 'Mini Program App ID',
		name: 'wxaAppId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. wx1234567890abcdef',
		description:
			'AppID of the mini program that a scan opens: not that of the service account in the credential',
	},
	{
		displayName: 'Mini Program Path',
		name: 'wxaPath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. pages/index/index',
		description:
			'Page of the mini program that a scan opens, without a leading slash. WeChat adds code_ticket to it. It can never be changed for these codes: use a page that you can route on from.',
	},
	{
		displayName: 'Mini Program Version',
		name: 'wxaType',
		type: 'options',
		default: 0,
		description: 'Which version of the mini program a scan opens',
		options: [
			{ name: 'Release (正式版)', value: 0 },
			{ name: 'Development (开发版)', value: 1 },
			{ name: 'Trial (体验版)', value: 2 },
		],
	},
];

/** One parameter per field of codeactive. Text, so that no digit and no leading zero is lost. */
export const fieldProperties = updateDisplayOptions({ show: { rowSource: ['fields'] } }, [
	applicationIdProperty,
	...range,
	...values,
]);
