import type { INodeExecutionData } from 'n8n-workflow';
import { isBlank } from '../../../../domain/cells';
import { draggedColumn } from '../../../../domain/draggedColumn';
import { headerMatcher } from '../../../../domain/header';
import { causeOf } from '../../../../run/failures';
import type { Parameters } from '../../../../run/parameters';
import { failureBefore, jsonOf } from '../../../../run/row';
import { words as street } from '../../../../run/words';
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

export const matchHeaders = headerMatcher<FieldName>(fields, RESULT_PREFIX);

/** The node's own parameters, each an expression if wished. */
export const fromParameters = (parameters: Parameters): FieldSource => ({
	cell: (field, index) => parameters.get(field, index, '', fieldOf(field).label),
	label: (field) => fieldOf(field).label,
	problems: [],
});

/**
 * Columns of the incoming rows, with values for cells that are blank or absent. No expression is read,
 * unless a default value is one.
 */
export function fromColumns(
	items: readonly INodeExecutionData[],
	parameters: Parameters,
): FieldSource {
	const own = ownNamesIn(parameters);
	const { columns, problems } = matchHeaders(headersOf(items), own.names);
	const label = (field: FieldName) => words.column(fieldOf(field).label, columns[field]);
	return {
		cell: (field, index) => {
			const column = columns[field];
			const cell = column === undefined ? undefined : items[index].json[column];
			if (!isBlank(cell)) return cell;
			return parameters.get(
				`defaultValues.${field}`,
				index,
				'',
				words.defaultOf(fieldOf(field).label),
			);
		},
		label,
		problems: failureOf(items) ?? [...own.problems, ...problems],
	};
}

/** Headers of the user's own: typed, or the name of a column that was dragged there. */
function ownNamesIn(parameters: Parameters) {
	const names: Partial<Record<FieldName, string>> = {};
	const problems: string[] = [];
	for (const field of fieldNames) {
		const path = `columnNames.${field}`;
		const { label } = fieldOf(field);
		try {
			const name =
				draggedColumn(parameters.raw(path)) ?? parameters.get(path, 0, '', 'Column Names');
			if (isBlank(name)) continue;
			if (typeof name === 'string') names[field] = name;
			else problems.push(words.noColumnName(label));
		} catch (error) {
			problems.push(words.ofField(label, causeOf(error)));
		}
	}
	return { names, problems };
}

/** Nothing but what the node before this one failed with. */
function failureOf(items: readonly INodeExecutionData[]): string[] | undefined {
	const failures = items.map((item) => failureBefore(jsonOf(item)));
	const [failure] = failures;
	if (failure === undefined || failures.includes(undefined)) return undefined;
	return [street.failedBefore(failure)];
}

/** Every header of the sheet, in order of first appearance: a row may lack columns that are blank in it. */
function headersOf(items: readonly INodeExecutionData[]): string[] {
	const headers = new Set<string>();
	for (const item of items) for (const header of Object.keys(jsonOf(item))) headers.add(header);
	return [...headers];
}
