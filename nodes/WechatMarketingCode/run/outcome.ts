import { putTogether, type Language, type Sentence } from '../domain/sentence';

/**
 * The endings of a row that came to nothing. Every other ending is something achieved, in its
 * operation's own word, and leaves through the first output.
 * - `failed`: WeChat refused it, or gave no proper answer
 * - `unreached`: failed, and surely nothing of it was sent; when the run is given up because nobody
 *   answers, it becomes `not_attempted`
 * - `invalid`: wrong by itself, not sent
 * - `unknown`: nobody knows whether WeChat did it
 * - `not_attempted`: the run stopped before it
 */
const SHORTFALLS = ['failed', 'unreached', 'invalid', 'unknown', 'not_attempted'] as const;
export type Shortfall = (typeof SHORTFALLS)[number];

/**
 * What a row's requests that commit have left behind, the worse first.
 * - `open`: one may have reached WeChat, nobody knows
 * - `answered`: WeChat answered each; some of the row is done
 */
export const SENT = ['open', 'answered'] as const;
export type Sent = (typeof SENT)[number];

/** What one row came to. Every operation's outcome is at least this. */
export interface Outcome<Achievement extends string = string> {
	readonly ending: Achievement | Shortfall;
	/** One sentence or two for a person. */
	readonly message: Sentence;
	/** 0 on success, null if no answer of WeChat's was received. */
	readonly errcode: number | null;
	readonly errmsg: string | null;
	readonly rid: string | null;
	/** Path of the endpoint that gave the answer. */
	readonly endpoint?: string;
	/** What happened when WeChat gave no answer to what the row wanted. */
	readonly unanswered?: Sentence;
	/** A later try looks before it sends again. */
	readonly sent?: Sent;
	/** Good as it stands: a later call of the run, or a later try, says more. */
	readonly open?: boolean;
}

export const isGood = ({ ending }: Outcome): boolean =>
	!(SHORTFALLS as readonly string[]).includes(ending);

/** Makes of outcomes what a run holds of them: with the message put together, once for rows that share it. */
export function outcomeHolder(language: Language | undefined): (outcome: Outcome) => Outcome {
	let last: { readonly message: Sentence; readonly text: Sentence } | undefined;
	return (outcome) => {
		const { message } = outcome;
		if (last?.message !== message) last = { message, text: putTogether(message, language) };
		return { ...outcome, message: last.text };
	};
}

/** What the run counts of an outcome. In a run that only asks, a finished row that nobody answered for says the same of WeChat as a bad one. */
export function endOf(outcome: Outcome, { askWeChat }: { askWeChat?: boolean }) {
	const { errcode, errmsg, unanswered } = outcome;
	const good = isGood(outcome) && !(askWeChat && unanswered !== undefined);
	return { good, errcode, errmsg, unanswered };
}

/** Whether it stops the workflow where On Error says so. */
export const stopsTheWorkflow = (outcome: Outcome | undefined): boolean =>
	outcome !== undefined && !isGood(outcome) && outcome.ending !== 'not_attempted';
