import type { IDataObject } from 'n8n-workflow';
import { countOf, type CodeRange } from '../../../domain/ranges';
import { spoken, type Language, type Sentence } from '../../../domain/sentence';
import type { ActivationRow } from './call';
import { statusOf, type ActivationOutcome } from './outcome';
import { words } from './words';

type Column = (
	outcome: ActivationOutcome,
	row: ActivationRow,
	language: Language | undefined,
) => IDataObject[string];

/** What was asked for. */
const rangeOf = (outcome: ActivationOutcome, row: ActivationRow): CodeRange | undefined =>
	outcome.range ?? row.request?.range;

/** A message with what else is to be known of its row. */
export const withNotes = (message: Sentence, warnings: readonly Sentence[]): Sentence =>
	warnings.length === 0 ? message : words.withNotes(message, warnings);

/** The columns that every row of the output has, in this order; null when empty. */
const columns = {
	activation_status: (outcome) => statusOf(outcome),
	activation_message: ({ message }, { warnings }, language) =>
		spoken(withNotes(message, warnings), language),
	activation_errcode: ({ errcode }) => errcode,
	activation_errmsg: ({ errmsg }) => errmsg || null,
	activation_rid: ({ rid }) => rid,
	activation_application_id: (_outcome, { request }) => request?.values.applicationId || null,
	activation_code_start: (outcome, row) => rangeOf(outcome, row)?.codeStart ?? null,
	activation_code_end: (outcome, row) => rangeOf(outcome, row)?.codeEnd ?? null,
	activation_code_count: (outcome, row) => {
		const range = rangeOf(outcome, row);
		return range === undefined ? null : countOf(range);
	},
	activation_time: ({ time }) => time,
	activation_retry_after: ({ retryAfter }) => retryAfter,
} satisfies Record<string, Column>;

export type ColumnName = keyof typeof columns;
export const resultColumns = Object.keys(columns) as ColumnName[];
export const emptyColumns = Object.fromEntries(resultColumns.map((name) => [name, null])) as Record<
	ColumnName,
	null
>;

/**
 * Makes copies of the rows of one run with all result columns behind their own, ready to be filled in.
 * Copied from a model of the last row's shape: the engine makes a row of 20 columns that grows column
 * by column a slow dictionary of three times the size, which was a third of what a row cost on Node 20.
 */
export function columnAdder(): (row: IDataObject) => IDataObject {
	let keys: string[] = [];
	let model: IDataObject = emptyColumns;
	return (row) => {
		if (!hasKeys(row, keys)) {
			keys = Object.keys(row);
			model = { ...row, ...emptyColumns };
			for (const key of keys) model[key] = null;
		}
		return { ...model, ...row };
	};
}

/** Whether the row has these very columns, in their order. */
export function hasKeys(row: IDataObject, keys: readonly string[]): boolean {
	let at = 0;
	for (const key in row) if (keys[at++] !== key) return false;
	return at === keys.length;
}

/** Writes what a row came to into its result columns. */
export function write(
	json: IDataObject,
	outcome: ActivationOutcome,
	row: ActivationRow,
	language: Language | undefined,
): void {
	for (const name of resultColumns) json[name] = (columns[name] as Column)(outcome, row, language);
}
