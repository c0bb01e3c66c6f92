import { attempt, isError } from 'lodash';
import {
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { spoken } from '../domain/sentence';
import type { OnError } from './onError';
import type { Operation } from './operation';
import { isGood, type Outcome } from './outcome';
import { withoutError, type Row } from './row';
import type { Slices } from './slices';
import { words } from './words';

/**
 * Makes the node's output: the items of each row in input order, each paired with its row, the bad
 * ones marked for the error output when there is one.
 */
export async function report(
	operation: Operation,
	rows: ReadonlyArray<Row<unknown>>,
	outcomes: readonly Outcome[],
	{ node, onError, slices }: { node: INode; onError: OnError; slices: Slices },
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const error = new NodeOperationError(node, spoken(words.badRow, operation.language));
	await slices.each(rows, (row, at) => {
		const outcome = outcomes[at];
		const items = shown(operation, row, outcome);
		const toErrorOutput = onError === 'errorOutput' && !isGood(outcome);
		// The last one says what is wrong; those before it are whole all the same.
		const last = items.at(-1);
		for (const item of items) {
			item.pairedItem = { item: row.index };
			if (toErrorOutput && item === last) {
				item.json = withRow(item.json, withoutError(row.json));
				markForErrorOutput(item, error);
			}
			output.push(item);
		}
	});
	return output;
}

/** With the cells of its row, which most operations show anyway: to merge them once more costs more than all else. */
const withRow = (json: IDataObject, row: IDataObject): IDataObject =>
	Object.keys(row).every((name) => Object.hasOwn(json, name)) ? json : { ...row, ...json };

/** The items of a row. What WeChat did must come out, also where the row itself cannot be shown. */
function shown(
	{ show, language }: Operation,
	row: Row<unknown>,
	outcome: Outcome,
): INodeExecutionData[] {
	const items = attempt(() => show(row, outcome));
	if (!isError(items)) return items;
	const withoutRow = attempt(() => show({ ...row, item: { json: {} }, json: {} }, outcome));
	return isError(withoutRow)
		? [{ json: { message: spoken(outcome.message, language) } }]
		: withoutRow;
}

/**
 * n8n sends an item to the error output when it has an `error`. Then it looks the pair up, which can
 * throw though everything is done; and later it replaces the json of each item that still has an `error`.
 * So the pair is hidden from the first look, which is that of the engine right after it has seen the
 * error: n8n then leaves the item as it is. With that look the item becomes an ordinary one.
 */
function markForErrorOutput(item: INodeExecutionData, error: NodeOperationError): void {
	pairs.set(item, item.pairedItem);
	Object.defineProperty(item, 'error', { value: error, configurable: true });
	Object.defineProperty(item, 'pairedItem', HIDDEN);
}

const pairs = new WeakMap<INodeExecutionData, INodeExecutionData['pairedItem']>();

/** One getter for all items: with one of its own each has a shape of its own, and 50,000 shapes cost more than the rows. */
const HIDDEN: PropertyDescriptor & ThisType<INodeExecutionData> = {
	enumerable: true,
	configurable: true,
	get() {
		delete this.error;
		const value = pairs.get(this);
		const ordinary = { enumerable: true, configurable: true, writable: true };
		Object.defineProperty(this, 'pairedItem', { ...ordinary, value });
	},
};
