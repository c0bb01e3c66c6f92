import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { countOf } from '../../../domain/ranges';
import type { Row } from '../../../run/operation';
import type { ActivationOutcome } from './outcome';
import { resultColumns, withResultColumns } from './resultColumns';
import type { ActivationValues } from './values';

/** The output item of one row: the input row and its result columns, or these alone. */
export function showActivation(
	row: Row<ActivationValues>,
	outcome: ActivationOutcome,
	{ resultOnly }: { resultOnly: boolean },
): INodeExecutionData {
	const { json, binary } = row.item;
	const base = resultOnly ? {} : withoutError(json);
	const shown = { json: outcome.kept ? keepColumns(base, json) : addColumns(base, row, outcome) };
	return binary === undefined || resultOnly ? shown : { ...shown, binary };
}

function addColumns(
	base: IDataObject,
	{ values, warnings }: Row<ActivationValues>,
	outcome: ActivationOutcome,
): IDataObject {
	const range = outcome.range ?? values?.range;
	const json = withResultColumns(base);
	json.activation_status = outcome.status;
	json.activation_message = withNotes(outcome.message, warnings);
	json.activation_errcode = outcome.errcode;
	json.activation_errmsg = outcome.errmsg;
	json.activation_rid = outcome.rid;
	json.activation_application_id = values?.applicationId || null;
	json.activation_code_start = range?.codeStart ?? null;
	json.activation_code_end = range?.codeEnd ?? null;
	json.activation_code_count = range === undefined ? null : countOf(range);
	json.activation_time = outcome.time;
	json.activation_retry_after = outcome.retryAfter;
	return json;
}

const keepColumns = (base: IDataObject, json: IDataObject): IDataObject => ({
	...base,
	...Object.fromEntries(resultColumns.map((column) => [column, blankToNull(json[column])])),
});

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
