import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../api/json';
import { isBlank, saysNothing } from '../domain/cells';
import { NOTHING, type Part, type Sentence } from '../domain/sentence';
import type { Sent } from './outcome';

/** Something that a check found: the field as the person sees it, and a sentence. */
export interface Problem {
	readonly field?: Part;
	readonly problem: Sentence;
}

/** One input item on its way: what it asks for, or what is wrong with it. */
export interface Row<R> {
	readonly index: number;
	/** How lists call it: "line 15". */
	place: Sentence;
	/** How every sentence calls it: "line 15, 14500–17499 五常稻花香大米", as far as it is known. */
	name: Sentence;
	readonly item: INodeExecutionData;
	/** The item's json; {} where it is no object, which other nodes can hand over. */
	readonly json: IDataObject;
	/** What it asks for; undefined when it could not be read. */
	request: R | undefined;
	/** What the checks found; such a row is not sent. Added with {@link addProblem}. */
	problems: readonly Problem[];
	/** An earlier try or run sent it: it is looked up before it is sent again. */
	sentBefore: Sent | undefined;
	/** Sentences that go behind "Note:"; the row is sent all the same. Added with {@link addWarning}. */
	warnings: readonly Sentence[];
}

/** Most rows have neither problems nor warnings, and share this: 100,000 rows are 100,000 of everything. */
const NONE: readonly never[] = [];

export const newRow = (item: INodeExecutionData, index: number): Row<unknown> => ({
	index,
	place: NOTHING,
	name: NOTHING,
	item,
	json: jsonOf(item),
	sentBefore: undefined,
	request: undefined,
	problems: NONE,
	warnings: NONE,
});

export function addProblem(row: Row<unknown>, problem: Problem): void {
	row.problems = [...row.problems, problem];
}

export function addWarning(row: Row<unknown>, warning: Sentence): void {
	row.warnings = [...row.warnings, warning];
}

/** How the result columns begin; nobody else's columns do. */
export const RESULT_PREFIX = 'activation_';

/** What others write into blank rows: n8n's Google Sheets node their number, an earlier run its result. */
export const isForeign = (column: string): boolean =>
	column === 'row_number' || column.startsWith(RESULT_PREFIX) || RESPELLED.test(column);

/** Programs that write and read sheets change the spelling of headers; a byte-order mark counts as a blank here. */
const RESPELLED = /^\s*activation[\s_-]/i;

/** Whether a row is nothing but blanks and marks for nothing. */
export function hasNoCell(json: IDataObject): boolean {
	for (const column in json) if (!saysNothing(json[column]) && !isForeign(column)) return false;
	return true;
}

/** n8n takes a column named `error` for a failed node: the input's own is passed on as `input_error`. */
export function withoutError(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, input_error: error };
}

/** What the node before this one failed with, when that is all that it handed over (its On Error says so). */
export function failureBefore(json: IDataObject): string | undefined {
	const { error } = json;
	if (error === undefined || Object.keys(json).length > 1) return undefined;
	const message = isObject(error) ? error.message : error;
	return typeof message === 'string' && !isBlank(message) ? message : undefined;
}

/** {} where it is no object. */
export const jsonOf = (item: INodeExecutionData | undefined): IDataObject =>
	isObject(item?.json) ? item.json : {};
