import type { IExecuteFunctions } from 'n8n-workflow';
import type { Operation, OperationFactory, SendSettings } from '../../../run/operation';
import type { Parameters } from '../../../run/parameters';
import { addWarning } from '../../../run/row';
import { words as street } from '../../../run/words';
import { readOptions, timeoutOf } from '../../options';
import { isTool } from '../../shared';
import type { ActivationCall } from './call';
import { modes, options, type ActivateSettings } from './options';
import { outcomeOf, type ActivationOutcome } from './outcome';
import { finished, stillUnknown, type Recorded } from './record';
import { requestKey, type ActivationRequest } from './request';
import { checkRows, finishedRows, nothingFound } from './rows/check';
import { planCalls } from './rows/plan';
import { ActivationReader } from './rows/read';
import { rehearse } from './rows/rehearse';
import { fromColumns, fromParameters, type FieldSource } from './rows/source';
import { activateCall } from './send/activation';
import { Inquiry } from './send/inquiry';
import { activationShower, summarise } from './show/show';
import { words } from './words';

type ActivateOperation = Operation<ActivationRequest, ActivationCall, ActivationOutcome>;

/**
 * Code · Activate: ranges of printed codes are activated with codeactive, once each.
 * Source: docs/wechat-api.md, "Activating".
 */
export const activate: OperationFactory = (context, parameters): ActivateOperation => {
	const { settings, source, isToolsDryRun, problem } = prepare(context, parameters);
	const reader = new ActivationReader(source, settings);
	const inquiry = new Inquiry(settings);
	let checked = nothingFound;
	let warned = 0;
	let planned = 0;
	return {
		send: settings,
		problem,
		read: (row) => reader.read(row),
		describe: ({ request }) => words.asked(request),
		finished: (rows, cause) => {
			const message = problem === undefined ? street.notAttempted(cause) : cause;
			const unsure = new Map<number, Recorded>();
			const records = finishedRows(rows, settings, unsure);
			return new Map([
				...[...records].map(([index, record]) => [index, finished(record)] as const),
				...[...unsure].map(([index, record]) => [index, stillUnknown(record, message)] as const),
			]);
		},
		check: (rows) => {
			if (settings.askWeChat) inquiry.readSheet(rows);
			checked = checkRows(rows, settings, reader);
			// Their message stays as it is.
			const keepsColumns = (index: number): boolean =>
				checked.settled.get(index)?.columns !== undefined || checked.records.has(index);
			if (isToolsDryRun) {
				for (const row of rows)
					if (!reader.blank.has(row.index)) addWarning(row, words.dryRunOfTool);
			}
			warned = rows.filter(
				({ index, warnings }) => warnings.length > 0 && !keepsColumns(index),
			).length;
			return checked.settled;
		},
		plan: (rows) => {
			const calls = planCalls(rows, checked, settings);
			planned = calls.filter(({ rows: [{ record }] }) => record === undefined).length;
			return calls;
		},
		perform: async (call, desk) =>
			settings.askWeChat
				? await inquiry.perform(call, desk, rehearse(call)[0].outcome.message)
				: await activateCall(call, desk, settings),
		rehearse,
		ended: outcomeOf,
		show: activationShower(settings),
		summarise: (outcomes, requests) =>
			summarise(outcomes, {
				requests,
				warned,
				planned,
				byBlock: settings.rangeBy === 'wholeApplication',
				notes: [
					...checked.notes,
					...(settings.askWeChat ? inquiry.notes(checked.records.size) : []),
				],
			}),
		keyOf: requestKey,
	};
};

/** Everything that is the same for all rows. Never throws: a failure comes back as `problem`. */
function prepare(
	context: IExecuteFunctions,
	parameters: Parameters,
): {
	settings: ActivateSettings & SendSettings;
	source: FieldSource;
	isToolsDryRun: boolean;
	problem?: unknown;
} {
	const { set, values, problems } = readOptions(options, parameters, 'options.');
	const mode = readOptions(modes, parameters);
	// What cannot be undone is a person's decision, unless a person said otherwise.
	const isToolsDryRun = set.dryRun === undefined && isTool(context);
	const settings = {
		...values,
		...mode.values,
		// A run that asks sends its questions.
		dryRun: (values.dryRun || isToolsDryRun) && !values.askWeChat,
		lanes: values.parallelRequests,
		timeoutMs: timeoutOf(set),
		isNumberingSet: set.numbering !== undefined,
	};
	const isSheet = settings.rowSource === 'columns';
	const source = isSheet
		? fromColumns(context.getInputData(), parameters)
		: fromParameters(parameters);
	const contradiction = values.askWeChat && set.dryRun === false ? [words.asksAndSends] : [];
	const wrong = [...mode.problems, ...problems, ...contradiction, ...source.problems].join(' ');
	return {
		settings: withHeaders(settings, source),
		source,
		isToolsDryRun,
		problem: wrong === '' ? undefined : new Error(wrong),
	};
}

/** Headers that say where counting begins are proof of it, unless the option does. */
const withHeaders = <S extends ActivateSettings>(settings: S, { firstNumber }: FieldSource): S =>
	firstNumber === undefined || settings.isNumberingSet
		? settings
		: {
				...settings,
				numbering: firstNumber === 1 ? 'oneBased' : 'zeroBased',
				isNumberingSet: true,
			};
