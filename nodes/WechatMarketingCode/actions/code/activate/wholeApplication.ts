import { answers } from '../../../api/answers';
import type { Client } from '../../../api/client';
import { endpoints } from '../../../api/endpoints';
import { digitsOnWire } from '../../../api/json';
import type { CodeRange } from '../../../domain/ranges';
import { refused, unanswered } from './judgement';
import { outcomeOf, type ActivationOutcome } from './outcome';
import type { ActivationValues } from './values';

/** The blocks of a finished application, or why there are none to activate. */
export async function blocksOf(
	client: Client,
	values: ActivationValues,
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
		? `WeChat lists no codes for application ${values.applicationId}.`
		: `Application ${values.applicationId} is not finished yet (WeChat says ${status}). Wait until it is (Application > Get with Wait Until Finished), then run the row again.`;
	const details = { errcode: 0, time: answer.time, endpoint: endpoints.applycodequery.path };
	return { outcome: outcomeOf('failed', sentence, details) };
}
