import type { IExecuteFunctions } from 'n8n-workflow';
import type { OperationFactory } from '../run/operation';
import { operations, START } from './operations';
import { refusing } from './simple';
import { words } from './words';

/** The operation that the node is set to; both parameters take no expression. */
export function operationOf(context: IExecuteFunctions, records = operations): OperationFactory {
	const { resource = START.value, operation = START.operation } = context.getNode().parameters;
	const [inResource, named] = [String(resource), String(operation)];
	const known = records.find((one) => one.resource === inResource && one.value === named);
	return known?.run ?? refusing(words.noOperation(named, inResource));
}
