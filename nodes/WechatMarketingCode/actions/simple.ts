import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { keyBy, mapValues, sortBy, zip } from 'lodash';
import type { Endpoint } from '../api/endpoints';
import type { Call, Desk, Operation, OperationFactory, SendSettings } from '../run/operation';
import { isGood, type Outcome, type Shortfall } from '../run/outcome';
import type { Row } from '../run/row';
import {
	optionFields,
	optionsProperty,
	readOptions,
	readSettings,
	timeout,
	timeoutOf,
	type Option,
	type OptionValues,
} from './options';
import { readerOf, type FieldReader } from './reader';
import type { OperationRecord } from './record';
import { bad, outcomeOf, type Result, type SimpleOutcome } from './result';
import { words } from './words';

type Options = Readonly<Record<string, Option<unknown>>>;

/** One item in, one call or a few, some items out. The street does the rest. */
interface SimpleOperation<V, O extends Options> extends Omit<OperationRecord, 'run'> {
	/** Besides `timeout`, which all have. */
	readonly options?: O;
	/** The endpoint whose time for one call is the default of the option. */
	readonly endpoint: Endpoint;
	/** Calls under way at once. */
	readonly lanes: number;
	/** What the summary of a run calls a good row. */
	readonly achieved: string;
	/** Reads one item; undefined when something is wrong with it. */
	read(fields: FieldReader): V | undefined;
	/** Looks at all rows together; those that could not be read have no request. */
	check?(rows: ReadonlyArray<Row<V>>): void;
	perform(values: V, desk: Desk, options: OptionValues<O>): Promise<Result>;
	/** A second part, begun when the first of every row has ended; undefined leaves what the first gave. */
	settle?(values: V, desk: Desk, options: OptionValues<O>): Promise<Result | undefined>;
	/** Where it commits something: fields that every item of a bad row carries, … */
	fields?(values: V): IDataObject;
	/** … and what was achieved at WeChat, in words; undefined: nothing. */
	committed?(values: V): string | undefined;
}

interface SimpleCall extends Call {
	readonly values: unknown;
	readonly settles: boolean;
}

/** What is the same for all: rows do not know each other, and each is shown as the items it gave. */
const rowByRow: Omit<Operation<unknown, SimpleCall, SimpleOutcome>, 'send' | 'read' | 'perform'> = {
	check: () => new Map(),
	plan: (rows) =>
		rows.map(({ index, request }) => ({ indexes: [index], values: request, settles: false })),
	rehearse: () => [],
	ended: (ending, message) => bad(message, {}, ending),
	show: (_row, { items }) => items,
	summarise: () => '',
	keyOf: (values) => JSON.stringify(values),
};

export function simpleOperation<V, O extends Options = Record<never, never>>(
	spec: SimpleOperation<V, O>,
): OperationRecord {
	const { resource, value, name, action, description } = spec;
	const options = { ...spec.options, timeout: timeout(spec.endpoint.timeoutMs) };
	const panel = optionsProperty(sortBy(optionFields(options), 'displayName'));
	const properties = [...spec.properties, panel];
	const choices = spec.properties.filter(({ type }) => type === 'options');
	const labels = mapValues(keyBy(spec.properties, 'name'), 'displayName');
	const run: OperationFactory = (
		context,
		parameters,
	): Operation<unknown, SimpleCall, SimpleOutcome> => {
		const { set, values: chosen, problems } = readOptions(options, parameters, 'options.');
		const modes = readSettings(choices, parameters);
		const wrong = [...modes.problems, ...problems].join(' ');
		let rows: ReadonlyArray<Row<unknown>> = [];
		return {
			...rowByRow,
			send: sendSettings(spec.lanes, timeoutOf(set)),
			problem: wrong === '' ? undefined : new Error(wrong),
			read: (row) => {
				row.request = spec.read(readerOf({ parameters, modes: modes.set, labels, context }, row));
			},
			check: (all) => {
				rows = all;
				spec.check?.(all as Array<Row<V>>);
				return new Map();
			},
			plan: (open) => {
				const calls = rowByRow.plan(open);
				const settling = calls.map((call) => ({ ...call, settles: true }));
				return spec.settle === undefined ? calls : [...calls, ...settling];
			},
			perform: async ({ indexes, values, settles }, desk) => {
				const work = settles ? spec.settle : spec.perform;
				const result = await work?.(values as V, desk, chosen as OptionValues<O>);
				if (result === undefined) return [];
				return [{ index: indexes[0], outcome: outcomeOf(result, desk.client.appId) }];
			},
			show: ({ request }, outcome) => {
				if (isGood(outcome) || request === undefined) return outcome.items;
				const last = outcome.items[outcome.items.length - 1];
				Object.assign(last.json, spec.fields?.(request as V));
				return outcome.items;
			},
			summarise: (outcomes, requests) =>
				words.summary(
					zip(rows, outcomes).map(([row, outcome]) => ({
						name: row?.name ?? '',
						shortfall: isGood(outcome as Outcome) ? undefined : (outcome?.ending as Shortfall),
						hasNote: outcome?.items.some(({ json }) => json.note !== undefined) ?? false,
						committed: row?.request === undefined ? undefined : spec.committed?.(row.request as V),
					})),
					spec.achieved,
					requests,
				),
		};
	};
	return { resource, value, name, action, description, properties, run };
}

/** Sends nothing and says why, the way On Error wants it: nothing may be activated by mistake. */
export const refusing =
	({ message, description }: { message: string; description: string }): OperationFactory =>
	(context): Operation<unknown, SimpleCall, SimpleOutcome> => ({
		...rowByRow,
		send: sendSettings(1),
		problem: new NodeOperationError(context.getNode(), message, { description }),
		read: () => {},
		perform: async () => [],
	});

function sendSettings(lanes: number, timeoutMs?: number): SendSettings {
	return {
		lanes,
		requestsPerMinute: 0,
		reuseConnections: false,
		timeoutMs,
		checkAllRowsFirst: true,
		dryRun: false,
	};
}
