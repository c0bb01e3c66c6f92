import type { INodeExecutionData } from 'n8n-workflow';
import { isBlank } from '../../../domain/cells';
import { fieldLabels, fieldNames, type FieldName } from '../../../domain/fields';
import { matchHeaders } from '../../../domain/headers';
import type { Parameters } from '../../../run/parameters';
import type { FieldSource } from './read';

/** The node's own parameters, each an expression if wished. */
export class FromParameters implements FieldSource {
	constructor(private readonly parameters: Parameters) {}

	cell(field: FieldName, index: number): unknown {
		return this.parameters.get(field, index, '');
	}

	label(field: FieldName): string {
		return fieldLabels[field];
	}
}

/** The default values of a row. */
export type Defaults = (index: number) => Partial<Record<FieldName, unknown>>;

/**
 * Columns of the incoming rows, with values for cells that are blank or absent. No expression is read,
 * unless a default value is one.
 */
export class FromColumns implements FieldSource {
	private readonly columns: Partial<Record<FieldName, string>>;
	/** What is wrong with the headers, one sentence each. */
	readonly problems: string[];

	constructor(
		private readonly items: readonly INodeExecutionData[],
		ownNames: Partial<Record<FieldName, string>>,
		private readonly defaults: Defaults,
	) {
		const { columns, problems } = matchHeaders(headersOf(items), ownNames);
		this.columns = columns;
		this.problems = problems;
	}

	cell(field: FieldName, index: number): unknown {
		const column = this.columns[field];
		const cell = column === undefined ? undefined : this.items[index].json[column];
		return isBlank(cell) ? this.defaults(index)[field] : cell;
	}

	label(field: FieldName): string {
		const column = this.columns[field];
		return column === undefined
			? `${fieldLabels[field]} (no column found)`
			: `${fieldLabels[field]} (column "${column}")`;
	}
}

/** Every header of the sheet, in order of first appearance: a row may lack columns that are blank in it. */
function headersOf(items: readonly INodeExecutionData[]): string[] {
	const headers = new Set<string>();
	for (const { json } of items) for (const header of Object.keys(json)) headers.add(header);
	return [...headers];
}

/** The entries of a collection that name a field and are not blank. */
export function fieldEntries(
	collection: Record<string, unknown>,
): Partial<Record<FieldName, unknown>> {
	return Object.fromEntries(
		fieldNames.map((name) => [name, collection[name]]).filter(([, value]) => !isBlank(value)),
	) as Partial<Record<FieldName, unknown>>;
}
