import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import type { CodeRange } from '../../../../domain/ranges';
import { lookUp } from './coverage';
import { words } from './words';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { isSame, type Values } from '../request';

/** What a look-up after a success found wrong: a failure, or only a remark. */
export interface Doubt {
	readonly failure?: ActivationOutcome;
	readonly note?: (message: string) => string;
}

/** Asks for the first and the last code after WeChat said that the range is active. */
export async function verify(
	client: Client,
	values: Values,
	{ codeStart, codeEnd }: CodeRange,
): Promise<Doubt | undefined> {
	for (const index of new Set([codeStart, codeEnd])) {
		const state = await lookUp(client, values.applicationId, index);
		if (state.kind === 'unanswered') return { note: words.unverified };
		if (state.kind === 'inactive') {
			return failure(words.verifiedInactive(index));
		}
		if (!isSame(state.segment.body, values)) {
			return failure(words.verifiedOther(index));
		}
	}
	return undefined;
}

const failure = (message: string): Doubt => ({
	failure: outcomeOf('failed', message, { errcode: 0, endpoint: endpoints.codeactivequery.path }),
});
