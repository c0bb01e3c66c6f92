import type { INodeExecutionData } from 'n8n-workflow';
import type { Operation } from './operation';
import { isGood, type Outcome } from './outcome';
import type { Row } from './row';

interface Known {
	readonly outcome: Outcome;
	readonly request: unknown;
}

const memory = new WeakMap<INodeExecutionData, Map<string, Known>>();

/**
 * What earlier tries of the same execution achieved and sent. Retry On Fail runs the whole node again
 * with the very same item objects: what a failed try activated must not be sent again, whatever WeChat
 * would answer, and what it sent is looked up first. Kept by item object, so it goes when the execution goes.
 */
export class EarlierTries {
	constructor(
		private readonly nodeId: string,
		private readonly operation: Operation,
	) {}

	remember(rows: ReadonlyArray<Row<unknown>>, outcomes: ReadonlyArray<Outcome | undefined>): void {
		// Who only asked asks again.
		if (this.operation.send.askWeChat) return;
		for (const { index, item, request } of rows) {
			const outcome = outcomes[index];
			if (request === undefined || outcome === undefined) continue;
			const isKnown = isGood(outcome) ? !outcome.open : outcome.sent !== undefined;
			if (!isKnown) continue;
			const known = memory.get(item) ?? new Map<string, Known>();
			memory.set(item, known.set(this.keyOf(request), { outcome, request }));
		}
	}

	/**
	 * The outcome of a row that an earlier try finished; one that it only sent is marked as such, and asks for
	 * what was sent, whatever its expressions give now.
	 */
	recall(row: Row<unknown>): Outcome | undefined {
		if (row.request === undefined) return undefined;
		const known = memory.get(row.item)?.get(this.keyOf(row.request));
		if (known === undefined || isGood(known.outcome)) return known?.outcome;
		row.sentBefore = known.outcome.sent;
		row.request = known.request;
		return undefined;
	}

	private keyOf(request: unknown): string {
		return `${this.nodeId} ${this.operation.keyOf(request)}`;
	}
}
