import type { INodeProperties } from 'n8n-workflow';
import { activateDescription } from './code/activate/description';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'code',
	options: [{ name: 'Code', value: 'code' }],
};

const codeOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'activate',
	displayOptions: { show: { resource: ['code'] } },
	options: [
		{
			name: 'Activate',
			value: 'activate',
			action: 'Activate a range of codes',
			description:
				'Activate a range of printed codes, so that a scan opens the mini program; cannot be undone',
		},
	],
};

/** The node's whole panel. */
export const description: INodeProperties[] = [resource, codeOperation, ...activateDescription];
