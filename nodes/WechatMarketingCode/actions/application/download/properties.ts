import type { INodeProperties } from 'n8n-workflow';
import { flag } from '../../options';
import { applicationIdProperty, neededText, POSITION_HINT } from '../../shared';

const ofAPart = { hint: POSITION_HINT, displayOptions: { show: { range: ['part'] } } };

export const downloadProperties: INodeProperties[] = [
	applicationIdProperty,
	{
		displayName: 'Range',
		name: 'range',
		type: 'options',
		noDataExpression: true,
		default: 'all',
		description: 'Which codes of the application to fetch',
		options: [
			{ name: 'All Codes', value: 'all' },
			{ name: 'Part', value: 'part', description: 'From one position to another' },
		],
	},
	neededText({
		displayName: 'Code Start',
		name: 'codeStart',
		placeholder: 'e.g. 0',
		description: 'Position of the first code',
		...ofAPart,
	}),
	neededText({
		displayName: 'Code End',
		name: 'codeEnd',
		placeholder: 'e.g. 9999',
		description: 'Position of the last code, which is included',
		...ofAPart,
	}),
	{
		displayName: 'Output As',
		name: 'outputAs',
		type: 'options',
		noDataExpression: true,
		default: 'items',
		description: 'In which form the codes come out',
		options: [
			{
				name: 'CSV Files',
				value: 'csv',
				description:
					'One file per block of 50,000 codes, with a header row; right for large applications',
			},
			{ name: 'Items', value: 'items', description: 'One item per code, up to 1,000,000' },
			{
				name: 'Raw Files',
				value: 'raw',
				description: "One file per block with WeChat's own decrypted text",
			},
		],
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		description: 'Name of the binary field that holds the file',
		displayOptions: { show: { outputAs: ['csv', 'raw'] } },
	},
];

export const downloadOptions = {
	singleFile: flag(false, {
		label: 'Single File',
		description: 'Whether to put all blocks into one file, up to 1,000,000 codes',
	}),
};
