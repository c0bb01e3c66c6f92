import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { stopsTheWorkflow, type Outcome } from './outcome';
import { asHtml } from './reasons';
import type { Row } from './row';
import { words } from './words';

/** The message of any thrown thing. */
export function causeOf(error: unknown): string {
	const message = (error as { message?: unknown } | null | undefined)?.message;
	return typeof message === 'string' && message !== '' ? message : words.unexpected;
}

/** The error of a run that its checks stopped: every bad row by name, nothing was sent. */
export function badRowsError(
	node: INode,
	rows: ReadonlyArray<Row<unknown>>,
	summary: readonly string[],
): NodeOperationError {
	return new NodeOperationError(node, words.badRows(rows), {
		itemIndex: rows[0].index,
		description: asHtml([...words.badRowsInFull(rows), ...summary]),
	});
}

/** The error of a run that only asked: every bad row by name, as after the checks, with what WeChat answered. */
export function askedRowsError(
	node: INode,
	rows: ReadonlyArray<Row<unknown>>,
	outcomes: readonly Outcome[],
	summary: readonly string[],
): NodeOperationError {
	const bad = rows.filter(({ index }) => stopsTheWorkflow(outcomes[index]));
	const listed = bad.map((row) =>
		row.problems.length > 0
			? row
			: { ...row, problems: [{ problem: words.answer(outcomes[row.index]) }] },
	);
	return badRowsError(node, listed, summary);
}

/** The error of a run that a bad answer stopped. */
export function badAnswerError(
	node: INode,
	row: Row<unknown>,
	outcome: Outcome,
	summary: readonly string[],
): NodeApiError {
	const { errcode, errmsg, rid, endpoint } = outcome;
	const message = words.badAnswer(row, outcome);
	const error = new NodeApiError(node, { message, errcode, errmsg, rid } as JsonObject, {
		message,
		description: asHtml([...summary, message, words.trace(outcome)]),
		itemIndex: row.index,
	});
	// n8n replaces a message that happens to name a network error code by a text of its own.
	error.message = message;
	error.context = { ...error.context, errcode, rid, endpoint, itemIndex: row.index };
	return error;
}

/** Something that is not about one row: a missing credential, a bug of ours. */
export function asNodeError(context: IExecuteFunctions, error: unknown): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), causeOf(error));
}
