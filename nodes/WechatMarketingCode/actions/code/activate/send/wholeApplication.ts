import { answers } from '../../../../api/answers';
import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import { digitsOnWire } from '../../../../api/json';
import type { CodeRange } from '../../../../domain/ranges';
import { refused, unanswered } from './judgement';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import type { Values } from '../request';
import { words } from './words';

/** The blocks of a finished application, or why there are none to activate. */
export async function blocksOf(
	client: Client,
	values: Values,
): Promise<{ blocks: CodeRange[] } | { outcome: ActivationOutcome }> {
	const answer = await client.call(endpoints.applycodequery, {
		application_id: digitsOnWire(values.applicationId),
	});
	if (answer.kind === 'refused') {
		return { outcome: refused(answer, values, client.appId, endpoints.applycodequery) };
	}
	if (answer.kind !== 'success') return { outcome: unanswered(answer, false) };
	const { status, finished, blocks } = answers.applycodequery(answer.body);
	if (finished && blocks.length > 0) return { blocks };
	const sentence = finished
		? words.noCodes(values.applicationId)
		: words.notFinished(values.applicationId, status);
	const details = { errcode: 0, time: answer.time, endpoint: endpoints.applycodequery.path };
	return { outcome: outcomeOf('failed', sentence, details) };
}
