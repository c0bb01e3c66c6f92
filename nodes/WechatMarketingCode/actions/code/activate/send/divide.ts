import type { Refusal } from '../../../../api/answer';
import type { Client } from '../../../../api/client';
import type { CodeRange } from '../../../../domain/ranges';
import { lookUp, type Coverage } from './coverage';
import { alreadyActive, confirmed, heldByOthers, partlyActive, unanswered } from './judgement';
import type { ActivationOutcome } from '../outcome';
import type { PlannedRow } from '../call';
import { isSame, type Values } from '../request';
import { words } from './words';

/** Rows of a call, sorted by what a look-up showed. */
export interface Sorted {
	readonly settled: ReadonlyArray<readonly [PlannedRow, ActivationOutcome]>;
	/** Rows behind what was settled: they can be sent. */
	readonly rest: readonly PlannedRow[];
	/** Nothing was settled: the first code of the call is not active. */
	readonly stuck: readonly PlannedRow[];
	readonly refusal?: Refusal;
}

/**
 * Sorts the rows of a call (in order of their ranges) by how far the look-up found them active.
 *
 * @param lost a send of these rows may have reached WeChat: what is active is its work
 * @param refusal WeChat's 80302, when that was the reason to look
 */
export function sortByCoverage(
	coverage: Coverage,
	rows: readonly PlannedRow[],
	{ lost, refusal }: { lost: boolean; refusal?: Refusal },
): Sorted {
	const good = (row: PlannedRow): ActivationOutcome =>
		lost ? confirmed(rangeOf(row)) : alreadyActive(rangeOf(row));
	const settle = (from: number, to: number, outcome: (row: PlannedRow) => ActivationOutcome) => {
		const settled = rows
			.filter((row) => rangeOf(row).codeStart <= to)
			.map((row) => [row, rangeOf(row).codeEnd < from ? good(row) : outcome(row)] as const);
		const rest = rows.slice(settled.length);
		return rest.length === rows.length
			? { settled: [], rest, stuck: rows, refusal }
			: { settled, rest, stuck: [], refusal };
	};
	switch (coverage.kind) {
		case 'covered':
			return settle(Infinity, Infinity, good);
		case 'unanswered':
			return settle(coverage.from, Infinity, () => untold(coverage.answer, lost, refusal));
		case 'other': {
			const to = coverage.segment.range?.codeEnd ?? coverage.from;
			return settle(coverage.from, to, () => heldByOthers(refusal, coverage.segment));
		}
		case 'inactive':
			return settle(coverage.from, coverage.from - 1, (row) =>
				partlyActive(refusal, rangeOf(row), coverage.from),
			);
	}
}

/** A single row that WeChat refused as overlapping, though its first code is not active. */
export async function holderOf(
	client: Client,
	values: Values,
	range: CodeRange,
	refusal: Refusal | undefined,
): Promise<ActivationOutcome> {
	const last = await lookUp(client, values.applicationId, range.codeEnd);
	if (last.kind !== 'active') return partlyActive(refusal, range, range.codeStart);
	return isSame(last.segment.body, values)
		? partlyActive(refusal, range, range.codeStart)
		: heldByOthers(refusal, last.segment);
}

/** The look-up got no answer: after a lost send nobody knows, after a refusal nothing was done. */
function untold(
	answer: Parameters<typeof unanswered>[0],
	lost: boolean,
	refusal: Refusal | undefined,
): ActivationOutcome {
	if (lost || refusal === undefined) return unanswered(answer, lost);
	const outcome = partlyActive(refusal, { codeStart: 0, codeEnd: 0 }, 0);
	return { ...outcome, message: words.activeUntold };
}

const rangeOf = ({ range }: PlannedRow): CodeRange => range as CodeRange;
