import type { Answer, Refusal } from '../../../../api/answer';
import { endpoints } from '../../../../api/endpoints';
import { effectOf } from '../../../../api/errcodes';
import { crossesBlock } from '../../../../domain/ranges';
import type { Heard } from './heard';
import { found } from './found';
import { cut, halve, type Piece } from './pieces';
import { settle } from './settle';
import { begin, beginAll, lookUp, type Policy, type Step } from './steps';

/** Refusals that speak of the range: other rows of the call may be fine with the same values. */
const OF_THE_RANGE = new Set([80302, 80306, 80308]);
/** Refusals of a range that may be due to its crossing WeChat's blocks. */
const OF_THE_BLOCKS = new Set([80306, 80308, 80310]);

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
		case 'success':
			return policy.verifyAfterActivation
				? [lookUp({ ...piece, activatedAt: answer.time })]
				: settle(piece, { kind: 'activated', time: answer.time });
		case 'not-sent':
			return settle(
				piece,
				piece.open === undefined ? { kind: 'notAttempted' } : { kind: 'never', answer: piece.open },
			);
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
	return settle(piece, { kind: 'refused', refusal, endpoint: endpoints.codeactive });
}

/** True for a refusal that does not tell whether WeChat did it. */
const leavesOpen = ({ by, errcode }: Refusal): boolean =>
	by === 'endpoint' && effectOf(errcode) === 'retry';
