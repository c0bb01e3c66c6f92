import {
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { OnError } from './onError';
import type { Call, Operation } from './operation';
import { isGood, type Outcome } from './outcome';
import type { Row } from './row';

/**
 * Makes the node's output: the items of each row in input order, each paired with its row, the bad
 * ones marked for the error output when there is one.
 */
export function report<R, C extends Call, O extends Outcome>(
	operation: Operation<R, C, O>,
	rows: ReadonlyArray<Row<R>>,
	outcomes: readonly O[],
	{ node, onError }: { node: INode; onError: OnError },
): INodeExecutionData[] {
	return rows.flatMap((row, at) => {
		const outcome = outcomes[at];
		const items = operation.show(row, outcome);
		const toErrorOutput = onError === 'errorOutput' && !isGood(outcome);
		for (const item of items) item.pairedItem = { item: row.index };
		// The last one says what is wrong; those before it are whole all the same.
		const last = items.at(-1);
		if (toErrorOutput && last !== undefined) markForErrorOutput(last, row.json, node, outcome);
		return items;
	});
}

/**
 * n8n sends an item to the error output when it has an `error`, and later replaces the json of every
 * item whose `error` is enumerable. A hidden property is routed, then lost with the copy that n8n makes:
 * row and columns stay. n8n also lays the item over its input row, which would bring a column named
 * `error` back.
 */
function markForErrorOutput(
	item: INodeExecutionData,
	input: IDataObject,
	node: INode,
	{ message }: Outcome,
): void {
	if ('error' in input && !('error' in item.json)) item.json.error = undefined;
	Object.defineProperty(item, 'error', {
		value: new NodeOperationError(node, message),
		enumerable: false,
		configurable: true,
		writable: true,
	});
}
