import type { INodeExecutionData } from 'n8n-workflow';
import type { Call, Operation } from './operation';
import { isGood, type Outcome } from './outcome';
import type { Row } from './row';

const memory = new WeakMap<INodeExecutionData, Map<string, Outcome>>();

/**
 * What earlier tries of the same execution achieved and sent. Retry On Fail runs the whole node again
 * with the very same item objects: what a failed try activated must not be sent again, whatever WeChat
 * would answer, and what it sent is looked up first. Kept by item object, so it goes when the execution goes.
 */
export class EarlierTries {
	constructor(
		private readonly nodeId: string,
		private readonly operation: Operation<unknown, Call, Outcome>,
	) {}

	remember(rows: ReadonlyArray<Row<unknown>>, outcomes: readonly Outcome[]): void {
		for (const { index, item, request } of rows) {
			const outcome = outcomes[index];
			const isKnown = isGood(outcome) ? !outcome.open : outcome.sent !== undefined;
			if (request === undefined || !isKnown) continue;
			const known = memory.get(item) ?? new Map<string, Outcome>();
			memory.set(item, known.set(this.keyOf(request), outcome));
		}
	}

	/** The outcome of a row that an earlier try finished; one that it only sent is marked as such. */
	recall(row: Row<unknown>): Outcome | undefined {
		if (row.request === undefined) return undefined;
		const outcome = memory.get(row.item)?.get(this.keyOf(row.request));
		if (outcome === undefined || isGood(outcome)) return outcome;
		row.sentBefore = outcome.sent;
		return undefined;
	}

	private keyOf(request: unknown): string {
		return `${this.nodeId} ${this.operation.keyOf(request)}`;
	}
}
