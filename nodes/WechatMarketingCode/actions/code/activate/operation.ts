import type { IExecuteFunctions } from 'n8n-workflow';
import type { Operation, OperationFactory, SendSettings } from '../../../run/operation';
import type { Parameters } from '../../../run/parameters';
import { readOptions } from '../../options';
import type { ActivationCall } from './call';
import { modes, options, type ActivateSettings } from './options';
import { outcomeOf, type ActivationOutcome } from './outcome';
import { finished } from './record';
import { words } from './words';
import { requestKey, type ActivationRequest } from './request';
import { checkRows, finishedRows, nothingFound, type Checked } from './rows/check';
import { planCalls } from './rows/plan';
import { ActivationReader } from './rows/read';
import { rehearse } from './rows/rehearse';
import { fromColumns, fromParameters, type FieldSource } from './rows/source';
import { activateCall } from './send/activation';
import { activationShower, summarise } from './show/show';

type ActivateOperation = Operation<ActivationRequest, ActivationCall, ActivationOutcome>;

/**
 * Code · Activate: ranges of printed codes are activated with codeactive, once each.
 * Source: docs/wechat-api.md, "Activating".
 */
export const activate: OperationFactory = (context, parameters): ActivateOperation => {
	const { settings, source, problem } = prepare(context, parameters);
	const reader = new ActivationReader(source, settings);
	let checked: Checked | undefined;
	let warned = 0;
	let planned = 0;
	return {
		send: settings,
		problem,
		read: (row) => reader.read(row),
		describe: ({ request }) => words.asked(request),
		finished: (rows) => {
			const records = finishedRows(rows, settings);
			return new Map([...records].map(([index, record]) => [index, finished(record)]));
		},
		check: (rows) => {
			checked = checkRows(rows, settings);
			warned = rows.filter(({ warnings }) => warnings.length > 0).length;
			return checked.settled;
		},
		plan: (rows) => {
			const calls = planCalls(rows, checked ?? nothingFound, settings);
			planned = calls.length;
			return calls;
		},
		perform: async (call, desk) => await activateCall(call, desk, settings),
		rehearse,
		ended: outcomeOf,
		show: activationShower(settings),
		summarise: (outcomes, requests) =>
			summarise(outcomes, { requests, warned, planned, notes: checked?.notes ?? [] }),
		keyOf: requestKey,
	};
};

/** Everything that is the same for all rows. Never throws: a failure comes back as `problem`. */
function prepare(
	context: IExecuteFunctions,
	parameters: Parameters,
): { settings: ActivateSettings & SendSettings; source: FieldSource; problem?: unknown } {
	try {
		const settings = settingsOf(parameters.collection('options'), {
			rowSource: parameters.text('rowSource'),
			rangeBy: parameters.text('rangeBy'),
		});
		const isSheet = settings.rowSource === 'columns';
		const source = isSheet
			? fromColumns(context.getInputData(), parameters)
			: fromParameters(parameters);
		const problem = source.problems.length > 0 ? new Error(source.problems.join(' ')) : undefined;
		return { settings, source, problem };
	} catch (problem) {
		return { settings: settingsOf({}, {}), source: fromParameters(parameters), problem };
	}
}

function settingsOf(
	saved: Record<string, unknown>,
	savedModes: Record<string, unknown>,
): ActivateSettings & SendSettings {
	const { set, values } = readOptions(options, saved);
	return {
		...values,
		...readOptions(modes, savedModes).values,
		lanes: values.parallelRequests,
		timeoutMs: set.timeout,
		isNumberingSet: set.numbering !== undefined,
	};
}
