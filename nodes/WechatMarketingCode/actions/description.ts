import type { INodeProperties } from 'n8n-workflow';
import { createApplicationDescription } from './application/create';
import { downloadDescription } from './application/download/description';
import { getApplicationDescription } from './application/get';
import { activateDescription } from './code/activate/panel';
import { getCodeDescription } from './code/get';
import { resolveTicketDescription } from './code/resolveTicket';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'code',
	options: [
		{ name: 'Application', value: 'application', description: 'A batch of codes that you apply for (申请单)' },
		{ name: 'Code', value: 'code', description: 'The printed QR codes' },
	],
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
		{
			name: 'Get',
			value: 'get',
			action: 'Look up a code',
			description: 'Whether a code is active, and for which product and mini program',
		},
		{
			name: 'Resolve Ticket',
			value: 'resolveTicket',
			action: 'Resolve the ticket of a scan',
			description: 'Which code a person scanned, from the code_ticket that the mini program received',
		},
	],
};

const applicationOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'get',
	displayOptions: { show: { resource: ['application'] } },
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Apply for codes',
			description: 'Apply for a batch of codes; the same number of your own is the same application',
		},
		{
			name: 'Download',
			value: 'download',
			action: 'Download the codes of an application',
			description: 'Fetch and decrypt the codes of a finished application',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get an application',
			description: 'Status and blocks of an application; can wait until it is finished',
		},
	],
};

/** The node's whole panel. */
export const description: INodeProperties[] = [
	resource,
	codeOperation,
	applicationOperation,
	...activateDescription,
	...getCodeDescription,
	...resolveTicketDescription,
	...createApplicationDescription,
	...getApplicationDescription,
	...downloadDescription,
];
