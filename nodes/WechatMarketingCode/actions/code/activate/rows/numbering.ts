import { max, min } from 'lodash';
import { groupInTurns } from '../../../../domain/group';
import { spelledNumber } from '../../../../domain/spelling';
import type { Turns } from '../../../../domain/turns';
import { addProblem, addWarning } from '../../../../run/row';
import type { ActivationRow } from '../call';
import type { ActivateSettings } from '../options';
import type { Recorded } from '../record';
import type { SeenInReading } from './read';
import { words } from './words';

/**
 * Rows of an application whose smallest start is 1 may count from 1, which would put every range one
 * code off: they are bad until Numbering says how they count. Only a note where the numbers speak for
 * 0 (1–9999 is the rest after a trial of code 0), or a single code says too little.
 *
 * @param starts of rows whose range could not be read whole
 * @param blank rows that ask for nothing, though default values may have filled them
 */
export function* judgeNumbering(
	rows: readonly ActivationRow[],
	records: ReadonlyMap<number, Recorded>,
	{ starts, blank }: Pick<SeenInReading, 'starts' | 'blank'>,
	{ isNumberingSet, rangeBy }: ActivateSettings,
): Turns<void> {
	if (isNumberingSet || rangeBy === 'wholeApplication') return;
	const rangeOf = ({ request, index }: ActivationRow) =>
		request?.range ?? records.get(index)?.range;
	const byApplication = yield* groupInTurns(rows, ({ request, index }) => {
		const recorded = records.get(index)?.applicationId;
		const id = (blank.has(index) ? undefined : request?.values.applicationId) || recorded;
		return id === undefined ? undefined : spelledNumber(id);
	});
	for (const [applicationId, group] of byApplication) {
		const first = min(group.map((row) => starts.get(row.index) ?? rangeOf(row)?.codeStart));
		if (first !== 1) continue;
		const last = max(group.map((row) => rangeOf(row)?.codeEnd)) ?? first;
		const isSlight = last % 10 === 9 || (group.length === 1 && last === first);
		const sentence = words.countsFromOne(applicationId);
		for (const row of group) {
			yield;
			if (records.has(row.index)) continue;
			if (isSlight) addWarning(row, sentence);
			else addProblem(row, { problem: sentence });
		}
	}
}
