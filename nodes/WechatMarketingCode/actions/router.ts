import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { OperationFactory } from '../run/operation';
import { createApplication } from './application/create';
import { download } from './application/download/operation';
import { getApplication } from './application/get';
import { activate } from './code/activate/operation';
import { getCode } from './code/get';
import { resolveTicket } from './code/resolveTicket';

/** Every operation by resource and name. */
const operations: Record<string, Record<string, OperationFactory>> = {
	code: { activate, get: getCode, resolveTicket },
	application: { create: createApplication, get: getApplication, download },
};

/** The operation that the node is set to; both parameters take no expression. */
export function operationOf(context: IExecuteFunctions): OperationFactory {
	const { resource = 'code', operation = 'activate' } = context.getNode().parameters;
	const known = operations[String(resource)]?.[String(operation)];
	return (
		known ?? refusing(`There is no operation "${String(operation)}" for "${String(resource)}"`)
	);
}

/** Sends nothing and says why, the way On Error wants it: nothing may be activated by mistake. */
const refusing =
	(message: string): OperationFactory =>
	(context, parameters) => ({
		...getCode(context, parameters),
		problem: new NodeOperationError(context.getNode(), message, {
			description: 'Open the node and choose the operation again.',
		}),
	});
