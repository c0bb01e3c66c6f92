import { answers } from '../../../../api/answers';
import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import { digitsOnWire } from '../../../../api/json';
import { contains, overlaps, spanning, type CodeRange } from '../../../../domain/ranges';
import type { Desk, Verdicts } from '../../../../run/operation';
import type { ActivationOutcome } from '../outcome';
import { spanOf, type ActivationCall, type PlannedRow } from '../call';
import type { ActivateSettings } from '../options';
import type { Values } from '../request';
import { words } from '../words';
import { finished as asRecorded } from '../record';
import type { Ending, Settled } from './ending';
import { notTold } from './found';
import { merge, withoutRange } from './merge';
import { Sending } from './perform';
import { newPiece } from './pieces';
import type { Told } from './words';

/** Carries out one planned call until each of its rows has its outcome. Never throws for what WeChat or the network does. */
export async function activateCall(
	{ rows, values }: ActivationCall,
	desk: Desk,
	settings: ActivateSettings,
): Promise<Verdicts<ActivationOutcome>> {
	const about = toldOf(values, desk);
	const ranges = await rangesOf(rows, values, desk);
	const { record, sentBefore } = rows[0];
	if ('kind' in ranges) {
		// Nothing contradicts what an earlier run wrote down.
		if (record !== undefined) return verdictsOf(rows[0], asRecorded(record));
		const outcome = withoutRange(ranges, about);
		return verdictsOf(rows[0], { ...outcome, unanswered: silenceOf(outcome) });
	}
	if (record !== undefined && contains(record.range, spanning(ranges))) {
		return verdictsOf(rows[0], asRecorded(record));
	}
	const known = {
		lost: sentBefore === 'open',
		again: sentBefore === 'answered' || record !== undefined,
	};
	const sending = new Sending(desk, values, settings);
	const settled = await sending.perform(ranges.map((range) => newPiece(rows, range, known)));
	const outcomes = (
		rows[0].range === undefined
			? [merge(ranges, settled, about)]
			: byRow(rows, settled).map(([range, own]) => merge([range], own, about))
	).map((outcome) => ({ ...outcome, unanswered: sending.unanswered ?? silenceOf(outcome) }));
	return rows.flatMap((planned, at) => verdictsOf(planned, outcomes[at]));
}

export const toldOf = (
	{ applicationId, productTitle, productCode }: Values,
	{ client }: Desk,
): Told => ({
	appId: client.appId,
	applicationId,
	product: `"${productTitle}" (${productCode})`,
});

/** A row that nobody could be asked about counts like one whose activation got no answer. */
export const silenceOf = ({ ending, message }: ActivationOutcome): string | undefined =>
	ending === 'unreached' || ending === 'unknown' ? message : undefined;

/** What is to be activated: the range of the call, or the blocks of its application. */
async function rangesOf(
	rows: readonly PlannedRow[],
	{ applicationId }: Values,
	{ client }: Desk,
): Promise<CodeRange[] | Ending> {
	const span = spanOf(rows);
	return span === undefined ? await blocksOf(client, applicationId) : [span];
}

/** The blocks of a finished application, or how its row ends without any. */
export async function blocksOf(
	client: Client,
	applicationId: string,
): Promise<CodeRange[] | Ending> {
	const endpoint = endpoints.applycodequery;
	const answer = await client.call(endpoint, { application_id: digitsOnWire(applicationId) });
	if (answer.kind !== 'success') return notTold(answer, endpoint);
	const { finished, blocks, status, unread } = answers.applycodequery(answer.body);
	return finished && blocks.length > 0 && unread === 0
		? blocks
		: { kind: 'noCodes', status: finished ? undefined : status, unread, time: answer.time };
}

/** What was settled of each row's range. Both are in order, so that one walk along them is enough. */
function byRow(
	rows: readonly PlannedRow[],
	settled: readonly Settled[],
): Array<readonly [CodeRange, Settled[]]> {
	const sorted = [...settled].sort((a, b) => a.range.codeStart - b.range.codeStart);
	let at = 0;
	return rows.map(({ range }) => {
		const own: Settled[] = [];
		const wanted = range as CodeRange;
		while (at < sorted.length && sorted[at].range.codeEnd < wanted.codeStart) at += 1;
		for (let next = at; next < sorted.length && overlaps(sorted[next].range, wanted); next++) {
			own.push(sorted[next]);
			if (contains(sorted[next].range, wanted)) break;
		}
		return [wanted, own] as const;
	});
}

/** The outcome of a planned row, for it and for those that repeat it. */
export function verdictsOf(
	{ row, repeats }: PlannedRow,
	outcome: ActivationOutcome,
): Verdicts<ActivationOutcome> {
	const repeated = { ...outcome, message: words.repeats(outcome.message, row) };
	return [
		{ index: row.index, outcome },
		...repeats.map(({ index }) => ({ index, outcome: repeated })),
	];
}
