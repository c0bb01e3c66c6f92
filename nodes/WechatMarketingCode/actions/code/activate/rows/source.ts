import { memoize } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';
import { isBlank } from '../../../../domain/cells';
import { draggedColumn } from '../../../../domain/draggedColumn';
import { headerMatcher } from '../../../../domain/header';
import { firstNumberIn } from '../../../../domain/header/recognise';
import { causeOf } from '../../../../run/failures';
import type { Parameters } from '../../../../run/parameters';
import { failureBefore, jsonOf } from '../../../../run/row';
import { words as street } from '../../../../run/words';
import { fields } from '../fields';
import { RESULT_PREFIX } from '../columns';
import { fieldNames, fieldOf, type FieldName } from '../request';
import { words } from '../words';
import { hasNoCell } from './blanks';

/** Where the fields of a row come from: parameters of the node, or columns of the sheet. */
export interface FieldSource {
	cell(field: FieldName, index: number): unknown;
	/** The field as a person finds it: `Code Start`, or `Code Start (column "起始位")`. */
	label(field: FieldName): string;
	/** Whether the cell is a default value, though other rows fill its column. */
	standsIn(field: FieldName, index: number): boolean;
	/** The number of the first code, where the headers of start and end say it. */
	readonly firstNumber?: 0 | 1;
	/** What is wrong with the headers of the sheet or the default values, one sentence each. */
	readonly problems: readonly string[];
}

export const matchHeaders = headerMatcher<FieldName>(fields, RESULT_PREFIX);

/** The node's own parameters, each an expression if wished. */
export const fromParameters = (parameters: Parameters): FieldSource => ({
	cell: (field, index) => parameters.get(field, index, '', fieldOf(field).label),
	label: (field) => fieldOf(field).label,
	standsIn: () => false,
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
	const headers = headersOf(items);
	const { columns, problems } = matchHeaders(headers, own.names);
	const found = Object.keys(columns).length;
	const below = items.slice(0, 30).findIndex((item) => headersIn(item) > Math.max(2, found));
	const first = new Set(
		[columns.codeStart, columns.codeEnd].map((header) => firstNumberIn(header ?? '')),
	);
	first.delete(undefined);
	const cellOf = (field: FieldName, index: number): unknown => {
		const column = columns[field];
		return column === undefined ? undefined : jsonOf(items[index])[column];
	};
	const defaultOf = (field: FieldName, index: number): unknown => {
		const { label, ofRange } = fieldOf(field);
		if (ofRange !== undefined) return '';
		return parameters.get(`defaultValues.${field}`, index, '', words.defaultOf(label));
	};
	const isFilled = memoize((column: string) =>
		items.some((item) => !isBlank(jsonOf(item)[column])),
	);
	return {
		cell: (field, index) => {
			const cell = cellOf(field, index);
			return isBlank(cell) ? defaultOf(field, index) : cell;
		},
		label: (field) => words.column(fieldOf(field).label, columns[field]),
		standsIn: (field, index) => {
			const column = columns[field];
			if (column === undefined || !isBlank(cellOf(field, index))) return false;
			return isFilled(column) && !isBlank(defaultOf(field, index));
		},
		firstNumber: [...first][0],
		problems: failureOf(items) ?? [
			...own.problems,
			...notDefaults(parameters),
			// An empty day has no headers, and is no mistake.
			...(items.every((item) => hasNoCell(jsonOf(item)))
				? []
				: below >= 0
					? [words.headersBelow(below + 1, textsIn(items[below]))]
					: problems),
			...(first.size > 1 ? [words.twoFirstNumbers] : []),
		],
	};
}

/** Texts of a row, which are headers where a title stands above them. */
const textsIn = (item: INodeExecutionData): string[] =>
	Object.values(jsonOf(item)).filter((cell): cell is string => typeof cell === 'string');

const headersIn = (item: INodeExecutionData): number =>
	Object.keys(matchHeaders([...new Set(textsIn(item))]).columns).length;

/** Saved default values of what no two rows share: a range would be taken for a blank cell in silence. */
const notDefaults = (parameters: Parameters): string[] =>
	fieldNames
		.filter((name) => fieldOf(name).ofRange !== undefined)
		.filter((name) => !isBlank(parameters.raw(`defaultValues.${name}`)))
		.map((name) => words.notADefault(fieldOf(name).label));

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
