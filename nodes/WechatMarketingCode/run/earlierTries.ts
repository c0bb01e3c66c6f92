import type { INodeExecutionData } from 'n8n-workflow';
import type { Call, Operation } from './operation';
import { isGood, type Outcome } from './outcome';
import type { Row } from './row';

const memory = new WeakMap<INodeExecutionData, Map<string, Outcome>>();

/**
 * What earlier tries of the same execution achieved. Retry On Fail runs the whole node again with the
 * very same item objects: a row that a failed try activated must not be sent again, whatever WeChat
 * would answer. Kept by item object, so it goes when the execution goes.
 */
export class EarlierTries {
	constructor(
		private readonly nodeId: string,
		private readonly operation: Operation<unknown, Call, Outcome>,
	) {}

	remember(rows: ReadonlyArray<Row<unknown>>, outcomes: readonly Outcome[]): void {
		for (const { index, item, request } of rows) {
			if (request === undefined || !isGood(outcomes[index])) continue;
			const known = memory.get(item) ?? new Map<string, Outcome>();
			memory.set(item, known.set(this.keyOf(request), outcomes[index]));
		}
	}

	recall({ item, request }: Row<unknown>): Outcome | undefined {
		return request === undefined ? undefined : memory.get(item)?.get(this.keyOf(request));
	}

	private keyOf(request: unknown): string {
		return `${this.nodeId} ${this.operation.keyOf(request)}`;
	}
}
