import { groupBy, partition } from 'lodash';
import { clip, describeRange, spanning, type CodeRange } from '../../../../domain/ranges';
import type { Sentence } from '../../../../domain/sentence';
import { SENT } from '../../../../run/outcome';
import { outcomeOf, type ActivationOutcome, type ActivationEnding } from '../outcome';
import { alone, among, columnsOf, isActive, sentences, sentIn, wordOf } from './cases';
import type { Ending, Settled } from './ending';
import { listed, plainly, rangesOf } from './listing';
import { words, type Told } from './words';

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

const rankOf = (ending: Ending): number => WORST_FIRST.indexOf(wordOf(ending));

/**
 * The one place where ranges become the outcome of a row: active only when all of it is.
 *
 * @param settled what became of the ranges that the row's codes lie in, in order
 * @param ranges what the row asked for, in order: one range, or the blocks of a whole application
 */
export function merge(
	ranges: readonly CodeRange[],
	settled: readonly Settled[],
	about: Told,
): ActivationOutcome {
	const parts = ranges.flatMap((range) => clip(settled, range));
	const endings = parts.map(({ ending }) => ending);
	const worst = endings.reduce((one, other) => (rankOf(other) < rankOf(one) ? other : one));
	const isPart = !isActive(worst) && endings.some(isActive);
	const failsAsPart = isPart && worst.kind !== 'unknown' && worst.kind !== 'planned';
	const sent = endings.map(sentIn);
	const word = failsAsPart ? 'failed' : wordOf(worst);
	return outcomeIn(word, messageOf(parts, about), worst, {
		range: spanning(ranges),
		// What a later try has to know: what is open, or else that something of the row was done.
		sent: SENT.find((left) => sent.includes(left)),
	});
}

/** The outcome of a row of which not even the ranges are known. */
export const withoutRange = (ending: Ending, about: Told): ActivationOutcome =>
	outcomeIn(wordOf(ending), alone(ending, about), ending);

/** A row that nobody could be asked about counts like one whose activation got no answer. */
function outcomeIn(
	word: ActivationEnding,
	message: Sentence,
	ending: Ending,
	known: Pick<ActivationOutcome, 'range' | 'sent'> = {},
): ActivationOutcome {
	const outcome = outcomeOf(word, message, Object.assign(columnsOf(ending), known));
	const isUnanswered = word === 'unreached' || word === 'unknown';
	return isUnanswered ? { ...outcome, unanswered: message } : outcome;
}

/** What became of a row, for a person: what happened and what to do. */
function messageOf(parts: readonly Settled[], about: Told): Sentence {
	if (parts.every(({ ending }) => isActive(ending))) return allActive(parts, about);
	const [active, others] = partition(parts, ({ ending }) => isActive(ending));
	const alike = Object.values(groupBy(others, reasonOf));
	if (active.length === 0 && alike.length === 1) {
		return alone(others[0].ending, about, rangesOf(others));
	}
	const isOld = active.every(({ ending }) => ending.kind === 'already');
	const lead = isOld ? words.activeBefore(plainly(active)) : words.partlyActive(listed(active));
	return sentences(active.length > 0 && lead, ...alike.map((kind) => among(kind, about)));
}

function allActive(parts: readonly Settled[], { product }: Told): Sentence {
	const whole = spanning(rangesOf(parts));
	const before = parts.filter(({ ending }) => ending.kind === 'already').length;
	if (before === parts.length) return words.alreadyActive(describeRange(whole), product);
	return sentences(
		words.activated(describeRange(whole), product, parts.length, before),
		parts.some(({ ending }) => ending.kind === 'confirmed') && words.confirmed,
		parts.some(({ ending }) => ending.kind === 'activated' && ending.unverified) &&
			words.unverified,
	);
}

/** Parts of one kind and one reason are told together. */
function reasonOf({ ending }: Settled): string {
	const { kind } = ending;
	if (kind === 'held') return `${kind} ${ending.segment.range.codeStart}`;
	return kind === 'refused' ? `${kind} ${ending.answer.errcode}` : kind;
}
