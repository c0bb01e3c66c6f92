import { crossesBlock, isEqual, type CodeRange } from '../../../../domain/ranges';
import { spelledNumber } from '../../../../domain/spelling';
import type { ActivationRow } from '../call';
import type { ActivateSettings } from '../options';
import type { Recorded } from '../record';

/**
 * - `finished`: the record says that the row's range is active
 * - `unsure`: an earlier run does not know what became of the row's range
 * - `begun`: it failed, and some of it may be active: it went out in several calls, or WeChat contradicted itself
 * - `none`: the record speaks of something else, or of nothing that was done
 */
type Standing = 'finished' | 'unsure' | 'begun' | 'none';

/** What an earlier run's record says of a row. What cannot be read of the row does not contradict it. */
export function standingOf(
	{ request }: ActivationRow,
	record: Recorded,
	settings: ActivateSettings,
): Standing {
	const { values, range } = request ?? {};
	const applicationId = spelledNumber(values?.applicationId ?? '');
	if (applicationId !== '' && applicationId !== record.applicationId) return 'none';
	const isSame = range === undefined || isEqual(range, record.range);
	if (record.ending === 'failed') return isSame && mayBeBegun(range, record) ? 'begun' : 'none';
	if (!isSame && !isInOtherNumbering(range, record, settings)) return 'none';
	if (record.ending === 'unknown') return 'unsure';
	return settings.skipFinishedRows ? 'finished' : 'none';
}

/** Not set, the numbers are taken as they stand; the record may have been made with First Code Is 1. */
export const isInOtherNumbering = (
	range: CodeRange | undefined,
	record: Recorded,
	{ isNumberingSet }: ActivateSettings,
): boolean =>
	range !== undefined && !isNumberingSet && isEqual(countedFromOne(range), record.range);

/** One call is done whole or not at all. What 80302 refused was active before, and is not cut for the user. */
const mayBeBegun = (range: CodeRange | undefined, { range: done, columns }: Recorded): boolean => {
	const errcode = Number(columns.activation_errcode ?? NaN);
	return errcode === 0 || ((range === undefined || crossesBlock(done)) && errcode !== 80302);
};

const countedFromOne = ({ codeStart, codeEnd }: CodeRange): CodeRange => ({
	codeStart: codeStart - 1,
	codeEnd: codeEnd - 1,
});
