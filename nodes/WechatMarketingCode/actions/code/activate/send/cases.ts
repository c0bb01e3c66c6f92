import type { Answer } from '../../../../api/answer';
import { endpoints, type Endpoint } from '../../../../api/endpoints';
import { explain, isBarcodeReview } from '../../../../api/errcodes';
import { isoTime, time } from '../../../../api/time';
import { countOf, type CodeRange } from '../../../../domain/ranges';
import { joined, NOTHING, type Sentence } from '../../../../domain/sentence';
import type { Sent } from '../../../../run/outcome';
import type { ActivationEnding, ActivationOutcome } from '../outcome';
import { asked } from './asked';
import type { Ending, EndingOf, Kind, Settled } from './ending';
import { listed, plainly, rangesOf } from './listing';
import { words, type Told } from './words';

/** What an ending comes to. */
interface Case<E> {
	/** How a row ends that came to nothing else; `failed` unless told. */
	readonly word?: ActivationEnding;
	/** What a later try has to know. */
	readonly sent?: Sent;
	/** The other parts of the row would end no better: its values are wrong, or the way to WeChat. */
	readonly endsRow?: boolean;
	/** Where its `answer` came from. */
	readonly from?: Endpoint;
	/** Columns that its `answer` does not fill. */
	columns?(ending: E): Partial<ActivationOutcome>;
	/** What happened and what to do, with nothing else beside it. */
	alone?(ending: E, about: Told, ranges: readonly CodeRange[]): Sentence;
	/** The same as one kind of part among others; `Not activated`, where, and why, unless told. */
	among?(parts: readonly Settled[], inFull: Sentence, ending: E): Sentence;
}

/** Refusals of one part of a row that say nothing about the parts behind it. Behind 80306 all are beyond the codes. */
const OF_THE_PART = new Set([80302, 80308, 80310]);

/** WeChat's review of a barcode takes about a day. */
const REVIEW_MS = 24 * 3_600_000;
/** ISO 8601: when a barcode under review may be tried again. */
const retryAfter = ({ answer }: EndingOf<'refused'>): string =>
	isoTime(Date.parse(answer.time) + REVIEW_MS);

const { codeactive, codeactivequery, applycodequery } = endpoints;
const seenActive = () => ({ errcode: 0, time: isoTime(time.now()) });
const notSent = (parts: readonly Settled[]): Sentence => words.notSent(listed(parts));
const notKnown = (parts: readonly Settled[], inFull: Sentence): Sentence =>
	sentences(words.notKnown(listed(parts)), inFull);

/** The table of endings. */
const cases: { readonly [K in Kind]: Case<EndingOf<K>> } = {
	activated: {
		word: 'activated',
		sent: 'answered',
		columns: ({ time: said, errmsg }) => ({ errcode: 0, errmsg, time: said }),
	},
	confirmed: { word: 'activated', sent: 'answered', columns: seenActive },
	already: { word: 'already_active', columns: seenActive },
	planned: {
		word: 'dry_run',
		alone: (_ending, _about, ranges) => asked.free(ranges),
		among: (_parts, inFull) => inFull,
	},
	refused: {
		endsRow: true,
		alone: ({ answer: { advice, errcode, errmsg } }, { appId, applicationId }) =>
			advice ?? explain(errcode, { appId, applicationId, errmsg }),
	},
	held: {
		from: codeactive,
		alone: ({ segment }) => sentences(words.heldBy(segment), words.cannotChange),
		among: (_parts, _inFull, { segment }) => words.heldBy(segment),
	},
	free: {
		from: codeactive,
		alone: () => words.free,
		among: (parts) =>
			sentences(
				words.restIsFree(plainly(parts), parts.length === 1),
				parts.some(({ range }) => countOf(range) > 2) && words.onlyEnds,
			),
	},
	hidden: { from: codeactive, alone: (_ending, _about, [range]) => words.hidden(range) },
	untold: {
		from: codeactive,
		alone: ({ answer }, about) => (answer === undefined ? words.untold(about) : words.untoldHolder),
		among: notKnown,
	},
	unsent: {
		word: 'unreached',
		endsRow: true,
		alone: ({ answer }, about) =>
			sentences(words.notAsked(about), problemOf(answer), words.checkNetwork),
		among: notKnown,
	},
	never: {
		sent: 'open',
		endsRow: true,
		from: codeactive,
		alone: ({ answer }) =>
			sentences(words.never, problemOf(answer), answer?.kind !== 'refused' && words.later),
	},
	unknown: {
		word: 'unknown',
		sent: 'open',
		endsRow: true,
		from: codeactivequery,
		alone: ({ answer, endpoint, differs }) => {
			if (endpoint === codeactive) return sentences(words.lostAndRefused, words.again);
			if (differs !== undefined) return words.lostAndDiffers(differs);
			const lost = answer?.kind === 'not-sent' ? words.lostUnasked : words.lost;
			return sentences(lost, problemOf(answer), words.again);
		},
		among: notKnown,
	},
	denied: {
		sent: 'answered',
		columns: () => ({ errcode: 0, endpoint: codeactivequery.path }),
		alone: words.denied,
	},
	noCodes: {
		columns: ({ time: said }) => ({ errcode: 0, time: said, endpoint: applycodequery.path }),
		alone: ({ unread, status }, about) => {
			if (unread > 0) return words.unreadBlocks(unread, about);
			return status === undefined ? words.noCodes(about) : words.unfinished(status, about);
		},
	},
	notAttempted: {
		word: 'not_attempted',
		endsRow: true,
		alone: () => words.notAttempted,
		among: notSent,
	},
	skipped: { word: 'not_attempted', among: notSent },
};

/** A refusal, too: the row is pending, not wrong. */
const review: Case<EndingOf<'refused'>> = {
	word: 'pending_review',
	endsRow: true,
	columns: (ending) => ({ retryAfter: retryAfter(ending) }),
	alone: (ending) => words.review(retryAfter(ending)),
	among: (parts, _inFull, ending) => words.reviewOf(listed(parts), retryAfter(ending)),
};

const isReview = (ending: Ending): boolean =>
	ending.kind === 'refused' && isBarcodeReview(ending.answer.errcode, ending.answer.errmsg);

const caseOf = (ending: Ending): Case<Ending> =>
	(isReview(ending) ? review : cases[ending.kind]) as Case<Ending>;

export const wordOf = (ending: Ending): ActivationEnding => caseOf(ending).word ?? 'failed';
export const sentIn = (ending: Ending): Sent | undefined => caseOf(ending).sent;
export const isActive = (ending: Ending): boolean =>
	['activated', 'already_active'].includes(wordOf(ending));

export function endsRow(ending: Ending): boolean {
	const isOfThePart = ending.kind === 'refused' && OF_THE_PART.has(ending.answer.errcode);
	return caseOf(ending).endsRow === true && !isOfThePart;
}

/** What fills the result columns beside the message: an object of its own for each. */
export function columnsOf(ending: Ending): Partial<ActivationOutcome> {
	const { columns, from } = caseOf(ending);
	const own = columns?.(ending);
	const { answer, endpoint = from } = ending as { answer?: Answer; endpoint?: Endpoint };
	if (answer?.kind !== 'refused') return own ?? {};
	const { errcode, errmsg, rid, time: said, by } = answer;
	return {
		errcode,
		errmsg,
		rid,
		time: said,
		endpoint: by === 'login' ? by : endpoint?.path,
		...own,
	};
}

/** Ranges that ended alike, with nothing else beside them. */
export const alone = (ending: Ending, about: Told, ranges: readonly CodeRange[] = []): Sentence =>
	caseOf(ending).alone?.(ending, about, ranges) ?? NOTHING;

/** The same beside other endings. */
export function among(parts: readonly Settled[], about: Told): Sentence {
	const [{ ending }] = parts;
	const inFull = alone(ending, about, rangesOf(parts));
	return (
		caseOf(ending).among?.(parts, inFull, ending) ??
		sentences(words.notActivated(listed(parts)), inFull)
	);
}

export const sentences = (...parts: ReadonlyArray<Sentence | false>): Sentence => joined(parts);

function problemOf(answer: Answer | undefined): Sentence {
	if (answer?.kind === 'silence') return words.problem(answer.problem);
	return answer?.kind === 'refused' ? explain(answer.errcode, { errmsg: answer.errmsg }) : NOTHING;
}
