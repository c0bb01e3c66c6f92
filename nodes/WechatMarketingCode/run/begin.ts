import { attempt, isError } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Call, Operation, OperationFactory } from './operation';
import type { Outcome } from './outcome';
import { Parameters } from './parameters';

type AnyOperation = Operation<unknown, Call, Outcome>;

/** What a run begins with. Never throws: what failed is the problem of the run, and every row's result. */
export function begin(
	context: IExecuteFunctions,
	factory: OperationFactory,
): { operation: AnyOperation; items: INodeExecutionData[] } {
	const made = attempt(() => factory(context, new Parameters(context)));
	const operation = isError(made) ? unmade(made) : made;
	const items = attempt(() => context.getInputData());
	if (!isError(items)) return { operation, items };
	return { operation: { ...operation, problem: items }, items: [{ json: {} }] };
}

/** In place of an operation that could not be made. */
const unmade = (problem: Error): AnyOperation => ({
	send: {
		lanes: 1,
		requestsPerMinute: 0,
		reuseConnections: false,
		checkAllRowsFirst: true,
		dryRun: false,
	},
	problem,
	read: () => {},
	check: () => new Map(),
	plan: () => [],
	perform: async () => [],
	rehearse: () => [],
	ended: (ending, message) => ({ ending, message, errcode: null, errmsg: null, rid: null }),
	show: ({ json }, { message }) => [{ json: { ...json, message } }],
	summarise: () => '',
	keyOf: () => '',
});
