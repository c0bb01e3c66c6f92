import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Answer } from '../api/answer';
import type { Endpoint } from '../api/endpoints';
import { explain } from '../api/errcodes';
import type { Reading } from '../domain/cells';
import type { Call, Desk, Operation, OperationFactory, SendSettings } from '../run/operation';
import type { Outcome, Shortfall } from '../run/outcome';
import type { Parameters } from '../run/parameters';
import { addProblem, type Row } from '../run/row';

/** What a simple operation gives for one item: output items, or an answer that was no success. */
export type Result =
	| { readonly items: INodeExecutionData[] }
	| { readonly failure: string }
	| { readonly answer: Answer; readonly endpoint: Endpoint; readonly applicationId?: string };

/** One item in, one call or a few, some items out. The street does the rest. */
export interface SimpleOperation<V> {
	/** Calls under way at once. */
	readonly lanes: number;
	/** Reads one item; undefined when something is wrong with it. */
	read(fields: FieldReader): V | undefined;
	perform(values: V, desk: Desk, options: Record<string, unknown>): Promise<Result>;
}

/** Reads the parameters of one item and collects what is wrong with them. */
export interface FieldReader {
	text(name: string): string;
	needed<T>(name: string, label: string, reader: (cell: unknown) => Reading<T>): T | undefined;
	refuse(field: string, problem: string): undefined;
}

interface SimpleCall extends Call {
	readonly values: unknown;
}

interface SimpleOutcome extends Outcome<'done'> {
	readonly items: INodeExecutionData[];
}

export function simpleOperation<V>(spec: SimpleOperation<V>): OperationFactory {
	return (_context, parameters): Operation<V, SimpleCall, SimpleOutcome> => {
		const { options, problem } = optionsOf(parameters);
		return {
			send: sendSettings(spec.lanes, options),
			problem,
			read: (row) => {
				row.request = spec.read(readerOf(parameters, row));
			},
			check: () => new Map(),
			plan: (rows) => rows.map(({ index, request }) => ({ indexes: [index], values: request })),
			perform: async (call, desk) => {
				const result = await spec.perform(call.values as V, desk, options);
				if ('answer' in result && result.answer.kind === 'silence') {
					desk.run.rowWentUnanswered(result.answer.problem);
				}
				return [{ index: call.indexes[0], outcome: outcomeOf(result, desk.client.appId) }];
			},
			rehearse: () => [],
			ended: (ending, message) => bad(message, {}, ending),
			show: (_row, { items }) => items,
			summarise: () => '',
			keyOf: (values) => JSON.stringify(values),
		};
	};
}

function optionsOf(parameters: Parameters): {
	options: Record<string, unknown>;
	problem?: unknown;
} {
	try {
		return { options: parameters.collection('options') };
	} catch (problem) {
		return { options: {}, problem };
	}
}

function sendSettings(lanes: number, { timeout }: Record<string, unknown>): SendSettings {
	const timeoutMs = Number(timeout) > 0 ? Number(timeout) : undefined;
	return {
		lanes,
		requestsPerMinute: 0,
		reuseConnections: false,
		timeoutMs,
		checkAllRowsFirst: true,
		dryRun: false,
	};
}

function readerOf(parameters: Parameters, row: Row<unknown>): FieldReader {
	const { index } = row;
	const refuse = (field: string, problem: string): undefined => {
		addProblem(row, { field, problem });
	};
	return {
		refuse,
		text: (name) => String(parameters.get(name, index, '') ?? ''),
		needed: (name, label, reader) => {
			const reading = reader(parameters.get(name, index, ''));
			if (reading.kind === 'value') return reading.value;
			return refuse(
				label,
				reading.kind === 'problem' ? reading.problem : 'is empty; it is required.',
			);
		},
	};
}

/** Turns a result into an outcome: WeChat's refusals in the words of the errcode table. */
function outcomeOf(result: Result, appId: string): SimpleOutcome {
	if ('items' in result) {
		const { items } = result;
		return { ending: 'done', message: '', errcode: 0, errmsg: null, rid: null, items };
	}
	if ('failure' in result) return bad(result.failure);
	const { answer, endpoint, applicationId } = result;
	if (answer.kind === 'refused') {
		const { errcode, errmsg, rid } = answer;
		const sentence = answer.advice ?? explain(errcode, { appId, applicationId, errmsg });
		const place = answer.by === 'login' ? 'login' : endpoint.path;
		return bad(sentence, { errcode, errmsg, rid, endpoint: place });
	}
	if (answer.kind === 'not-sent') {
		return bad('Not attempted: the run stopped before this item.', {}, 'not_attempted');
	}
	const problem = answer.kind === 'silence' ? `${answer.problem}. ` : '';
	const wasSent = answer.kind !== 'silence' || answer.sent;
	return bad(
		`WeChat gave no proper answer. ${problem}Run it again later.`,
		{ endpoint: endpoint.path },
		wasSent ? 'failed' : 'unreached',
	);
}

function bad(
	message: string,
	details: Partial<Pick<Outcome, 'errcode' | 'errmsg' | 'rid' | 'endpoint'>> = {},
	ending: Shortfall = 'failed',
): SimpleOutcome {
	const { errcode = null, errmsg = null, rid = null, endpoint } = details;
	const json: IDataObject = { error: message, errcode, errmsg, rid, endpoint: endpoint ?? null };
	return { ending, message, errcode, errmsg, rid, endpoint, items: [{ json }] };
}

/** WeChat's fields of an answer, without its errcode and errmsg. */
export function fieldsOf(body: IDataObject, hidden: readonly string[] = []): IDataObject {
	const dropped = new Set(['errcode', 'errmsg', ...hidden]);
	return Object.fromEntries(Object.entries(body).filter(([field]) => !dropped.has(field)));
}
