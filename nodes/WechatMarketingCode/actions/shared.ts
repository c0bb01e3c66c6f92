import type { INodeProperties } from 'n8n-workflow';

/** WeChat's number of an application, wherever a parameter asks for it. */
export const applicationIdProperty: INodeProperties = {
	displayName: 'Application ID',
	name: 'applicationId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 581865877',
	description: 'Number that WeChat gave when the codes were applied for (申请单号)',
};

/** Milliseconds for one call. */
export const timeoutProperty = (timeoutMs: number): INodeProperties => ({
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: timeoutMs,
	description: 'Milliseconds to wait for the answer to one call',
});

/** The options of an operation that has few. */
export const optionsProperty = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options,
});
