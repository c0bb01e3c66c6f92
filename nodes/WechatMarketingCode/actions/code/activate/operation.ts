import type { IExecuteFunctions } from 'n8n-workflow';
import type { FieldName } from '../../../domain/fields';
import { rememberLast } from '../../../domain/rememberLast';
import type { Operation, OperationFactory } from '../../../run/operation';
import type { Parameters } from '../../../run/parameters';
import { checkRows } from './check';
import { outcomeOf, type ActivationOutcome } from './outcome';
import { activateCall } from './send/activation';
import { planCalls, type ActivationCall } from './plan';
import { ActivationReader, type FieldSource } from './read';
import { rehearse } from './rehearse';
import { readSettings, settingsFrom, type ActivateSettings } from './settings';
import { showActivation } from './show';
import { FromColumns, FromParameters, fieldEntries, type Defaults } from './sources';
import { summarise } from './summary';
import { requestKey, type ActivationValues } from './values';

type ActivateOperation = Operation<ActivationValues, ActivationCall, ActivationOutcome>;

const STATUS = {
	invalid: 'invalid',
	'not-attempted': 'not_attempted',
	unknown: 'unknown',
} as const;

/**
 * Code · Activate: ranges of printed codes are activated with codeactive, once each.
 * Source: https://developers.weixin.qq.com/doc/service/api/onecode/api_intp_marketcode_codeactive.html
 */
export const activate: OperationFactory = (context, parameters): ActivateOperation => {
	const { settings, source, problem } = prepare(context, parameters);
	const reader = new ActivationReader(source, settings);
	let repeatOf: ReadonlyMap<number, number> = new Map();
	let warned = 0;
	let planned = 0;
	return {
		send: settings,
		problem,
		read: (row) => reader.read(row),
		check: (rows) => {
			const checked = checkRows(rows, settings);
			repeatOf = checked.repeatOf;
			warned = rows.filter(({ warnings }) => warnings.length > 0).length;
			return checked.settled;
		},
		plan: (rows) => {
			const calls = planCalls(rows, repeatOf, settings);
			planned = calls.length;
			return calls;
		},
		perform: async (call, desk) => await activateCall(call, desk, settings),
		rehearse,
		ended: (kind, _row, message) => outcomeOf(STATUS[kind], told(kind, message)),
		show: (row, outcome) => [showActivation(row, outcome, settings)],
		summarise: (outcomes, requests) => summarise(outcomes, { requests, warned, planned }),
		keyOf: requestKey,
	};
};

/** Everything that is the same for all rows. Never throws: a failure comes back as `problem`. */
function prepare(
	context: IExecuteFunctions,
	parameters: Parameters,
): { settings: ActivateSettings; source: FieldSource; problem?: unknown } {
	const source = new FromParameters(parameters);
	try {
		const settings = readSettings(parameters);
		if (settings.rowSource === 'fields') return { settings, source };
		const columns = new FromColumns(
			context.getInputData(),
			fieldEntries(parameters.collection('columnNames')) as Partial<Record<FieldName, string>>,
			defaultsOf(parameters),
		);
		const problem = columns.problems.length > 0 ? new Error(columns.problems.join(' ')) : undefined;
		return { settings, source: columns, problem };
	} catch (problem) {
		return { settings: settingsFrom({}), source, problem };
	}
}

/** Default values by row: an expression among them may give each row another one. */
function defaultsOf(parameters: Parameters): Defaults {
	const read = (index: number) => fieldEntries(parameters.collection('defaultValues', index));
	if (parameters.variesByRow('defaultValues')) return rememberLast(read);
	const fixed = read(0);
	return () => fixed;
}

const told = (kind: keyof typeof STATUS, message: string): string =>
	kind === 'not-attempted' ? `Not attempted: ${message}` : message;
