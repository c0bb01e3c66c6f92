import type { INodeProperties } from 'n8n-workflow';
import { lookUpApplicationBy } from '../actions/shared';

/** Everything the trigger's panel shows, besides n8n's own poll times. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		default: 'applicationFinished',
		options: [
			{
				name: 'Application Finished',
				value: 'applicationFinished',
				description: 'WeChat has generated all codes of an application; each application once',
			},
		],
	},
	lookUpApplicationBy('Which number names the applications'),
	{
		displayName: 'Applications',
		name: 'applications',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. 581865877, 715479145',
		description:
			'One or several numbers, separated by comma or line. Own numbers that hold a comma: one per line, with a line break behind a single one.',
	},
];
