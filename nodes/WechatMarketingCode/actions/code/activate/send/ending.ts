import type { Answer, Refusal } from '../../../../api/answer';
import type { Endpoint } from '../../../../api/endpoints';
import type { CodeRange } from '../../../../domain/ranges';
import type { Difference } from '../request';
import type { Segment } from './heard';

/**
 * What became of a range: a fact, not yet a sentence.
 * - `activated`: WeChat said so; `unverified` when the look-up that was wanted did not tell
 * - `confirmed`: the reply was lost, a look-up shows our work
 * - `already`: active before, with the row's values
 * - `refused`: WeChat's refusal, of the send or of a look-up before it
 * - `held`: active with other values
 * - `free`: not active; nothing of it was sent, because other codes of the row are active
 * - `hidden`: refused as active, though its first and its last code are free
 * - `untold`: refused as active, and no look-up told for whom
 * - `unsent`: nobody could be asked, nothing was sent
 * - `never`: sent in vain; the last look-up showed it free
 * - `unknown`: it may be active; `differs` when a segment with the very ends has other values
 * - `denied`: WeChat said that it is active, a look-up says that code `index` is not so
 * - `planned`: a look-up showed it free; nothing is sent, because the run only asks
 * - `notAttempted`: the run stopped before it
 * - `noCodes`: WeChat lists no blocks; `status` while the application is not finished
 * - `skipped`: another part of the row was refused for what holds for this one too
 */
export type Ending =
	| { readonly kind: 'activated'; readonly time: string; readonly unverified?: boolean }
	| { readonly kind: 'confirmed' | 'already' | 'planned' | 'notAttempted' | 'skipped' }
	| { readonly kind: 'refused'; readonly refusal: Refusal; readonly endpoint: Endpoint }
	| { readonly kind: 'held'; readonly segment: Segment; readonly refusal?: Refusal }
	| { readonly kind: 'free' | 'hidden' | 'untold'; readonly refusal?: Refusal }
	| {
			readonly kind: 'noCodes';
			readonly status?: string;
			/** Blocks that cannot be read. */
			readonly unread: number;
			readonly time: string;
	  }
	| { readonly kind: 'unsent'; readonly answer: Answer }
	| { readonly kind: 'never'; readonly answer?: Answer }
	| { readonly kind: 'unknown'; readonly answer?: Answer; readonly differs?: readonly Difference[] }
	| { readonly kind: 'denied'; readonly index: number; readonly differs?: readonly Difference[] };

/** A range that is settled. */
export interface Settled {
	readonly range: CodeRange;
	readonly ending: Ending;
}
