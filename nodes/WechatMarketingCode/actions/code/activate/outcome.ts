import type { IDataObject } from 'n8n-workflow';
import type { CodeRange } from '../../../domain/ranges';
import type { Sentence } from '../../../domain/sentence';
import type { Outcome } from '../../../run/outcome';

/** `blank`: a row that only looks like one, and harms nothing. */
type Achievement = 'activated' | 'already_active' | 'pending_review' | 'dry_run' | 'blank';

export interface ActivationOutcome extends Outcome<Achievement> {
	/** ISO 8601, UTC, of WeChat's answer; null when none was received. */
	readonly time: string | null;
	/** ISO 8601, UTC; with `pending_review`. */
	readonly retryAfter: string | null;
	/** What was asked for, when the row itself does not tell (a whole application). */
	readonly range?: CodeRange;
	/** The row's own columns of an earlier run, which stay as they are. */
	readonly columns?: IDataObject;
	/** Stands in activation_message beside these columns, in place of what the earlier run wrote. */
	readonly correction?: Sentence;
}

export type ActivationEnding = ActivationOutcome['ending'];
/** The words of activation_status. */
export type ActivationStatus = Exclude<ActivationEnding, 'unreached' | 'blank'>;

/** What the user is told of an ending: the street's finer ones share a word. */
export function statusOf({ ending }: Pick<ActivationOutcome, 'ending'>): ActivationStatus {
	if (ending === 'unreached') return 'failed';
	return ending === 'blank' ? 'invalid' : ending;
}

export const isActive = ({ ending }: ActivationOutcome): boolean =>
	ending === 'activated' || ending === 'already_active';

/** An outcome; everything that is not given is null. */
export const outcomeOf = (
	ending: ActivationEnding,
	message: Sentence,
	details: Partial<Omit<ActivationOutcome, 'ending' | 'message'>> = {},
): ActivationOutcome => ({
	ending,
	message,
	errcode: null,
	errmsg: null,
	rid: null,
	time: null,
	retryAfter: null,
	...details,
});
