import type { INodeExecutionData } from 'n8n-workflow';
import { isBlank } from '../../../../domain/cells';
import { headerMatcher } from '../../../../domain/header';
import { rememberLast } from '../../../../domain/rememberLast';
import type { Parameters } from '../../../../run/parameters';
import { fields } from '../fields';
import { RESULT_PREFIX } from '../columns';
import { fieldNames, fieldOf, type FieldName } from '../request';
import { words } from '../words';

/** Where the fields of a row come from: parameters of the node, or columns of the sheet. */
export interface FieldSource {
	cell(field: FieldName, index: number): unknown;
	/** The field as a person finds it: `Code Start`, or `Code Start (column "起始位")`. */
	label(field: FieldName): string;
	/** What is wrong with the headers of the sheet, one sentence each. */
	readonly problems: readonly string[];
}

type Entries = Partial<Record<FieldName, unknown>>;

export const matchHeaders = headerMatcher<FieldName>(fields, RESULT_PREFIX);

/** The node's own parameters, each an expression if wished. */
export const fromParameters = (parameters: Parameters): FieldSource => ({
	cell: (field, index) => parameters.get(field, index, ''),
	label: (field) => fieldOf(field).label,
	problems: [],
});

/**
 * Columns of the incoming rows, with values for cells that are blank or absent. No expression is read,
 * unless a default value is one.
 *
 * @throws ParameterError when an expression in a column name or default value fails
 */
export function fromColumns(
	items: readonly INodeExecutionData[],
	parameters: Parameters,
): FieldSource {
	const ownNames = entriesOf(parameters.collection('columnNames')) as Record<FieldName, string>;
	const defaults = defaultsOf(parameters);
	const { columns, problems } = matchHeaders(headersOf(items), ownNames);
	return {
		cell: (field, index) => {
			const column = columns[field];
			const cell = column === undefined ? undefined : items[index].json[column];
			return isBlank(cell) ? defaults(index)[field] : cell;
		},
		label: (field) => words.column(fieldOf(field).label, columns[field]),
		problems,
	};
}

/** Default values by row: an expression among them may give each row another one. */
function defaultsOf(parameters: Parameters): (index: number) => Entries {
	const read = (index: number) => entriesOf(parameters.collection('defaultValues', index));
	if (parameters.variesByRow('defaultValues')) return rememberLast(read);
	const fixed = read(0);
	return () => fixed;
}

/** Every header of the sheet, in order of first appearance: a row may lack columns that are blank in it. */
function headersOf(items: readonly INodeExecutionData[]): string[] {
	const headers = new Set<string>();
	for (const { json } of items) for (const header of Object.keys(json)) headers.add(header);
	return [...headers];
}

/** The entries of a collection that name a field and are not blank. */
const entriesOf = (collection: Record<string, unknown>): Entries =>
	Object.fromEntries(
		fieldNames.map((name) => [name, collection[name]]).filter(([, value]) => !isBlank(value)),
	) as Entries;
