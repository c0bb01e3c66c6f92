import { answers } from '../../../../api/answers';
import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import { digitsOnWire } from '../../../../api/json';
import { contains, sharesOf, spanning, type CodeRange } from '../../../../domain/ranges';
import type { Desk, Verdicts } from '../../../../run/operation';
import type { ActivationOutcome } from '../outcome';
import { spanOf, type ActivationCall, type PlannedRow } from '../call';
import type { ActivateSettings } from '../options';
import type { Values } from '../request';
import { words } from '../words';
import { finished as asRecorded, withoutRecord } from '../record';
import { notTold, type Ending } from './ending';
import { merge, withoutRange } from './merge';
import { Sending } from './perform';
import { newPiece } from './pieces';
import { words as say, type Told } from './words';

/** Carries out one planned call until each of its rows has its outcome. Never throws for what WeChat or the network does. */
export async function activateCall(
	{ rows, values }: ActivationCall,
	desk: Desk,
	settings: ActivateSettings,
): Promise<Verdicts<ActivationOutcome>> {
	const about = toldOf(values, desk);
	const span = spanOf(rows);
	const ranges = span ? [span] : await blocksOf(desk.client, values.applicationId);
	const [{ record }] = rows;
	// Nothing contradicts what an earlier run wrote down.
	if (record !== undefined && ('kind' in ranges || contains(record.range, spanning(ranges)))) {
		return verdictsOf(rows[0], asRecorded(record));
	}
	if ('kind' in ranges) return verdictsOf(rows[0], withoutRange(ranges, about));
	const sending = new Sending(desk, values, settings);
	const settled = await sending.perform(
		ranges.map((range) => newPiece(rows, range, record !== undefined)),
	);
	return rows.flatMap((planned) => {
		const outcome = merge(planned.range ? [planned.range] : ranges, settled, about);
		return verdictsOf(planned, {
			...outcome,
			unanswered: sending.unanswered ?? outcome.unanswered,
		});
	});
}

export const toldOf = (
	{ applicationId, productTitle, productCode }: Values,
	{ client }: Desk,
): Told => ({
	appId: client.appId,
	applicationId,
	product: say.product(productTitle, productCode),
});

/** The blocks of a finished application, each without the codes of those before it, or how its row ends without any. */
export async function blocksOf(
	client: Client,
	applicationId: string,
): Promise<CodeRange[] | Ending> {
	const endpoint = endpoints.applycodequery;
	const answer = await client.call(endpoint, { application_id: digitsOnWire(applicationId) });
	if (answer.kind !== 'success') return notTold(answer, endpoint);
	const { finished, blocks, status, unread } = answers.applycodequery(answer.body);
	return finished && blocks.length > 0 && unread === 0
		? sharesOf(blocks).shares.map(({ range }) => range)
		: { kind: 'noCodes', status: finished ? undefined : status, unread, time: answer.time };
}

/** The outcome of a planned row, for it and for those that repeat it. */
export function verdictsOf(
	{ row, repeats }: PlannedRow,
	outcome: ActivationOutcome,
): Verdicts<ActivationOutcome> {
	const verdicts = [{ index: row.index, outcome }];
	if (repeats.length === 0) return verdicts;
	const own = withoutRecord(outcome);
	const repeated = { ...own, message: words.repeats(own.message, row) };
	return [...verdicts, ...repeats.map(({ index }) => ({ index, outcome: repeated }))];
}
