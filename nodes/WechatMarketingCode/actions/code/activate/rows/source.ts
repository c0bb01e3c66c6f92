import { attempt, memoize } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';
import { isBlank } from '../../../../domain/cells';
import { draggedColumn } from '../../../../domain/draggedColumn';
import { firstNumberIn } from '../../../../domain/header/recognise';
import type { Sentence } from '../../../../domain/sentence';
import { causeOf } from '../../../../run/failures';
import type { Parameters } from '../../../../run/parameters';
import { failureBefore, hasNoCell, jsonOf } from '../../../../run/row';
import { words as street } from '../../../../run/words';
import { hasKeys } from '../columns';
import type { RangeBy } from '../options';
import { RecordReader } from '../record';
import { fieldNames, fieldOf, type FieldName } from '../request';
import {
	columnOf,
	matchHeaders,
	misreadSheet,
	missingColumns,
	words as ofSheet,
	type Column,
} from './sheet';
import { words } from './words';

/** Where the fields of a row come from: parameters of the node, or columns of the sheet. */
export interface FieldSource {
	/** A ParameterError in place of what an expression failed to give: the other fields of the row are read all the same. */
	cell(field: FieldName, index: number): unknown;
	/**
	 * The field as a person finds it: `Code Start`, or `Code Start (column "起始位")`; of a row, whose value may be
	 * a default one, where that value stands.
	 */
	label(field: FieldName, index?: number): Sentence;
	/** Of a blank cell: what its column says of it. */
	columnOfBlank(field: FieldName, index: number): Column | undefined;
	/** The number of the first code, where the headers of start and end say it. */
	readonly firstNumber?: 0 | 1;
	/** Which column is taken for which field. */
	readonly taken?: Sentence;
	/** What is wrong with the headers of the sheet or the default values, one sentence each. */
	readonly problems: readonly Sentence[];
}

/** The node's own parameters, each an expression if wished. */
export const fromParameters = (parameters: Parameters): FieldSource => ({
	cell: (field, index) => attempt(() => parameters.get(field, index, ofSheet.label(field))),
	label: ofSheet.label,
	columnOfBlank: () => undefined,
	problems: [],
});

/**
 * Columns of the incoming rows, with values for cells that are blank or absent. No expression is read,
 * unless a default value is one.
 */
export function fromColumns(
	items: readonly INodeExecutionData[],
	parameters: Parameters,
	{ rangeBy, skipFinishedRows }: { rangeBy: RangeBy; skipFinishedRows: boolean },
): FieldSource {
	const own = ownNamesIn(parameters);
	const headers = headersOf(items);
	const { columns, problems } = matchHeaders(headers, own.names);
	const first = new Set(
		[columns.codeStart, columns.codeEnd].map((header) => firstNumberIn(header ?? '')),
	);
	first.delete(undefined);
	const cellOf = (field: FieldName, index: number): unknown => {
		const column = columns[field];
		return column === undefined ? undefined : jsonOf(items[index])[column];
	};
	const hasDefault = (field: FieldName): boolean =>
		fieldOf(field).ofRange === undefined && !isBlank(parameters.raw(`defaultValues.${field}`));
	const defaultOf = (field: FieldName, index: number): unknown => {
		const { label, ofRange } = fieldOf(field);
		if (ofRange !== undefined) return '';
		return attempt(() => parameters.get(`defaultValues.${field}`, index, words.defaultOf(label)));
	};
	const columnAt = memoize((column: string) => columnOf(items, column));
	const ofColumns = (): Sentence[] => {
		const misread = misreadSheet(items, headers, Object.keys(columns).length);
		const told = misread === undefined ? [...problems] : [misread];
		if (told.length === 0) {
			told.push(...missingColumns(headers, columns, { rangeBy, hasDefault }));
		}
		return told.length > 0 && needNothing(items, skipFinishedRows) ? [] : told;
	};
	return {
		cell: (field, index) => {
			const cell = cellOf(field, index);
			return isBlank(cell) ? defaultOf(field, index) : cell;
		},
		label: (field, index) => {
			const { label } = fieldOf(field);
			const isDefault = index !== undefined && hasDefault(field) && isBlank(cellOf(field, index));
			return isDefault ? words.defaultOf(label) : words.column(label, columns[field]);
		},
		columnOfBlank: (field, index) => {
			const column = columns[field];
			return column !== undefined && isBlank(cellOf(field, index)) ? columnAt(column) : undefined;
		},
		firstNumber: [...first][0],
		taken: takenIn(columns, fieldNames.filter(hasDefault), rangeBy),
		problems: failureOf(items) ?? [
			...own.problems,
			...notDefaults(parameters),
			...ofColumns(),
			...(first.size > 1 ? [words.twoFirstNumbers] : []),
		],
	};
}

/** An empty day has no headers, and is no mistake; nor is what finished rows need no more. */
function needNothing(items: readonly INodeExecutionData[], skipFinishedRows: boolean): boolean {
	const records = new RecordReader();
	return items.every(({ json }) => {
		// What is no object at all is told on its row.
		const row = jsonOf({ json });
		if (row !== json || hasNoCell(row)) return true;
		const record = skipFinishedRows ? records.read(row) : undefined;
		return record !== undefined && record.ending !== 'unknown';
	});
}

function takenIn(
	columns: Partial<Record<FieldName, string>>,
	defaults: readonly FieldName[],
	rangeBy: RangeBy,
): Sentence | undefined {
	const taken = fieldNames.flatMap((name) => {
		const header = columns[name];
		const isUsed = fieldOf(name).ofRange === undefined || rangeBy !== 'wholeApplication';
		return header === undefined || !isUsed ? [] : [{ name, header }];
	});
	const stands = defaults.filter((name) => columns[name] === undefined);
	return taken.length + stands.length === 0 ? undefined : ofSheet.taken(taken, stands);
}

/** Saved default values of what no two rows share: a range would be taken for a blank cell in silence. */
const notDefaults = (parameters: Parameters): Sentence[] =>
	fieldNames
		.filter((name) => fieldOf(name).ofRange !== undefined)
		.filter((name) => !isBlank(parameters.raw(`defaultValues.${name}`)))
		.map((name) => words.notADefault(fieldOf(name).label));

/** Headers of the user's own: typed, or the name of a column that was dragged there. */
function ownNamesIn(parameters: Parameters) {
	const names: Partial<Record<FieldName, string>> = {};
	const problems: Sentence[] = [];
	for (const field of fieldNames) {
		const path = `columnNames.${field}`;
		const { label } = fieldOf(field);
		try {
			const name =
				draggedColumn(parameters.raw(path)) ?? parameters.get(path, 0, words.columnNames);
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
function failureOf(items: readonly INodeExecutionData[]): Sentence[] | undefined {
	const failures = items.map((item) => failureBefore(jsonOf(item)));
	const [failure] = failures;
	if (failure === undefined || failures.includes(undefined)) return undefined;
	return [street.failedBefore(failure)];
}

/** Every header of the sheet, in order of first appearance: a row may lack columns that are blank in it. */
function headersOf(items: readonly INodeExecutionData[]): string[] {
	const headers = new Set<string>();
	let last: string[] = [];
	for (const item of items) {
		const json = jsonOf(item);
		if (hasKeys(json, last)) continue;
		last = Object.keys(json);
		for (const header of last) headers.add(header);
	}
	return [...headers];
}
