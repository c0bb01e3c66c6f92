import { attempt, isError, memoize } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';
import { isBlank } from '../../../../domain/cells';
import { headerMatcher } from '../../../../domain/header';
import { firstNumberIn } from '../../../../domain/header/recognise';
import { rememberLast } from '../../../../domain/rememberLast';
import type { Parameters } from '../../../../run/parameters';
import { fields } from '../fields';
import { RESULT_PREFIX } from '../columns';
import { fieldNames, fieldOf, valueNames, type FieldName } from '../request';
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

type Entries = Partial<Record<FieldName, unknown>>;

export const matchHeaders = headerMatcher<FieldName>(fields, RESULT_PREFIX);

/** The node's own parameters, each an expression if wished. */
export const fromParameters = (parameters: Parameters): FieldSource => ({
	cell: (field, index) => parameters.get(field, index, ''),
	label: (field) => fieldOf(field).label,
	standsIn: () => false,
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
	const headers = headersOf(items);
	const { columns, problems } = matchHeaders(headers, ownNames);
	const found = Object.keys(columns).length;
	const below = items.slice(0, 30).findIndex((item) => headersIn(item) > Math.max(2, found));
	const first = new Set(
		[columns.codeStart, columns.codeEnd].map((header) => firstNumberIn(header ?? '')),
	);
	first.delete(undefined);
	const cellOf = (field: FieldName, index: number): unknown => {
		const column = columns[field];
		return column === undefined ? undefined : items[index].json[column];
	};
	const isFilled = memoize((column: string) => items.some(({ json }) => !isBlank(json[column])));
	return {
		cell: (field, index) => {
			const cell = cellOf(field, index);
			return isBlank(cell) ? defaults(index)[field] : cell;
		},
		label: (field) => words.column(fieldOf(field).label, columns[field]),
		standsIn: (field, index) => {
			const column = columns[field];
			if (column === undefined || defaults(index)[field] === undefined) return false;
			return isBlank(cellOf(field, index)) && isFilled(column);
		},
		firstNumber: [...first][0],
		problems: [
			...notDefaults(parameters),
			// An empty day has no headers, and is no mistake.
			...(items.every(({ json }) => hasNoCell(json))
				? []
				: below >= 0
					? [words.headersBelow(below + 1, textsIn(items[below]))]
					: problems),
			...(first.size > 1 ? [words.twoFirstNumbers] : []),
		],
	};
}

/** Texts of a row, which are headers where a title stands above them. */
const textsIn = ({ json }: INodeExecutionData): string[] =>
	Object.values(json).filter((cell): cell is string => typeof cell === 'string');

const headersIn = (item: INodeExecutionData): number =>
	Object.keys(matchHeaders([...new Set(textsIn(item))]).columns).length;

/** Saved default values of what no two rows share: a range would be taken for a blank cell in silence. */
const notDefaults = (parameters: Parameters): string[] => {
	// An expression that fails for the first row is that row's own fault.
	const saved = attempt(() => parameters.collection('defaultValues'));
	if (isError(saved)) return [];
	return fieldNames
		.filter((name) => fieldOf(name).ofRange !== undefined && !isBlank(saved[name]))
		.map((name) => words.notADefault(fieldOf(name).label));
};

/** Default values by row: an expression among them may give each row another one. */
function defaultsOf(parameters: Parameters): (index: number) => Entries {
	const read = (index: number) =>
		entriesOf(parameters.collection('defaultValues', index), valueNames);
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
const entriesOf = (
	collection: Record<string, unknown>,
	names: readonly FieldName[] = fieldNames,
): Entries =>
	Object.fromEntries(
		names.map((name) => [name, collection[name]]).filter(([, value]) => !isBlank(value)),
	) as Entries;
