import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { countOf } from '../../../domain/ranges';
import type { Row } from '../../../run/operation';
import type { ActivationOutcome } from './outcome';
import type { ActivationValues } from './values';

/** The columns that every row of the output has, in this order; null when empty. */
export const resultColumns = [
	'activation_status',
	'activation_message',
	'activation_errcode',
	'activation_errmsg',
	'activation_rid',
	'activation_application_id',
	'activation_code_start',
	'activation_code_end',
	'activation_code_count',
	'activation_time',
	'activation_retry_after',
] as const;

/** The output item of one row: the input row and its result columns, or these alone. */
export function showActivation(
	row: Row<ActivationValues>,
	outcome: ActivationOutcome,
	{ resultOnly }: { resultOnly: boolean },
): INodeExecutionData {
	const columns = outcome.kept ? keptColumns(row.item.json) : columnsOf(row, outcome);
	if (resultOnly) return { json: columns };
	const { json, binary } = row.item;
	const shown = { json: { ...withoutError(json), ...columns } };
	return binary === undefined ? shown : { ...shown, binary };
}

function columnsOf(row: Row<ActivationValues>, outcome: ActivationOutcome): IDataObject {
	const range = outcome.range ?? row.values?.range;
	const values: Record<(typeof resultColumns)[number], IDataObject[string]> = {
		activation_status: outcome.status,
		activation_message: withNotes(outcome.message, row.warnings),
		activation_errcode: outcome.errcode,
		activation_errmsg: outcome.errmsg,
		activation_rid: outcome.rid,
		activation_application_id: row.values?.applicationId || null,
		activation_code_start: range?.codeStart ?? null,
		activation_code_end: range?.codeEnd ?? null,
		activation_code_count: range === undefined ? null : countOf(range),
		activation_time: outcome.time,
		activation_retry_after: outcome.retryAfter,
	};
	return values;
}

function keptColumns(json: IDataObject): IDataObject {
	return Object.fromEntries(resultColumns.map((column) => [column, blankToNull(json[column])]));
}

const blankToNull = (value: IDataObject[string]): IDataObject[string] =>
	value === undefined || value === '' ? null : value;

const withNotes = (message: string, warnings: readonly string[]): string =>
	warnings.length === 0 ? message : `${message} Note: ${warnings.join(' ')}`;

/** n8n takes a column named `error` for a failed node. */
function withoutError(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, input_error: error };
}
