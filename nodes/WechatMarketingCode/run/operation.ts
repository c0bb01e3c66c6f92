import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../api/client';
import type { RunControl } from '../api/runControl';
import type { Language, Sentence } from '../domain/sentence';
import type { Turns } from '../domain/turns';
import type { Outcome, Shortfall } from './outcome';
import type { Parameters } from './parameters';
import type { Row } from './row';

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
	/** Calls under way at once. */
	readonly lanes: number;
	/** 0: no limit of ours. */
	readonly requestsPerMinute?: number;
	readonly reuseConnections?: boolean;
	/** Milliseconds; undefined: the endpoint's own. */
	readonly timeoutMs?: number;
	/** False: a bad row stops the workflow only when its turn comes. */
	readonly checkAllRowsFirst?: boolean;
	/** True: plan, but send nothing. */
	readonly dryRun?: boolean;
	/** True: the calls only ask, so that a bad row stops nothing until every row was asked about. */
	readonly askWeChat?: boolean;
}

/**
 * What makes one operation different from another. The street does the rest: the loop, the lanes, the
 * errors, the pairing.
 */
export interface Operation<R = unknown, C extends Call = Call, O extends Outcome = Outcome> {
	readonly send: SendSettings;
	/** In which people are told of the run; undefined where that could not be read: in every one. */
	readonly language?: Language;
	/** What went wrong while the settings of the run were read; nothing is sent then. */
	readonly problem?: unknown;
	/** Reads one item. Throws ParameterError, or collects problems on the row. */
	read(row: Row<R>): void;
	/** What a row asks for in few words, to follow its place in its name; '' when nothing is known. */
	describe?(row: Row<R>): string;
	/**
	 * Rows that need nothing, by what they say themselves. They keep that outcome whatever else is wrong;
	 * called when the run has a problem, so that rows may not have been read.
	 *
	 * @param cause why the others were not attempted
	 */
	finished?(rows: Array<Row<R>>, cause: Sentence): Turns<Map<number, O>>;
	/** Looks at all rows together; rows that need no call get their outcome here. */
	check(rows: Array<Row<R>>): Turns<Map<number, O>>;
	plan(rows: Array<Row<R>>): Turns<C[]>;
	/** Never throws for what WeChat or the network does. */
	perform(call: C, desk: Desk): Promise<Verdicts<O>>;
	/** What a planned call would do, in a dry run; undefined where there is none. */
	rehearse?(call: C): Verdicts<O>;
	/** An outcome that no answer of WeChat's gave. */
	ended(ending: Shortfall, message: Sentence): O;
	/** The output items of one row; the street pairs them and marks the bad ones. */
	show(row: Row<R>, outcome: O): INodeExecutionData[];
	/** Says what the run came to; undefined to say nothing. */
	summarise(outcomes: O[], requests: number): Sentence | undefined;
	/** What to know when a bad answer stopped the run, which then gives no rows out; a line each. */
	afterStop?(rows: ReadonlyArray<Row<R>>, outcomes: readonly O[]): Sentence[];
	/** Equal for requests of one item of which only one may be carried out. */
	keyOf(request: R): string;
}

/**
 * Makes an operation for one run of the node: what is the same for all rows is read here, once. What
 * it throws is the problem of the run; where settings cannot be read it does not, so that rows are shown
 * in the operation's own way.
 */
export type OperationFactory = (context: IExecuteFunctions, parameters: Parameters) => Operation;
