import type { INodeProperties } from 'n8n-workflow';
import type { OperationFactory } from '../run/operation';

/** One entry of the drop-down Resource. */
export interface ResourceRecord {
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** The operation that is chosen when a person chooses the resource. */
	readonly operation: string;
}

/**
 * All that the node knows of one operation. The panel (`description.ts`) and the way to its code
 * (`router.ts`) derive from the list of these in `operations.ts`.
 */
export interface OperationRecord {
	/** `value` of its resource. */
	readonly resource: string;
	/** Names it in saved workflows, together with the resource. */
	readonly value: string;
	readonly name: string;
	/** What n8n's list of actions calls it. */
	readonly action: string;
	readonly description: string;
	/** Its part of the panel; the panel shows it for this operation only. */
	readonly properties: readonly INodeProperties[];
	readonly run: OperationFactory;
}
