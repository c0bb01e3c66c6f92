import type { INodeExecutionData } from 'n8n-workflow';
import { isBlank } from '../../../../../domain/cells';
import { hasNoCell, jsonOf } from '../../../../../run/row';

/** What the cells of a column say of one of them that is blank. */
export interface Column {
	/** The first row that fills it; Infinity when none does. */
	readonly filledFrom: number;
	/** Below that, at least every second row leaves it blank. */
	readonly isSparse: boolean;
}

/** Cells under a merged one are blank: readers give its value to the first row alone. */
export function columnOf(items: readonly INodeExecutionData[], column: string): Column {
	const rows = items.map(jsonOf);
	const first = rows.findIndex((row) => !isBlank(row[column]));
	if (first < 0) return { filledFrom: Infinity, isSparse: false };
	const below = rows.slice(first).filter((row) => !hasNoCell(row));
	const blank = below.filter((row) => isBlank(row[column])).length;
	return { filledFrom: first, isSparse: blank * 2 >= below.length };
}
