import { isEqual, type CodeRange } from '../../../../domain/ranges';
import { spelledNumber } from '../../../../domain/spelling';
import type { ActivationRow } from '../call';
import type { ActivateSettings } from '../options';
import type { Recorded } from '../record';

/** What decides whether a record still speaks of its row. */
export type RecordSettings = Pick<
	ActivateSettings,
	'skipFinishedRows' | 'numbering' | 'isNumberingSet'
>;

/**
 * - `finished`: the record says that the row's range is active
 * - `otherNumbering`: it does, if the row counts from 1 and the record from 0
 * - `unsure`: the record says that an earlier run does not know what became of the row's range
 * - `none`: the record speaks of something else
 */
export type Standing = 'finished' | 'otherNumbering' | 'unsure' | 'none';

/** What an earlier run's record says of a row. What cannot be read of the row does not contradict it. */
export function standingOf(
	{ request }: ActivationRow,
	record: Recorded,
	{ numbering, isNumberingSet }: RecordSettings,
): Standing {
	const { values, range } = request ?? {};
	const applicationId = spelledNumber(values?.applicationId ?? '');
	if (applicationId !== '' && applicationId !== record.applicationId) return 'none';
	const isSame = range === undefined || isEqual(range, record.range);
	if (record.ending === 'unknown') return isSame ? 'unsure' : 'none';
	if (isSame) return 'finished';
	// Not set, the numbers are taken as they stand; the record may have been made with the other numbering.
	const inOther = shifted(range, numbering === 'oneBased' ? 1 : -1);
	return !isNumberingSet && isEqual(inOther, record.range) ? 'otherNumbering' : 'none';
}

const shifted = ({ codeStart, codeEnd }: CodeRange, by: number): CodeRange => ({
	codeStart: codeStart + by,
	codeEnd: codeEnd + by,
});
