import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { DIAGNOSIS_PAGE } from '../api/errcodes';
import { describeRow, rowName, type Outcome } from './outcome';
import { causeOf } from './parameters';
import type { Row } from './operation';

const SHOWN_ROWS = 20;

/** Where WeChat's answer can be traced, as one sentence; '' when there was none. */
export function traceOf({ errcode, rid, endpoint }: Outcome): string {
	if (errcode === null || errcode === 0) return '';
	const trace = [`errcode ${errcode}`, rid && `rid ${rid}`, endpoint].filter(Boolean).join(', ');
	return `WeChat: ${trace}.${rid ? ` Look the rid up at ${DIAGNOSIS_PAGE}` : ''}`;
}

/** The error of a run that its checks stopped: every bad row by name, nothing was sent; the summary comes last. */
export function badRowsError(
	node: INode,
	rows: ReadonlyArray<Row<unknown>>,
	summary: string,
): NodeOperationError {
	const lines = rows
		.slice(0, SHOWN_ROWS)
		.map(({ index, problems }) => describeRow(index, problems));
	const more = rows.length - lines.length;
	const listed = more > 0 ? [...lines, `… and ${more} more`] : lines;
	const first = rows[0];
	const count = rows.length === 1 ? '1 row is wrong' : `${rows.length} rows are wrong`;
	return new NodeOperationError(
		node,
		`${count}, nothing was sent. ${describeRow(first.index, first.problems.slice(0, 1))}`,
		{ itemIndex: first.index, description: [...listed, summary].filter(Boolean).join('\n') },
	);
}

/** The error of a run that a bad answer stopped. */
export function badAnswerError(
	node: INode,
	index: number,
	outcome: Outcome,
	summary: string,
): NodeApiError {
	const { errcode, errmsg, rid, endpoint } = outcome;
	const message = `${rowName(index)}: ${outcome.message}`;
	const error = new NodeApiError(node, { message, errcode, errmsg, rid } as JsonObject, {
		message,
		description: [summary, message, traceOf(outcome)].filter(Boolean).join('\n'),
		itemIndex: index,
	});
	// n8n replaces a message that happens to name a network error code by a text of its own.
	error.message = message;
	error.context = { ...error.context, errcode, rid, endpoint, itemIndex: index };
	return error;
}

/** Something that is not about one row: a missing credential, a bug of ours. */
export function asNodeError(context: IExecuteFunctions, error: unknown): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), causeOf(error));
}
