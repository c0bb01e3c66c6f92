import { countOf, describeRange, type CodeRange } from '../../../domain/ranges';
import { outcomeOf, type ActivationOutcome, type ActivationStatus } from './outcome';

/** What is worst about the parts decides about the row. */
const WORST_FIRST: ActivationStatus[] = ['unknown', 'failed', 'pending_review', 'not_attempted'];

/**
 * The outcome of a row that was sent in parts: active only when every part is.
 *
 * @param done outcomes of the parts that were tried, in order; shorter than `parts` when it ended early
 */
export function mergeParts(
	parts: readonly CodeRange[],
	done: readonly ActivationOutcome[],
): ActivationOutcome {
	const range = { codeStart: parts[0].codeStart, codeEnd: parts[parts.length - 1].codeEnd };
	const active = parts.filter((_, at) => isActive(done[at]));
	const last = done[done.length - 1];
	if (active.length === parts.length) return { ...allActive(range, parts, done), range };
	const worst =
		WORST_FIRST.flatMap((status) => done.filter((part) => part.status === status))[0] ?? last;
	if (active.length === 0) return { ...worst, range };
	const status = worst.status === 'unknown' ? 'unknown' : 'failed';
	const told = active.map(describeRange).join(', ');
	const rest = parts.filter((_, at) => !isActive(done[at])).map(describeRange);
	const why =
		worst.status === 'pending_review'
			? `The barcode is under review. After ${worst.retryAfter} activate the rest in rows of their own: ${rest.join(', ')}.`
			: `The rest is not: ${worst.message}`;
	const message = `Only a part of the row is active: ${told}. ${why}`;
	const { errcode, errmsg, rid, time, endpoint } = worst;
	return { ...outcomeOf(status, message, { errcode, errmsg, rid, time, endpoint }), range };
}

const isActive = (outcome: ActivationOutcome | undefined): boolean =>
	outcome?.status === 'activated' || outcome?.status === 'already_active';

function allActive(
	range: CodeRange,
	parts: readonly CodeRange[],
	done: readonly ActivationOutcome[],
): ActivationOutcome {
	const last = done[done.length - 1];
	if (parts.length === 1) return last;
	const fresh = done.filter(({ status }) => status === 'activated').length;
	const codes = parts.reduce((sum, part) => sum + countOf(part), 0).toLocaleString('en-US');
	const said =
		fresh === 0
			? `${describeRange(range)} was active already with the same values; nothing was changed.`
			: `${range.codeStart}–${range.codeEnd} (${codes} codes) activated in ${parts.length} parts${fresh < parts.length ? `, ${parts.length - fresh} of them were active already` : ''}.`;
	return { ...last, status: fresh === 0 ? 'already_active' : 'activated', message: said };
}
