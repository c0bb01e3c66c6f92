import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { columnProperties } from './columnProperties';
import { fieldProperties } from './fieldProperties';
import { optionProperties } from './optionProperties';

const rowSource: INodeProperties = {
	displayName: 'Row Source',
	name: 'rowSource',
	type: 'options',
	noDataExpression: true,
	default: 'fields',
	description: 'Where the values of each row come from',
	options: [
		{
			name: 'Fields Below',
			value: 'fields',
			description: 'Fill in each field once; use expressions for what differs by row',
		},
		{
			name: 'Columns of the Incoming Rows',
			value: 'columns',
			description: 'Headers in English or Chinese are recognised; no expression is needed',
		},
	],
};

const rangeBy: INodeProperties = {
	displayName: 'Range By',
	name: 'rangeBy',
	type: 'options',
	noDataExpression: true,
	default: 'startEnd',
	description: 'How each row says which codes to activate',
	options: [
		{
			name: 'Start and End',
			value: 'startEnd',
			description: 'First and last position, both included',
		},
		{
			name: 'Start and Count',
			value: 'startCount',
			description: 'First position and number of codes',
		},
		{
			name: 'Whole Application',
			value: 'wholeApplication',
			description: 'All codes of the application, one call per block of 50,000',
		},
	],
};

const notice: INodeProperties = {
	displayName:
		'Activation cannot be undone or changed. For a first run choose a small range, and set the option If Already Active to Check First.',
	name: 'activationNotice',
	type: 'notice',
	default: '',
};

/** Everything the panel shows for Code · Activate. */
export const activateDescription = updateDisplayOptions(
	{ show: { resource: ['code'], operation: ['activate'] } },
	[notice, rowSource, rangeBy, ...fieldProperties, ...columnProperties, optionProperties],
);
