import { isBarcodeReview } from '../../../../api/errcodes';
import { isoTime } from '../../../../api/time';
import type { ActivationEnding } from '../outcome';
import type { Ending } from './ending';

/** WeChat's review of a barcode takes about a day. */
const REVIEW_MS = 24 * 3_600_000;

/** The codes are active with the row's values. */
export const isActive = ({ kind }: Ending): boolean =>
	kind === 'activated' || kind === 'confirmed' || kind === 'already';

/** How a row ends that came to nothing else. */
export function wordOf(ending: Ending): ActivationEnding {
	switch (ending.kind) {
		case 'activated':
		case 'confirmed':
			return 'activated';
		case 'already':
			return 'already_active';
		case 'planned':
			return 'dry_run';
		case 'refused':
			return isReview(ending) ? 'pending_review' : 'failed';
		case 'notAttempted':
			return 'not_attempted';
		case 'unknown':
			return 'unknown';
		case 'unsent':
			return ending.answer.kind === 'silence' ? 'unreached' : 'failed';
		default:
			return 'failed';
	}
}

/** The barcode is under review: the row is pending, not wrong. */
export const isReview = (ending: Ending): boolean =>
	ending.kind === 'refused' && isBarcodeReview(ending.refusal.errcode, ending.refusal.errmsg);

/** ISO 8601: when a barcode under review may be tried again. */
export const retryAfter = (ending: Ending): string | null =>
	ending.kind === 'refused' && isReview(ending)
		? isoTime(Date.parse(ending.refusal.time) + REVIEW_MS)
		: null;
