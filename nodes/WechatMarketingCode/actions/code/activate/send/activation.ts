import { answers } from '../../../../api/answers';
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
	const about: Told = {
		appId: desk.client.appId,
		applicationId: values.applicationId,
		product: `"${values.productTitle}" (${values.productCode})`,
	};
	const ranges = await rangesOf(rows, values, desk);
	const { record, sentBefore } = rows[0];
	if ('kind' in ranges) {
		// Nothing contradicts what an earlier run wrote down.
		return verdictsOf(rows[0], record ? asRecorded(record) : withoutRange(ranges, about));
	}
	if (record !== undefined && contains(record.range, spanning(ranges))) {
		return verdictsOf(rows[0], asRecorded(record));
	}
	const known = {
		lost: sentBefore === 'open',
		again: sentBefore === 'answered' || record !== undefined,
	};
	const pieces = ranges.map((range) => newPiece(rows, range, known));
	const settled = await new Sending(desk, values, settings).perform(pieces);
	const outcomes =
		rows[0].range === undefined
			? [merge(ranges, settled, about)]
			: byRow(rows, settled).map(([range, own]) => merge([range], own, about));
	const silent = outcomes.find(({ ending }) => ending === 'unreached' || ending === 'unknown');
	if (silent !== undefined) desk.run.rowWentUnanswered(silent.message);
	return rows.flatMap((planned, at) => verdictsOf(planned, outcomes[at]));
}

/** What is to be activated: the range of the call, or the blocks of a finished application; or how a row ends without any. */
async function rangesOf(
	rows: readonly PlannedRow[],
	{ applicationId }: Values,
	{ client }: Desk,
): Promise<CodeRange[] | Ending> {
	const span = spanOf(rows);
	if (span !== undefined) return [span];
	const endpoint = endpoints.applycodequery;
	const answer = await client.call(endpoint, { application_id: digitsOnWire(applicationId) });
	if (answer.kind !== 'success') return notTold(answer, endpoint);
	const { finished, blocks, status } = answers.applycodequery(answer.body);
	return finished && blocks.length > 0
		? blocks
		: { kind: 'noCodes', status: finished ? undefined : status, time: answer.time };
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

function verdictsOf(
	{ row, repeats }: PlannedRow,
	outcome: ActivationOutcome,
): Verdicts<ActivationOutcome> {
	const repeated = { ...outcome, message: words.repeats(outcome.message, row) };
	return [
		{ index: row.index, outcome },
		...repeats.map(({ index }) => ({ index, outcome: repeated })),
	];
}
