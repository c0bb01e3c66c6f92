import { NodeOperationError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { attempt, isError, keyBy, mapValues } from 'lodash';
import type { Answer } from '../api/answer';
import type { Endpoint } from '../api/endpoints';
import { explain } from '../api/errcodes';
import type { Reading } from '../domain/cells';
import type { Call, Desk, Operation, OperationFactory, SendSettings } from '../run/operation';
import type { Outcome, Shortfall } from '../run/outcome';
import type { Parameters } from '../run/parameters';
import { addProblem, type Row } from '../run/row';
import type { OperationRecord } from './record';
import { words } from './words';

/** What a simple operation gives for one item: output items, or an answer that was no success. */
export type Result =
	| { readonly items: INodeExecutionData[] }
	| { readonly failure: string }
	| { readonly answer: Answer; readonly endpoint: Endpoint; readonly applicationId?: string };

/** One item in, one call or a few, some items out. The street does the rest. */
interface SimpleOperation<V> extends Omit<OperationRecord, 'run'> {
	/** Calls under way at once. */
	readonly lanes: number;
	/** Reads one item; undefined when something is wrong with it. */
	read(fields: FieldReader): V | undefined;
	perform(values: V, desk: Desk, options: Record<string, unknown>): Promise<Result>;
}

/** Reads the parameters of one item and collects what is wrong with them, under their display names. */
export interface FieldReader {
	text(name: string): string;
	/** Values that must all be there, each by its parameter; undefined when one is missing or wrong. */
	needed<T extends object>(wanted: Wanted<T>): T | undefined;
	refuse(name: string, problem: string): undefined;
}

type Wanted<T> = { [K in keyof T]: [parameter: string, reader: (cell: unknown) => Reading<T[K]>] };

interface SimpleCall extends Call {
	readonly values: unknown;
}

interface SimpleOutcome extends Outcome<'done'> {
	readonly items: INodeExecutionData[];
}

/** What is the same for all: rows do not know each other, and each is shown as the items it gave. */
const rowByRow: Omit<Operation<unknown, SimpleCall, SimpleOutcome>, 'send' | 'read' | 'perform'> = {
	check: () => new Map(),
	plan: (rows) => rows.map(({ index, request }) => ({ indexes: [index], values: request })),
	rehearse: () => [],
	ended: (ending, message) => bad(message, {}, ending),
	show: (_row, { items }) => items,
	summarise: () => '',
	keyOf: (values) => JSON.stringify(values),
};

export function simpleOperation<V>(spec: SimpleOperation<V>): OperationRecord {
	const { lanes, read: readItem, perform, ...record } = spec;
	const labels = mapValues(keyBy(spec.properties, 'name'), 'displayName');
	const run: OperationFactory = (
		_context,
		parameters,
	): Operation<unknown, SimpleCall, SimpleOutcome> => {
		const read = attempt(() => parameters.collection('options'));
		const [options, problem] = isError(read) ? [{}, read] : [read, undefined];
		return {
			...rowByRow,
			send: sendSettings(lanes, options),
			problem,
			read: (row) => {
				row.request = readItem(readerOf(parameters, row, labels));
			},
			perform: async (call, desk) => {
				const result = await perform(call.values as V, desk, options);
				return [{ index: call.indexes[0], outcome: outcomeOf(result, desk.client.appId) }];
			},
		};
	};
	return { ...record, run };
}

/** Sends nothing and says why, the way On Error wants it: nothing may be activated by mistake. */
export const refusing =
	({ message, description }: { message: string; description: string }): OperationFactory =>
	(context): Operation<unknown, SimpleCall, SimpleOutcome> => ({
		...rowByRow,
		send: sendSettings(1, {}),
		problem: new NodeOperationError(context.getNode(), message, { description }),
		read: () => {},
		perform: async () => [],
	});

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

function readerOf(
	parameters: Parameters,
	row: Row<unknown>,
	labels: Record<string, string>,
): FieldReader {
	const cell = (name: string): unknown => parameters.get(name, row.index, '');
	const refuse = (name: string, problem: string): undefined => {
		addProblem(row, { field: labels[name], problem });
	};
	return {
		refuse,
		text: (name) => String(cell(name) ?? ''),
		needed: <T extends object>(wanted: Wanted<T>) => {
			const values = mapValues(wanted, ([name, reader]) => {
				const reading = reader(cell(name));
				if (reading.kind === 'value') return reading.value;
				return refuse(name, reading.kind === 'problem' ? reading.problem : words.required());
			});
			return Object.values(values).includes(undefined) ? undefined : (values as T);
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
	if (answer.kind === 'not-sent') return bad(words.stoppedBefore(), {}, 'not_attempted');
	const { problem, sent } = answer.kind === 'silence' ? answer : { problem: undefined, sent: true };
	return bad(
		words.noProperAnswer(problem),
		{ endpoint: endpoint.path, unanswered: problem },
		sent ? 'failed' : 'unreached',
	);
}

function bad(
	message: string,
	details: Partial<Omit<Outcome, 'ending' | 'message'>> = {},
	ending: Shortfall = 'failed',
): SimpleOutcome {
	const { errcode = null, errmsg = null, rid = null, endpoint, unanswered } = details;
	const json: IDataObject = { error: message, errcode, errmsg, rid, endpoint: endpoint ?? null };
	return { ending, message, errcode, errmsg, rid, endpoint, unanswered, items: [{ json }] };
}
