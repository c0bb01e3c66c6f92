import type { IDataObject } from 'n8n-workflow';
import { keyBy, mapValues, sortBy, zip } from 'lodash';
import type { Endpoint } from '../api/endpoints';
import { NOTHING, type Sentence } from '../domain/sentence';
import { atOnce } from '../domain/turns';
import type { Call, Desk, Operation, OperationFactory } from '../run/operation';
import { isGood, type Outcome, type Shortfall } from '../run/outcome';
import type { Row } from '../run/row';
import {
	messageLanguage,
	optionFields,
	optionsProperty,
	timeout,
	timeoutOf,
	type Options,
	type OptionValues,
} from './options';
import { readerOf, type FieldReader } from './reader';
import type { OperationRecord } from './record';
import { bad, outcomeOf, shownItems, type Result, type SimpleOutcome } from './result';
import { asProblem, languageOf, readOptions, readSettings } from './settings';
import { words } from './words';

/** One item in, one call or a few, some items out. The street does the rest. */
interface SimpleOperation<V, O extends Options> extends Omit<OperationRecord, 'run'> {
	/** Besides `messageLanguage` and `timeout`, which all have. */
	readonly options?: O;
	/** The endpoint whose time for one call is the default of the option. */
	readonly endpoint: Endpoint;
	/** Calls under way at once. */
	readonly lanes: number;
	/** What the summary of a run calls a good row. */
	readonly achieved: Sentence;
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
	committed?(values: V): Sentence | undefined;
}

interface SimpleCall extends Call {
	readonly values: unknown;
	readonly settles: boolean;
}

export function simpleOperation<V, O extends Options = Record<never, never>>(
	spec: SimpleOperation<V, O>,
): OperationRecord {
	const { resource, value, name, action, description } = spec;
	const options = {
		...spec.options,
		messageLanguage,
		timeout: timeout(spec.endpoint.timeoutMs),
	};
	const panel = optionsProperty(sortBy(optionFields(options), 'displayName'));
	const properties = [...spec.properties, panel];
	const choices = spec.properties.filter(({ type }) => type === 'options');
	const labels = mapValues(keyBy(spec.properties, 'name'), 'displayName');
	const run: OperationFactory = (
		context,
		parameters,
	): Operation<unknown, SimpleCall, SimpleOutcome> => {
		const read = readOptions(options, parameters, 'options.');
		const modes = readSettings(choices, parameters);
		const language = languageOf(read);
		let rows: ReadonlyArray<Row<unknown>> = [];
		return {
			send: { lanes: spec.lanes, timeoutMs: timeoutOf(read.set) },
			language,
			problem: asProblem([...modes.problems.values(), ...read.problems.values()]),
			read: (row) => {
				row.request = spec.read(readerOf({ parameters, modes: modes.set, labels, context }, row));
			},
			check: (all) => {
				rows = all;
				spec.check?.(all as Array<Row<V>>);
				return atOnce(new Map());
			},
			plan: (open) => {
				const calls = [false, ...(spec.settle === undefined ? [] : [true])].flatMap((settles) =>
					open.map(({ index, request }) => ({ indexes: [index], values: request, settles })),
				);
				return atOnce(calls);
			},
			perform: async ({ indexes, values, settles }, desk) => {
				const work = settles ? spec.settle : spec.perform;
				const result = await work?.(values as V, desk, read.values as OptionValues<O>);
				if (result === undefined) return [];
				return [{ index: indexes[0], outcome: outcomeOf(result, desk.client.appId) }];
			},
			ended: (ending, message) => bad(message, {}, ending),
			show: ({ request }, outcome) =>
				shownItems(outcome, language, () =>
					request === undefined ? {} : (spec.fields?.(request as V) ?? {}),
				),
			summarise: (outcomes, requests) =>
				words.summary(
					zip(rows, outcomes).map(([row, outcome]) => ({
						name: row?.name ?? NOTHING,
						shortfall: isGood(outcome as Outcome) ? undefined : (outcome?.ending as Shortfall),
						hasNote: outcome?.note !== undefined,
						hasPart: (outcome?.items ?? []).length > 0,
						committed: row?.request === undefined ? undefined : spec.committed?.(row.request as V),
					})),
					spec.achieved,
					requests,
				),
			keyOf: (values) => JSON.stringify(values),
		};
	};
	return { resource, value, name, action, description, properties, run };
}
