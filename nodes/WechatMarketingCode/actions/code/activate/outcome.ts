import type { Refusal } from '../../../api/answer';
import type { Outcome, Standing } from '../../../run/outcome';
import type { CodeRange } from '../../../domain/ranges';

export type ActivationStatus =
	| 'activated'
	| 'already_active'
	| 'pending_review'
	| 'failed'
	| 'invalid'
	| 'not_attempted'
	| 'unknown'
	| 'dry_run';

export interface ActivationOutcome extends Outcome {
	readonly status: ActivationStatus;
	/** ISO 8601, UTC, of WeChat's answer; null when none was received. */
	readonly time: string | null;
	/** ISO 8601, UTC; with `pending_review`. */
	readonly retryAfter: string | null;
	/** What was asked for, when the row itself does not tell (a whole application). */
	readonly range?: CodeRange;
	/** The row's own columns of an earlier run, which stay as they are. */
	readonly kept?: boolean;
}

const STANDING: Record<ActivationStatus, Standing> = {
	activated: 'good',
	already_active: 'good',
	pending_review: 'good',
	dry_run: 'good',
	failed: 'bad',
	invalid: 'bad',
	unknown: 'bad',
	not_attempted: 'open',
};

/** An outcome; everything that is not given is null. */
export function outcomeOf(
	status: ActivationStatus,
	message: string,
	details: Partial<Omit<ActivationOutcome, 'status' | 'message' | 'standing'>> = {},
): ActivationOutcome {
	return {
		status,
		standing: STANDING[status],
		message,
		errcode: null,
		errmsg: null,
		rid: null,
		time: null,
		retryAfter: null,
		...details,
	};
}

/** The columns that an answer of WeChat's fills. */
export const detailsOf = (
	{ errcode, errmsg, rid, time }: Refusal,
	endpoint: string,
): Partial<ActivationOutcome> => ({ errcode, errmsg, rid, time, endpoint });
