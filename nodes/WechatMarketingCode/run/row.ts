import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Sent } from './outcome';

/** Something that a check found: the field as the person sees it, and a sentence. */
export interface Problem {
	readonly field?: string;
	readonly problem: string;
}

/** One input item on its way: what it asks for, or what is wrong with it. */
export interface Row<R> {
	readonly index: number;
	/** How every sentence calls it; given when all rows are read. */
	name: string;
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
	warnings: readonly string[];
}

/** Most rows have neither problems nor warnings, and share this: 100,000 rows are 100,000 of everything. */
const NONE: readonly never[] = [];

export const newRow = (item: INodeExecutionData, index: number): Row<unknown> => ({
	index,
	name: '',
	item,
	json: isObject(item?.json) ? item.json : {},
	sentBefore: undefined,
	request: undefined,
	problems: NONE,
	warnings: NONE,
});

export function addProblem(row: Row<unknown>, problem: Problem): void {
	row.problems = [...row.problems, problem];
}

export function addWarning(row: Row<unknown>, warning: string): void {
	row.warnings = [...row.warnings, warning];
}

const isObject = (json: unknown): json is IDataObject =>
	typeof json === 'object' && json !== null && !Array.isArray(json);
