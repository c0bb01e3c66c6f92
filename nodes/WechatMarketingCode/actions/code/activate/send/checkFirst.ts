import type { Answer, Refusal } from '../../../../api/answer';
import type { Client } from '../../../../api/client';
import type { CodeRange } from '../../../../domain/ranges';
import { lookUp, walk } from './coverage';
import { sortByCoverage, type Sorted } from './divide';
import { spanOf, type PlannedRow } from '../call';
import type { Values } from '../request';

/** What the look-up before a call found. */
export type Found =
	| { readonly kind: 'free' }
	| { readonly kind: 'sorted'; readonly sorted: Sorted }
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	| { readonly kind: 'silent'; readonly answer: Answer };

/** Asks for the first and the last code of a call before it is sent. */
export async function checkFirst(
	client: Client,
	values: Values,
	rows: readonly PlannedRow[],
): Promise<Found> {
	const range = spanOf(rows) as CodeRange;
	for (const index of new Set([range.codeStart, range.codeEnd])) {
		const state = await lookUp(client, values.applicationId, index);
		if (state.kind === 'active') {
			const coverage = await walk(client, values, range);
			return { kind: 'sorted', sorted: sortByCoverage(coverage, rows, { lost: false }) };
		}
		if (state.kind === 'unanswered') {
			const { answer } = state;
			return answer.kind === 'refused'
				? { kind: 'refused', refusal: answer }
				: { kind: 'silent', answer };
		}
	}
	return { kind: 'free' };
}
