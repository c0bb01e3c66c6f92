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
 * What look-ups show of a code, or of a stretch of codes.
 * - `same`: inside an active segment with the row's values
 * - `other`: inside an active segment with other values
 * - `free`: its first code is not active, and, where both ends were asked for, neither is its last
 * - `untold`: WeChat did not tell; success without ends that hold the code tells nothing either
 */
export type Shown =
	| { readonly kind: 'same' | 'other'; readonly segment: Segment }
	| { readonly kind: 'free' }
	| { readonly kind: 'untold'; readonly answer: Answer };
export type Stretch = Shown & { readonly range: CodeRange };

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
