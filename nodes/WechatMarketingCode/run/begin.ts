import { attempt, isError } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { RunControl } from '../api/runControl';
import { spoken } from '../domain/sentence';
import { atOnce } from '../domain/turns';
import type { Operation, OperationFactory } from './operation';
import { Parameters } from './parameters';
import type { Slices } from './slices';

/** What a run begins with. Never throws: what failed is the problem of the run, and every row's result. */
export async function begin(
	context: IExecuteFunctions,
	factory: OperationFactory,
	slices: Slices,
): Promise<{ operation: Operation; items: INodeExecutionData[] }> {
	const made = await make(context, factory, slices).catch((error: unknown) =>
		isError(error) ? error : new Error(String(error)),
	);
	const operation = isError(made) ? unmade(made) : made;
	const items = attempt(() => context.getInputData());
	if (!isError(items)) return { operation, items };
	return { operation: { ...operation, problem: items }, items: [{ json: {} }] };
}

async function make(
	context: IExecuteFunctions,
	factory: OperationFactory,
	slices: Slices,
): Promise<Operation> {
	const parameters = new Parameters(context);
	const control = new RunControl(context.getExecutionCancelSignal());
	try {
		await slices.inTurns(parameters.readAhead(), control);
	} catch (error) {
		parameters.stopAhead(error);
	}
	return factory(context, parameters);
}

/** In place of an operation that could not be made, so that its language is not known either. */
const unmade = (problem: Error): Operation => ({
	send: { lanes: 1 },
	problem,
	read: () => {},
	check: () => atOnce(new Map()),
	plan: () => atOnce([]),
	perform: async () => [],
	ended: (ending, message) => ({ ending, message, errcode: null, errmsg: null, rid: null }),
	show: ({ json }, { message }) => [{ json: { ...json, message: spoken(message, undefined) } }],
	summarise: () => undefined,
	keyOf: () => '',
});
