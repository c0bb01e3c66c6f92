import { attempt } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Operation, OperationFactory } from '../../../run/operation';
import type { Parameters } from '../../../run/parameters';
import { addWarning } from '../../../run/row';
import { words as street } from '../../../run/words';
import { timeoutOf } from '../../options';
import { asProblem, languageOf, readOptions } from '../../settings';
import { isTool } from '../../shared';
import type { ActivationCall, ActivationRow } from './call';
import { modes, options, type ActivateSettings } from './options';
import { isActive, outcomeOf, type ActivationOutcome } from './outcome';
import { finished, keepUnknown, stillUnknown } from './record';
import { codesKey, type ActivationRequest } from './request';
import { checkRows, nothingFound, recordsOf } from './rows/check';
import { planCalls, rehearse } from './rows/plan';
import { ActivationReader } from './rows/read';
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
	const { settings, language, source, isToolsDryRun, problem } = prepare(context, parameters);
	const reader = new ActivationReader(source, settings);
	const inquiry = new Inquiry(settings);
	let checked = nothingFound;
	let warned = 0;
	let calls: ActivationCall[] = [];
	/** Where the settings were wrong no row was read, and yet it may ask for something else than its record says. */
	const readAnyway = (row: ActivationRow): ActivationRow => {
		if (problem === undefined || row.request !== undefined) return row;
		const copy = { ...row };
		attempt(() => reader.read(copy));
		return copy;
	};
	return {
		send: settings,
		language,
		problem,
		read: (row) => reader.read(row),
		describe: ({ request }) => words.asked(request),
		*finished(rows, cause) {
			const message = problem === undefined ? street.notAttempted(cause) : cause;
			const { records, unsure } = yield* recordsOf(rows, settings, readAnyway);
			return new Map([
				...[...records].map(([index, record]) => [index, finished(record)] as const),
				...[...unsure].map(([index, record]) => [index, stillUnknown(record, message)] as const),
			]);
		},
		*check(rows) {
			if (settings.askWeChat) inquiry.readSheet(rows);
			checked = yield* checkRows(rows, settings, reader);
			// Their message stays as it is.
			const keepsMessage = (index: number): boolean => {
				const known = checked.settled.get(index);
				const isFinished = known?.columns !== undefined && isActive(known);
				return isFinished || checked.records.has(index);
			};
			if (isToolsDryRun) {
				for (const row of rows)
					if (!reader.blank.has(row.index)) addWarning(row, words.dryRunOfTool);
			}
			warned = rows.filter(
				({ index, warnings }) => warnings.length > 0 && !keepsMessage(index),
			).length;
			return checked.settled;
		},
		*plan(rows) {
			const planned = yield* planCalls(rows, checked, settings);
			// Told of a run that sends nothing; else they can go once they are sent.
			if (settings.dryRun || settings.askWeChat) calls = planned;
			return planned;
		},
		perform: async (call, desk) =>
			keepUnknown(
				settings.askWeChat
					? await inquiry.perform(call, desk, rehearse(call)[0].outcome.message)
					: await activateCall(call, desk, settings),
				checked.unsure,
			),
		rehearse: (call) => keepUnknown(rehearse(call), checked.unsure),
		ended: outcomeOf,
		show: activationShower(settings, language),
		summarise: (outcomes, requests) =>
			summarise(outcomes, {
				requests,
				warned,
				planned: calls.filter(({ indexes }) =>
					indexes.some((index) => outcomes[index].ending === 'dry_run'),
				).length,
				byBlock: settings.rangeBy === 'wholeApplication',
				notes: [
					...(source.taken !== undefined && (settings.dryRun || settings.askWeChat)
						? [source.taken]
						: []),
					...checked.notes,
					...(settings.askWeChat ? inquiry.notes(checked.records.size) : []),
				],
			}),
		afterStop: (rows, outcomes) => {
			// What the sheet records is no news.
			const isNews = (outcome: ActivationOutcome): boolean =>
				isActive(outcome) && outcome.columns === undefined;
			const active = rows.filter(({ index }) => isNews(outcomes[index]));
			return active.length === 0 || settings.askWeChat
				? []
				: words.afterStop(active, settings.ifAlreadyActive);
		},
		keyOf: codesKey,
	};
};

/** Everything that is the same for all rows. Never throws: a failure comes back as `problem`. */
function prepare(context: IExecuteFunctions, parameters: Parameters) {
	const read = readOptions(options, parameters, 'options.');
	const { set, values } = read;
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
		? fromColumns(context.getInputData(), parameters, settings)
		: fromParameters(parameters);
	const contradiction = values.askWeChat && set.dryRun === false ? [words.asksAndSends] : [];
	return {
		settings: withHeaders(settings, source),
		source,
		isToolsDryRun,
		language: languageOf(read),
		problem: asProblem([
			...mode.problems.values(),
			...read.problems.values(),
			...contradiction,
			...source.problems,
		]),
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
