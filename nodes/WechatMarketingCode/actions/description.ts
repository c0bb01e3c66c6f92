import {
	updateDisplayOptions,
	type IDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { keyBy, mapValues, sortBy, uniq } from 'lodash';
import { operations, resources, START } from './operations';
import { whenNamed } from './options';
import type { OperationRecord } from './record';

/** The node's whole panel: both drop-downs, then what each operation shows. */
export const panelOf = (records: readonly OperationRecord[]): INodeProperties[] => [
	choice('Resource', 'resource', START.value, resources.map(optionOf)),
	...resources.map(({ value, operation }) => ({
		...choice('Operation', 'operation', operation, records.filter(belongsTo(value)).map(optionOf)),
		displayOptions: { show: { resource: namesOf(resources, value) } },
	})),
	...records.flatMap(({ resource, value, properties }) =>
		updateDisplayOptions(
			{
				show: {
					resource: namesOf(resources, resource),
					operation: namesOf(records.filter(belongsTo(resource)), value),
				},
			},
			asNamed(properties),
		),
	),
];

/** How a saved workflow may name a resource or an operation. */
const namesOf = (
	offered: ReadonlyArray<Pick<INodePropertyOptions, 'name' | 'value'>>,
	value: string,
): string[] => uniq(whenNamed({ options: [...offered] }, [value]));

/** n8n hands over only what the panel would show: so a parameter is shown for a choice by any of its names. */
function asNamed(properties: readonly INodeProperties[]): INodeProperties[] {
	const choices = keyBy(
		properties.filter(({ type }) => type === 'options'),
		'name',
	);
	return properties.map(({ displayOptions = {}, ...property }) => ({
		...property,
		displayOptions: {
			...displayOptions,
			show: mapValues(displayOptions.show, (values, name) =>
				name in choices ? whenNamed(choices[name], values as string[]) : values,
			) as IDisplayOptions['show'],
		},
	}));
}

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
