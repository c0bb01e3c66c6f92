import type { INodeProperties } from 'n8n-workflow';

/** Waiting inside the node; hours belong to the trigger, or to a loop with a Wait node. */
export const waitProperties: INodeProperties[] = [
	{
		displayName: 'Max Wait Minutes',
		name: 'maxWaitMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 15,
		description:
			'When the time is over, the application comes out with finished: false, which is no error. Use the trigger for waits of hours.',
	},
	{
		displayName: 'Wait Until Finished',
		name: 'waitUntilFinished',
		type: 'boolean',
		default: false,
		description: 'Whether to ask again and again until WeChat has generated the codes',
	},
];
