import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../api/client';
import type { RunControl } from '../api/runControl';
import type { Outcome, Problem } from './outcome';
import type { Parameters } from './parameters';

/** One input item on its way: what it asks for, or what is wrong with it. */
export interface Row<V> {
	readonly index: number;
	readonly item: INodeExecutionData;
	/** Undefined when it could not be read. */
	values: V | undefined;
	/** What the checks found; such a row is not sent. Added with {@link addProblem}. */
	problems: readonly Problem[];
	/** Sentences that go behind "Note:"; the row is sent all the same. Added with {@link addWarning}. */
	warnings: readonly string[];
}

/** Most rows have neither problems nor warnings, and share this: 100,000 rows are 100,000 of everything. */
const NONE: readonly never[] = [];

export const newRow = (item: INodeExecutionData, index: number): Row<unknown> => ({
	index,
	item,
	values: undefined,
	problems: NONE,
	warnings: NONE,
});

export function addProblem(row: Row<unknown>, problem: Problem): void {
	row.problems = [...row.problems, problem];
}

export function addWarning(row: Row<unknown>, warning: string): void {
	row.warnings = [...row.warnings, warning];
}

/** What a call gives back for each of its rows. */
export type Verdicts<O> = ReadonlyArray<{ readonly index: number; readonly outcome: O }>;

/** One piece of work: one row, or several that share a request. */
export interface Call {
	/** The rows that it serves, in input order. */
	readonly indexes: readonly number[];
}

/** What an operation works with while it sends. */
export interface Desk {
	readonly context: IExecuteFunctions;
	readonly client: Client;
	/** Decrypts downloaded code packages; '' when the credential has none. */
	readonly packageKey: string;
	readonly run: RunControl;
}

/** How requests of a run go out. */
export interface SendSettings {
	readonly lanes: number;
	/** 0: no limit of ours. */
	readonly requestsPerMinute: number;
	readonly reuseConnections: boolean;
	/** Milliseconds; undefined: the endpoint's own. */
	readonly timeoutMs?: number;
	/** False: a bad row stops the workflow only when its turn comes. */
	readonly checkAllRowsFirst: boolean;
	/** True: plan, but send nothing. */
	readonly dryRun: boolean;
}

/**
 * What makes one operation different from another. The street does the rest: the loop, the lanes, the
 * errors, the pairing.
 */
export interface Operation<V, C extends Call, O extends Outcome> {
	readonly send: SendSettings;
	/** What went wrong while the settings of the run were read; nothing is sent then. */
	readonly problem?: unknown;
	/** Reads one item. Throws ParameterError, or collects problems on the row. */
	read(row: Row<V>): void;
	/** Looks at all rows together; rows that need no call get their outcome here. */
	check(rows: Array<Row<V>>): Map<number, O>;
	plan(rows: Array<Row<V>>): C[];
	/** Never throws for what WeChat or the network does. */
	perform(call: C, desk: Desk): Promise<Verdicts<O>>;
	/** What a planned call would do, in a dry run. */
	rehearse(call: C): Verdicts<O>;
	/** An outcome that no answer of WeChat's gave. */
	ended(kind: 'invalid' | 'not-attempted' | 'unknown', row: Row<V>, message: string): O;
	/** The output items of one row; the street pairs them and marks the bad ones. */
	show(row: Row<V>, outcome: O): INodeExecutionData[];
	/** Says what the run came to, or '' to say nothing. */
	summarise(outcomes: O[], requests: number): string;
	/** Two rows with equal keys ask for the very same thing. */
	keyOf(values: V): string;
}

/**
 * Makes an operation for one run of the node: what is the same for all rows is read here, once. Never
 * throws: rows must be shown even when the settings cannot be read.
 */
export type OperationFactory = (
	context: IExecuteFunctions,
	parameters: Parameters,
) => Operation<unknown, Call, Outcome>;
