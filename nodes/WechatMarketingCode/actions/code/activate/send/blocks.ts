import { answers } from '../../../../api/answers';
import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import { digitsOnWire } from '../../../../api/json';
import type { CodeRange } from '../../../../domain/ranges';
import type { Ending } from './ending';
import { notTold } from './found';

/** The blocks of a finished application, or how its row ends without any. */
export async function blocksOf(
	client: Client,
	applicationId: string,
): Promise<CodeRange[] | Ending> {
	const endpoint = endpoints.applycodequery;
	const answer = await client.call(endpoint, { application_id: digitsOnWire(applicationId) });
	if (answer.kind !== 'success') return notTold(answer, endpoint);
	const { finished, blocks, status } = answers.applycodequery(answer.body);
	return finished && blocks.length > 0
		? blocks
		: { kind: 'noCodes', status: finished ? undefined : status, time: answer.time };
}
