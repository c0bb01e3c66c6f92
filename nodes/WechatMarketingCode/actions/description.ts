import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { sortBy } from 'lodash';
import { operations, resources, START } from './operations';
import type { OperationRecord } from './record';

/** The node's whole panel: both drop-downs, then what each operation shows. */
export const panelOf = (records: readonly OperationRecord[]): INodeProperties[] => [
	choice('Resource', 'resource', START.value, resources.map(optionOf)),
	...resources.map(({ value, operation }) => ({
		...choice('Operation', 'operation', operation, records.filter(belongsTo(value)).map(optionOf)),
		displayOptions: { show: { resource: [value] } },
	})),
	...records.flatMap(({ resource, value, properties }) =>
		updateDisplayOptions({ show: { resource: [resource], operation: [value] } }, [...properties]),
	),
];

const belongsTo = (value: string) => (record: OperationRecord) => record.resource === value;

const optionOf = ({ name, value, action, description }: INodePropertyOptions) =>
	({ name, value, ...(action && { action }), description }) as INodePropertyOptions;

const choice = (
	displayName: string,
	name: string,
	start: string,
	options: INodePropertyOptions[],
): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	noDataExpression: true,
	default: start,
	options: sortBy(options, 'name'),
});

export const description = panelOf(operations);
