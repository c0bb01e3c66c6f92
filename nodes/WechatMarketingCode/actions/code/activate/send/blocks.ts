import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import { digitsOnWire } from '../../../../api/json';
import type { CodeRange } from '../../../../domain/ranges';
import { blocksIn } from '../../../application/blocks';
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
	const blocks = blocksIn(answer.body);
	if (answer.body.status === 'FINISH' && blocks.length > 0) return blocks;
	const status = answer.body.status === 'FINISH' ? undefined : String(answer.body.status);
	return { kind: 'noCodes', status, time: answer.time };
}
