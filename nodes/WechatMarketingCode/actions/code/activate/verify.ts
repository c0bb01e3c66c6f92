import type { Client } from '../../../api/client';
import { endpoints } from '../../../api/endpoints';
import type { CodeRange } from '../../../domain/ranges';
import { lookUp, sameValues } from './coverage';
import { outcomeOf, type ActivationOutcome } from './outcome';
import type { ActivationValues } from './values';

/** What a look-up after a success found wrong: a failure, or only a remark. */
export interface Doubt {
	readonly failure?: ActivationOutcome;
	readonly note?: string;
}

/** Asks for the first and the last code after WeChat said that the range is active. */
export async function verify(
	client: Client,
	values: ActivationValues,
	{ codeStart, codeEnd }: CodeRange,
): Promise<Doubt | undefined> {
	for (const index of new Set([codeStart, codeEnd])) {
		const state = await lookUp(client, values.applicationId, index);
		if (state.kind === 'unanswered')
			return { note: 'Note: it could not be verified by a look-up.' };
		if (state.kind === 'inactive') {
			return failure(
				`WeChat said that the range is active, but a look-up says that code ${index} is not.`,
			);
		}
		if (!sameValues(state.segment.body, values)) {
			return failure(
				`WeChat said that the range is active, but a look-up shows code ${index} with other values.`,
			);
		}
	}
	return undefined;
}

const failure = (sentence: string): Doubt => ({
	failure: outcomeOf(
		'failed',
		`${sentence} Wait some minutes and run the row again; if it stays, ask WeChat.`,
		{
			errcode: 0,
			endpoint: endpoints.codeactivequery.path,
		},
	),
});
