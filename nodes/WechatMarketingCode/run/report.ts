import { attempt, isError } from 'lodash';
import { NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';
import type { OnError } from './onError';
import type { Call, Operation } from './operation';
import { isGood, type Outcome } from './outcome';
import { withoutError, type Row } from './row';
import { inSlices } from './slices';
import { words } from './words';

/**
 * Makes the node's output: the items of each row in input order, each paired with its row, the bad
 * ones marked for the error output when there is one.
 */
export async function report<R, C extends Call, O extends Outcome>(
	operation: Operation<R, C, O>,
	rows: ReadonlyArray<Row<R>>,
	outcomes: readonly O[],
	{ node, onError }: { node: INode; onError: OnError },
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const error = new NodeOperationError(node, words.badRow);
	await inSlices(rows, (row, at) => {
		const outcome = outcomes[at];
		const items = shown(operation, row, outcome);
		const toErrorOutput = onError === 'errorOutput' && !isGood(outcome);
		// The last one says what is wrong; those before it are whole all the same.
		const last = items.at(-1);
		for (const item of items) {
			item.pairedItem = { item: row.index };
			if (toErrorOutput && item === last) {
				item.json = { ...withoutError(row.json), ...item.json };
				markForErrorOutput(item, error);
			}
			output.push(item);
		}
	});
	return output;
}

/** The items of a row. What WeChat did must come out, also where the row itself cannot be shown. */
function shown<R, C extends Call, O extends Outcome>(
	{ show }: Operation<R, C, O>,
	row: Row<R>,
	outcome: O,
): INodeExecutionData[] {
	const items = attempt(() => show(row, outcome));
	if (!isError(items)) return items;
	const withoutRow = attempt(() => show({ ...row, item: { json: {} }, json: {} }, outcome));
	return isError(withoutRow) ? [{ json: { message: outcome.message } }] : withoutRow;
}

/**
 * n8n sends an item to the error output when it has an `error`. Then it looks the pair up, which can
 * throw though everything is done; and later it replaces the json of each item that still has an `error`.
 * So the pair is hidden from the first look, which is that of the engine right after it has seen the
 * error: n8n then leaves the item as it is. With that look the item becomes an ordinary one.
 */
function markForErrorOutput(item: INodeExecutionData, error: NodeOperationError): void {
	const { pairedItem: value } = item;
	const ordinary = { enumerable: true, configurable: true, writable: true };
	Object.defineProperty(item, 'error', { value: error, configurable: true });
	Object.defineProperty(item, 'pairedItem', {
		...{ enumerable: true, configurable: true },
		get: () => {
			delete item.error;
			Object.defineProperty(item, 'pairedItem', { ...ordinary, value });
		},
	});
}
