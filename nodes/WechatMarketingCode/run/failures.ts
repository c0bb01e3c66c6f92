import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import {
	asSaid,
	NOTHING,
	spoken,
	ToldError,
	type Language,
	type Sentence,
} from '../domain/sentence';
import { stopsTheWorkflow, type Outcome } from './outcome';
import { asHtml } from './reasons';
import type { Problem, Row } from './row';
import { words } from './words';

type Rows = ReadonlyArray<Row<unknown>>;

/** The message of any thrown thing. */
export function causeOf(error: unknown): Sentence {
	if (error instanceof ToldError) return error.sentence;
	const message = (error as { message?: unknown } | null | undefined)?.message;
	return typeof message === 'string' && message !== '' ? asSaid(message) : words.unexpected;
}

/** What an error of a whole run needs to be told. */
export interface Telling {
	readonly node: INode;
	readonly language: Language | undefined;
	/** What the run came to; then how rows are counted. */
	readonly summary: readonly Sentence[];
	/** What to know and to do, a line each. */
	readonly advice?: readonly Sentence[];
}

/** The error of a run that its checks stopped: every bad row by name, nothing was sent. */
export const badRowsError = (
	{ node, language, summary }: Telling,
	rows: Rows,
	isAsked = false,
): NodeOperationError =>
	new NodeOperationError(node, spoken(words.badRows(rows, isAsked), language), {
		itemIndex: rows[0].index,
		description: asHtml([...words.badRowsInFull(rows), ...summary], language),
	});

/** What WeChat answered, and where that can be traced. */
const answered = (outcome: Outcome): Problem[] =>
	[outcome.message, words.trace(outcome)]
		.filter((problem) => problem !== NOTHING)
		.map((problem) => ({ problem }));

/**
 * The error of a run that a row stopped.
 *
 * @param all `isAsked`: the run only asked, so that every bad row is told as after the checks, with what WeChat answered
 */
export function stoppedError(
	telling: Telling,
	row: Row<unknown>,
	{ rows, outcomes, isAsked }: { rows: Rows; outcomes: readonly Outcome[]; isAsked: boolean },
): NodeOperationError | NodeApiError {
	if (isAsked) {
		const bad = rows.filter(({ index }) => stopsTheWorkflow(outcomes[index]));
		const listed = bad.map((one) =>
			one.problems.length > 0 ? one : { ...one, problems: answered(outcomes[one.index]) },
		);
		return badRowsError(telling, listed, true);
	}
	const { node, language, summary, advice = [] } = telling;
	const outcome = outcomes[row.index];
	const { errcode, errmsg, rid, endpoint } = outcome;
	const [told = NOTHING, ...counting] = summary;
	const message = spoken(words.badAnswer(row, outcome), language);
	const error = new NodeApiError(node, { message, errcode, errmsg, rid } as JsonObject, {
		message,
		description: asHtml([told, words.stoppedBy(row, outcome), ...advice, ...counting], language),
		itemIndex: row.index,
	});
	// n8n replaces a message that happens to name a network error code by a text of its own.
	error.message = message;
	error.context = { ...error.context, errcode, rid, endpoint, itemIndex: row.index };
	return error;
}

/** Something that is not about one row: a missing credential, a bug of ours. */
export function asNodeError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: unknown,
	language: Language | undefined,
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const remedy = error instanceof ToldError ? error.remedy : undefined;
	return new NodeOperationError(context.getNode(), spoken(causeOf(error), language), {
		description: remedy && spoken(remedy, language),
	});
}
