import type { IExecuteFunctions } from 'n8n-workflow';
import type { OperationFactory } from '../run/operation';
import { operations, START } from './operations';
import { isNamed } from './options';
import { words } from './words';

/**
 * The operation that the node is set to; both parameters take no expression. One that is not there is a
 * problem of the run: nothing may be activated by mistake.
 */
export function operationOf(context: IExecuteFunctions, records = operations): OperationFactory {
	const { resource = START.value, operation = START.operation } = context.getNode().parameters;
	const known = records.find(
		(one) =>
			isNamed(resource, { value: one.resource, name: one.resource }) && isNamed(operation, one),
	);
	if (known !== undefined) return known.run;
	return () => {
		throw words.noOperation(String(operation), String(resource));
	};
}
