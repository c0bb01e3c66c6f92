/**
 * How a row ended.
 * - `good`: leaves through the first output
 * - `bad`: stops the workflow, or leaves as an error
 * - `open`: the run stopped before it
 */
export type Standing = 'good' | 'bad' | 'open';

/** What one row came to. Every operation's outcome is at least this. */
export interface Outcome {
	readonly standing: Standing;
	/** One sentence or two for a person. */
	readonly message: string;
	/** 0 on success, null if no answer of WeChat's was received. */
	readonly errcode: number | null;
	readonly errmsg: string | null;
	readonly rid: string | null;
	/** Path of the endpoint that gave the answer. */
	readonly endpoint?: string;
	/** Never sent for sure: becomes `open` when the run is given up because nobody answers. */
	readonly unsent?: boolean;
	/** Bad, but no reason to stop a workflow (a blank row at the end of a sheet). */
	readonly harmless?: boolean;
}

/** Something that a check found: the field as the person sees it, and a sentence. */
export interface Problem {
	readonly field?: string;
	readonly problem: string;
}

/** Row numbers start at 1, as a person counts. */
export const rowName = (index: number): string => `Row ${index + 1}`;

/** All problems of a row as sentences that can stand alone. */
export const describeProblems = (problems: readonly Problem[]): string =>
	problems
		.map(({ field, problem }) =>
			field === undefined ? capitalised(problem) : `${field}: ${problem}`,
		)
		.join(' ');

/** The same, led by the row's name: `Row 3, Code End: …`. */
export const describeRow = (index: number, problems: readonly Problem[]): string =>
	problems
		.map(({ field, problem }) =>
			field === undefined
				? `${rowName(index)}: ${problem}`
				: `${rowName(index)}, ${field}: ${problem}`,
		)
		.join(' ');

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
