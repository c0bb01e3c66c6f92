import type { Answer } from '../../../../api/answer';
import { endpoints, type Endpoint } from '../../../../api/endpoints';
import { isTokenRefusal } from '../../../../api/errcodes/tokenRefusal';
import { isEqual, overlaps, type CodeRange } from '../../../../domain/ranges';
import type { PlannedRow } from '../call';
import type { Ending } from './ending';
import type { Stretch } from './heard';
import { halve, partOf, rowsOf, type Piece } from './pieces';
import { settle } from './settle';
import { begin, beginAll, lookUp, type Policy, type Step } from './steps';

/** Sends of one range, each of them in vain, before it is given up. */
const MOST_SENDS = 5;
/** Look-ups in a row that told nothing new, before that is taken for the answer. */
const MOST_LOOKS = 4;

/** What follows a look-up. Pure. */
export function found(piece: Piece, stretches: readonly Stretch[], policy: Policy): Step[] {
	if (piece.activatedAt !== undefined) return verified(piece, piece.activatedAt, stretches);
	const last = stretches[stretches.length - 1];
	const tokenInTheWay = piece.lost && last.kind === 'untold' && isTokenRefusal(last.answer);
	if (tokenInTheWay && piece.asked + 1 < MOST_LOOKS) return askAgain(piece);
	if (stretches[0].kind === 'free' && stretches.length === 1) return free(piece, policy);
	const refusedTogether = piece.refusal !== undefined && !piece.lost && piece.rows.length > 1;
	if (refusedTogether && stretches[0].kind === 'untold') return beginAll(halve(piece), policy);
	return byRow(piece, stretches, policy);
}

const askAgain = (piece: Piece): Step[] => {
	const asked = piece.asked + 1;
	return [lookUp({ ...piece, asked }, asked)];
};

/** The look-up showed nothing active. */
function free(piece: Piece, policy: Policy): Step[] {
	const { refusal } = piece;
	if (piece.lost && refusal !== undefined) {
		// WeChat refuses it as active and does not show it yet: that may well be our own work.
		if (piece.asked + 1 < MOST_LOOKS) return askAgain(piece);
		return settle(piece, { kind: 'unknown', answer: refusal });
	}
	if (piece.lost && piece.sends >= MOST_SENDS) {
		return settle(piece, { kind: 'never', answer: piece.open });
	}
	if (refusal === undefined) return [{ do: 'send', piece: { ...piece, checked: true } }];
	return piece.rows.length > 1
		? beginAll(halve(piece), policy)
		: settle(piece, { kind: 'hidden', refusal });
}

/** Row by row: what is active is settled, rows of which nothing is active go on together. */
function byRow(piece: Piece, stretches: readonly Stretch[], policy: Policy): Step[] {
	const steps: Step[] = [];
	let together: PlannedRow[] = [];
	const goOn = (): void => {
		if (together.length > 0) {
			steps.push(begin(rowsOf(piece, together, piece.refusal === undefined), policy));
		}
		together = [];
	};
	for (const row of piece.rows) {
		const range = row.range === undefined || piece.rows.length === 1 ? piece.range : row.range;
		const parts = clip(stretches, range);
		if (maySend(piece, parts)) {
			together.push(row);
			continue;
		}
		goOn();
		steps.push(...settleParts(piece, range, row, parts, policy));
	}
	goOn();
	return steps;
}

/** Of a row that shares its call, what was not told may be sent: it was refused together with others. */
const maySend = ({ rows, refusal, lost }: Piece, parts: readonly Stretch[]): boolean =>
	rows.length > 1 &&
	parts.every(
		({ kind }) => kind === 'free' || (kind === 'untold' && refusal !== undefined && !lost),
	);

function settleParts(
	piece: Piece,
	range: CodeRange,
	row: PlannedRow,
	parts: readonly Stretch[],
	policy: Policy,
): Step[] {
	// Our own send is carried on behind what is active of it; a row that was refused is not cut for the user.
	const carriesOn =
		(piece.lost || piece.again) && parts.every(({ kind }) => kind === 'same' || kind === 'free');
	return parts.flatMap((part) =>
		part.kind === 'free' && carriesOn
			? [begin(partOf(piece, [row], part.range, true), policy)]
			: settle({ rows: piece.rows, range: part.range }, endingOf(piece, range, part)),
	);
}

function endingOf(piece: Piece, row: CodeRange, part: Stretch): Ending {
	const { lost, refusal } = piece;
	switch (part.kind) {
		case 'same':
			return { kind: lost ? 'confirmed' : 'already' };
		case 'free':
			return { kind: 'free', refusal };
		case 'other': {
			const { segment } = part;
			const own = lost && [piece.range, row].some((range) => isEqual(range, segment.range));
			return own
				? { kind: 'unknown', differs: segment.differs }
				: { kind: 'held', segment, refusal };
		}
		case 'untold':
			if (lost) return { kind: 'unknown', answer: part.answer };
			return refusal === undefined ? notTold(part.answer) : { kind: 'untold', refusal };
	}
}

/** The question before a send brought nothing, so nothing was sent. */
export function notTold(answer: Answer, endpoint: Endpoint = endpoints.codeactivequery): Ending {
	switch (answer.kind) {
		case 'refused':
			return { kind: 'refused', refusal: answer, endpoint };
		case 'not-sent':
			return { kind: 'notAttempted' };
		case 'silence':
			return { kind: 'unsent', answer };
		case 'success':
			return { kind: 'untold' };
	}
}

/** WeChat said that it is active; does it say so again? */
function verified(piece: Piece, time: string, stretches: readonly Stretch[]): Step[] {
	const wrong = stretches.find(({ kind }) => kind === 'free' || kind === 'other');
	if (wrong === undefined) {
		const unverified = stretches.some(({ kind }) => kind === 'untold');
		return settle(piece, { kind: 'activated', time, unverified });
	}
	// It may not be shown yet.
	if (wrong.kind === 'free' && piece.asked + 1 < MOST_LOOKS) return askAgain(piece);
	const differs = wrong.kind === 'other' ? wrong.segment.differs : undefined;
	return settle(piece, { kind: 'denied', index: wrong.range.codeStart, differs });
}

const clip = (stretches: readonly Stretch[], range: CodeRange): Stretch[] =>
	stretches
		.filter((stretch) => overlaps(stretch.range, range))
		.map((stretch) => ({
			...stretch,
			range: {
				codeStart: Math.max(stretch.range.codeStart, range.codeStart),
				codeEnd: Math.min(stretch.range.codeEnd, range.codeEnd),
			},
		}));
