import { isoTime, time } from '../../../../api/time';
import type { Refusal } from '../../../../api/answer';
import { endpoints, type Endpoint } from '../../../../api/endpoints';
import { spanning, type CodeRange } from '../../../../domain/ranges';
import type { Sent } from '../../../../run/outcome';
import { detailsOf, outcomeOf, type ActivationOutcome, type ActivationEnding } from '../outcome';
import type { Ending, Settled } from './ending';
import { isActive, retryAfter, wordOf } from './judge';
import { alone, messageOf, type Told } from './words';

/** What is worst about the parts of a row decides about it. */
const WORST_FIRST: readonly ActivationEnding[] = [
	'unknown',
	'failed',
	'unreached',
	'pending_review',
	'not_attempted',
	'dry_run',
	'activated',
	'already_active',
];

/**
 * The one place where ranges become the outcome of a row: active only when all of it is.
 *
 * @param settled what became of the ranges that the row's codes lie in, in any order
 * @param ranges what the row asked for, in order: one range, or the blocks of a whole application
 */
export function merge(
	ranges: readonly CodeRange[],
	settled: readonly Settled[],
	about: Told,
): ActivationOutcome {
	const parts = partsOf(ranges, settled);
	const worst = parts.reduce((a, b) => (rank(b.ending) < rank(a.ending) ? b : a)).ending;
	const isPart = !isActive(worst) && parts.some(({ ending }) => isActive(ending));
	const failsAsPart = isPart && worst.kind !== 'unknown' && worst.kind !== 'planned';
	const word = failsAsPart ? 'failed' : wordOf(worst);
	const sent = sentIn(parts);
	return {
		...outcomeOf(word, messageOf(parts, about), detailsIn(worst)),
		range: spanning(ranges),
		sent,
	};
}

/** What a later try has to know: what is open, or else that something of the row was done. */
function sentIn(parts: readonly Settled[]): Sent | undefined {
	const has = (...kinds: Array<Ending['kind']>): boolean =>
		parts.some(({ ending }) => kinds.includes(ending.kind));
	if (has('unknown', 'never')) return 'open';
	return has('activated', 'confirmed', 'denied') ? 'answered' : undefined;
}

/** The outcome of a row of which not even the ranges are known. */
export const withoutRange = (ending: Ending, about: Told): ActivationOutcome =>
	outcomeOf(wordOf(ending), alone(ending, about), detailsIn(ending));

/** The ranges with what became of each; what nothing is known of was left out because of another part. */
function partsOf(ranges: readonly CodeRange[], settled: readonly Settled[]): Settled[] {
	const parts: Settled[] = [];
	const sorted = [...settled].sort((a, b) => a.range.codeStart - b.range.codeStart);
	for (const { codeStart, codeEnd } of ranges) {
		let from = codeStart;
		const leftOut = (to: number): void => {
			if (from <= to)
				parts.push({ range: { codeStart: from, codeEnd: to }, ending: { kind: 'skipped' } });
		};
		for (const { range, ending } of sorted) {
			if (range.codeEnd < from || range.codeStart > codeEnd) continue;
			leftOut(range.codeStart - 1);
			const start = Math.max(range.codeStart, from);
			const end = Math.min(range.codeEnd, codeEnd);
			parts.push({ range: { codeStart: start, codeEnd: end }, ending });
			from = end + 1;
		}
		leftOut(codeEnd);
	}
	return parts;
}

const rank = (ending: Ending): number =>
	ending.kind === 'skipped' ? WORST_FIRST.length : WORST_FIRST.indexOf(wordOf(ending));

/** The columns that WeChat's answer fills. */
function detailsIn(ending: Ending): Partial<ActivationOutcome> {
	const { codeactive, codeactivequery } = endpoints;
	switch (ending.kind) {
		case 'activated':
			return { errcode: 0, errmsg: 'ok', time: ending.time };
		case 'confirmed':
		case 'already':
			return { errcode: 0, time: isoTime(time.now()) };
		case 'refused':
			return {
				...detailsOf(ending.refusal, placeOf(ending.refusal, ending.endpoint)),
				retryAfter: retryAfter(ending),
			};
		case 'held':
		case 'free':
		case 'hidden':
		case 'untold':
			return ending.refusal === undefined ? {} : detailsOf(ending.refusal, codeactive.path);
		case 'denied':
			return { errcode: 0, endpoint: codeactivequery.path };
		case 'noCodes':
			return { errcode: 0, time: ending.time, endpoint: endpoints.applycodequery.path };
		case 'unsent':
		case 'never':
		case 'unknown': {
			const { answer } = ending;
			if (answer?.kind !== 'refused') return {};
			const endpoint = ending.kind === 'never' ? codeactive : codeactivequery;
			return detailsOf(answer, placeOf(answer, endpoint));
		}
		default:
			return {};
	}
}

/** Where a refusal came from, for whoever traces it. */
const placeOf = ({ by }: Refusal, { path }: Endpoint): string => (by === 'login' ? by : path);
