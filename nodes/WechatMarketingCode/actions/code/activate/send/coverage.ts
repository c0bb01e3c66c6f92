import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../../../api/answer';
import { answers } from '../../../../api/answers';
import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import { digitsOnWire } from '../../../../api/json';
import type { CodeRange } from '../../../../domain/ranges';
import { isSame, type Values } from '../request';

/** An active segment as codeactivequery tells it. */
export interface Segment {
	/** Undefined when WeChat told no ends, or ends that do not hold the code. */
	readonly range: CodeRange | undefined;
	readonly body: IDataObject;
}

/**
 * How far a range lies inside active segments with the row's values.
 * - `covered`: to its end
 * - `inactive`: up to `from`; the code at `from` is not active
 * - `other`: up to `from`; there a segment with other values begins
 * - `unanswered`: WeChat did not tell; `answer` says how
 */
export type Coverage =
	| { readonly kind: 'covered' }
	| { readonly kind: 'inactive'; readonly from: number }
	| { readonly kind: 'other'; readonly from: number; readonly segment: Segment }
	| { readonly kind: 'unanswered'; readonly from: number; readonly answer: Answer };

/** What codeactivequery says of one code. */
export type CodeState =
	| { readonly kind: 'active'; readonly segment: Segment }
	| { readonly kind: 'inactive' }
	| { readonly kind: 'unanswered'; readonly answer: Answer };

/** Asks for one code; 80304 means that it is not active. */
export async function lookUp(
	client: Client,
	applicationId: string,
	index: number,
): Promise<CodeState> {
	const answer = await client.call(endpoints.codeactivequery, {
		application_id: digitsOnWire(applicationId),
		code_index: index,
	});
	if (answer.kind === 'refused' && answer.errcode === 80304) return { kind: 'inactive' };
	if (answer.kind !== 'success') return { kind: 'unanswered', answer };
	return {
		kind: 'active',
		segment: { range: answers.codeactivequery(answer.body, index).ends, body: answer.body },
	};
}

/** Walks a range from one active segment to the next, as long as the values are the row's. */
export async function walk(
	client: Client,
	values: Values,
	{ codeStart, codeEnd }: CodeRange,
): Promise<Coverage> {
	let from = codeStart;
	while (from <= codeEnd) {
		const state = await lookUp(client, values.applicationId, from);
		if (state.kind === 'inactive') return { kind: 'inactive', from };
		if (state.kind === 'unanswered') return { kind: 'unanswered', from, answer: state.answer };
		if (!isSame(state.segment.body, values)) return { kind: 'other', from, segment: state.segment };
		// Without ends, the last code speaks for those in between.
		from = state.segment.range
			? state.segment.range.codeEnd + 1
			: from < codeEnd
				? codeEnd
				: codeEnd + 1;
	}
	return { kind: 'covered' };
}
