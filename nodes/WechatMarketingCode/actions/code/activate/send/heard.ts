import type { Answer } from '../../../../api/answer';
import type { CodeRange } from '../../../../domain/ranges';
import type { Difference } from '../request';

/** An active segment with its ends, as codeactivequery tells it. */
export interface Segment {
	readonly range: CodeRange;
	/** Empty when its values are the row's. */
	readonly differs: readonly Difference[];
	/** What it is active for: activity, product, mini program; those that WeChat tells. */
	readonly holder: readonly string[];
}

/**
 * A stretch of a range and what look-ups showed of it.
 * - `same`: inside an active segment with the row's values
 * - `other`: inside an active segment with other values
 * - `free`: its first code is not active, and, where both ends were asked for, neither is its last
 * - `untold`: WeChat did not tell; success without ends that hold the code tells nothing either
 */
export type Stretch =
	| { readonly kind: 'same' | 'other'; readonly range: CodeRange; readonly segment: Segment }
	| { readonly kind: 'free'; readonly range: CodeRange }
	| { readonly kind: 'untold'; readonly range: CodeRange; readonly answer: Answer };

/** What came back for a piece: the answer to a send, or the stretches that a look-up found. */
export type Heard =
	| { readonly kind: 'answer'; readonly answer: Answer }
	| { readonly kind: 'found'; readonly stretches: readonly Stretch[] };

/**
 * How far to look.
 * - `front`: from the first code on, as far as it is active
 * - `both`: from both ends inwards, as far as it is active
 * - `ends`: the first and the last code, and nothing between
 */
export type Look = 'front' | 'both' | 'ends';
