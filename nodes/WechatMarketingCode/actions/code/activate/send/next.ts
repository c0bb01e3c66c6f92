import { isTokenRefusal, type Answer, type Refusal } from '../../../../api/answer';
import { answers } from '../../../../api/answers';
import { endpoints } from '../../../../api/endpoints';
import { effectOf } from '../../../../api/errcodes';
import { clip, crossesBlock, isEqual, type CodeRange } from '../../../../domain/ranges';
import type { PlannedRow } from '../call';
import { notTold, type Done, type Ending } from './ending';
import type { Heard, Stretch } from './heard';
import { cut, halve, partOf, type Piece } from './pieces';
import { begin, beginAll, lookUp, settle, type Policy, type Step } from './steps';

/** Refusals that speak of the range: other rows of the call may be fine with the same values. */
const OF_THE_RANGE = new Set([80302, 80306, 80308]);
/** Refusals of a range that may be due to its crossing WeChat's blocks. */
const OF_THE_BLOCKS = new Set([80306, 80308, 80310]);

/** Sends of one range, each of them in vain, before it is given up. */
const MOST_SENDS = 5;
/** Look-ups in a row that told nothing new, before that is taken for the answer. */
const MOST_LOOKS = 4;

/**
 * Decides what follows: the whole table of cases of an activation. Pure.
 *
 * @param heard undefined for a piece that nothing was asked about yet
 * @returns steps in the order in which they are to be taken
 */
export function next(piece: Piece, heard: Heard | undefined, policy: Policy): Step[] {
	switch (heard?.kind) {
		case undefined:
			return [begin(piece, policy)];
		case 'answer':
			return answered({ ...piece, sends: piece.sends + 1, asked: 0 }, heard.answer, policy);
		case 'found':
			return found(piece, heard.stretches, policy);
	}
}

/** The answer to codeactive. */
function answered(piece: Piece, answer: Answer, policy: Policy): Step[] {
	switch (answer.kind) {
		case 'success': {
			const done = { time: answer.time, ...answers.codeactive(answer.body) };
			return policy.verifyAfterActivation
				? [lookUp({ ...piece, done })]
				: settle(piece, { kind: 'activated', ...done });
		}
		case 'not-sent':
			return settle(piece, piece.open ? { kind: 'never', answer: piece.open } : notTold(answer));
		case 'silence':
			if (answer.sent) return lost(piece, answer);
			return settle(piece, { kind: piece.lost ? 'never' : 'unsent', answer });
		case 'refused':
			return refused(piece, answer, policy);
	}
}

/** Only WeChat knows whether it was done: it is asked before anything is sent again. */
const lost = (piece: Piece, open: Answer): Step[] => [
	lookUp({ ...piece, lost: true, open, refusal: undefined }, piece.sends),
];

function refused(piece: Piece, refusal: Refusal, policy: Policy): Step[] {
	const { errcode } = refusal;
	const several = piece.rows.length > 1;
	if (leavesOpen(refusal)) return lost(piece, refusal);
	if (errcode === 80305 && !piece.unexplained) {
		return lost({ ...piece, unexplained: true }, refusal);
	}
	if (errcode === 80302 && (piece.lost || policy.ifAlreadyActive !== 'error')) {
		return [lookUp({ ...piece, refusal })];
	}
	if (several && OF_THE_RANGE.has(errcode)) return beginAll(halve(piece), policy);
	if (!several && OF_THE_BLOCKS.has(errcode) && crossesBlock(piece.range)) {
		const parts = cut(piece);
		if (parts.length > 1) return beginAll(parts, policy);
	}
	return settle(piece, { kind: 'refused', answer: refusal, endpoint: endpoints.codeactive });
}

/** True for a refusal that does not tell whether WeChat did it. */
const leavesOpen = ({ by, errcode }: Refusal): boolean =>
	by === 'endpoint' && effectOf(errcode) === 'retry';

/** A look-up. */
function found(piece: Piece, stretches: readonly Stretch[], policy: Policy): Step[] {
	if (piece.done !== undefined) return verified(piece, piece.done, stretches);
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
		return settle(piece, { kind: 'unknown', answer: refusal, endpoint: endpoints.codeactive });
	}
	if (piece.lost && piece.sends >= MOST_SENDS) {
		return settle(piece, { kind: 'never', answer: piece.open });
	}
	if (refusal === undefined) return [begin({ ...piece, checked: true }, policy)];
	return piece.rows.length > 1
		? beginAll(halve(piece), policy)
		: settle(piece, { kind: 'hidden', answer: refusal });
}

/** Row by row: what is active is settled, rows of which nothing is active go on together. */
function byRow(piece: Piece, stretches: readonly Stretch[], policy: Policy): Step[] {
	const steps: Step[] = [];
	let together: PlannedRow[] = [];
	const goOn = (): void => {
		if (together.length > 0) {
			const checked = piece.refusal === undefined;
			steps.push(begin({ ...partOf(piece, together), checked }, policy));
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
		steps.push(...settleParts(piece, row, range, parts, policy));
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
	row: PlannedRow,
	range: CodeRange,
	parts: readonly Stretch[],
	policy: Policy,
): Step[] {
	// Our own send is carried on behind what is active of it; a row that was refused is not cut for the user.
	const carriesOn =
		(piece.lost || piece.again) && parts.every(({ kind }) => kind === 'same' || kind === 'free');
	return parts.flatMap((part) =>
		part.kind === 'free' && carriesOn
			? [begin({ ...partOf(piece, [row], part.range), checked: true }, policy)]
			: settle({ rows: piece.rows, range: part.range }, endingOf(piece, range, part)),
	);
}

function endingOf(piece: Piece, row: CodeRange, part: Stretch): Ending {
	const { lost, refusal } = piece;
	switch (part.kind) {
		case 'same':
			return { kind: lost ? 'confirmed' : 'already' };
		case 'free':
			return { kind: 'free', answer: refusal };
		case 'other': {
			const { segment } = part;
			const own = lost && [piece.range, row].some((range) => isEqual(range, segment.range));
			return own
				? { kind: 'unknown', differs: segment.differs }
				: { kind: 'held', segment, answer: refusal };
		}
		case 'untold':
			if (lost) return { kind: 'unknown', answer: part.answer };
			return refusal === undefined ? notTold(part.answer) : { kind: 'untold', answer: refusal };
	}
}

/** WeChat said that it is active; does it say so again? */
function verified(piece: Piece, done: Done, stretches: readonly Stretch[]): Step[] {
	const wrong = stretches.find(({ kind }) => kind === 'free' || kind === 'other');
	if (wrong === undefined) {
		const unverified = stretches.some(({ kind }) => kind === 'untold');
		return settle(piece, { kind: 'activated', ...done, unverified });
	}
	// It may not be shown yet.
	if (wrong.kind === 'free' && piece.asked + 1 < MOST_LOOKS) return askAgain(piece);
	const differs = wrong.kind === 'other' ? wrong.segment.differs : undefined;
	return settle(piece, { kind: 'denied', index: wrong.range.codeStart, differs });
}
