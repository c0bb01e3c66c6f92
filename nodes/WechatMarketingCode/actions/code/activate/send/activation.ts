import { contains, overlaps, type CodeRange } from '../../../../domain/ranges';
import type { Desk, Verdicts } from '../../../../run/operation';
import type { ActivationOutcome } from '../outcome';
import type { ActivationCall, PlannedRow } from '../plan';
import type { ActivateSettings } from '../settings';
import { blocksOf } from '../wholeApplication';
import type { Settled } from './ending';
import { merge } from './merge';
import { Sending } from './perform';
import { newPiece, spanOf, type Piece } from './pieces';
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
	const span = spanOf(rows);
	const blocks = span === undefined ? await blocksOf(desk.client, values) : { blocks: [span] };
	if ('outcome' in blocks) return verdictsOf(rows[0], blocks.outcome);
	const pieces = blocks.blocks.map((range): Piece => newPiece(rows, range));
	const settled = await new Sending(desk, values, settings).perform(pieces);
	const outcomes =
		span === undefined
			? [merge(blocks.blocks, settled, about)]
			: byRow(rows, settled).map(([range, own]) => merge([range], own, about));
	const silent = outcomes.find(({ unsent, status }) => unsent || status === 'unknown');
	if (silent !== undefined) desk.run.rowWentUnanswered(silent.message);
	return rows.flatMap((row, at) => verdictsOf(row, outcomes[at]));
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

function verdictsOf(row: PlannedRow, outcome: ActivationOutcome): Verdicts<ActivationOutcome> {
	const message = `${outcome.message} Row ${row.index + 1} asks for the very same, so it went out once.`;
	return [
		{ index: row.index, outcome },
		...row.repeats.map((index) => ({ index, outcome: { ...outcome, message } })),
	];
}
