import type { Answer, Refusal } from '../../../nodes/WechatMarketingCode/api/answer';
import type { CodeRange } from '../../../nodes/WechatMarketingCode/domain/ranges';
import { asSaid } from '../../../nodes/WechatMarketingCode/domain/sentence';
import { newRow } from '../../../nodes/WechatMarketingCode/run/row';
import type {
	ActivationRow,
	PlannedRow,
} from '../../../nodes/WechatMarketingCode/actions/code/activate/call';
import type {
	Heard,
	Segment,
	Stretch,
} from '../../../nodes/WechatMarketingCode/actions/code/activate/send/heard';
import {
	newPiece,
	type Piece,
} from '../../../nodes/WechatMarketingCode/actions/code/activate/send/pieces';
import type {
	Policy,
	Step,
} from '../../../nodes/WechatMarketingCode/actions/code/activate/send/steps';

export const TIME = '2026-01-01T00:00:00.000Z';

/** `3–9` or `3` as a range. */
export function range(text: string): CodeRange {
	const [codeStart, codeEnd = codeStart] = text.split('–').map(Number);
	return { codeStart, codeEnd };
}

const row = (text: string, index: number): PlannedRow => ({
	row: newRow({ json: {} }, index) as ActivationRow,
	range: range(text),
	repeats: [],
});

/** A piece of one row (`0–9`) or of several that touch (`0–4 5–9`). */
export function piece(rows: string, more: Partial<Piece> = {}): Piece {
	const planned = rows.split(' ').map(row);
	const span = {
		codeStart: (planned[0].range as CodeRange).codeStart,
		codeEnd: (planned[planned.length - 1].range as CodeRange).codeEnd,
	};
	return { ...newPiece(planned, span), ...more };
}

export const refusal = (errcode: number, errmsg = ''): Refusal => ({
	kind: 'refused',
	errcode,
	errmsg,
	rid: null,
	time: TIME,
	by: 'endpoint',
});

export const success: Answer = { kind: 'success', body: {}, time: TIME };
export const lost: Answer = { kind: 'silence', sent: true, problem: asSaid('reset') };
export const neverLeft: Answer = { kind: 'silence', sent: false, problem: asSaid('refused') };
export const notSent: Answer = { kind: 'not-sent' };

export const answer = (given: Answer): Heard => ({ kind: 'answer', answer: given });

const segment = (ends: string, differs: string): Segment => ({
	range: range(ends),
	differs: differs === '' ? [] : [{ label: 'Product Brand', told: differs, wanted: '山泉' }],
	holder: [],
});

export const same = (text: string, ends = text): Stretch => ({
	kind: 'same',
	range: range(text),
	segment: segment(ends, ''),
});
export const other = (text: string, ends = text): Stretch => ({
	kind: 'other',
	range: range(text),
	segment: segment(ends, '清泉'),
});
export const free = (text: string): Stretch => ({ kind: 'free', range: range(text) });
export const untold = (text: string, given: Answer = lost): Stretch => ({
	kind: 'untold',
	range: range(text),
	answer: given,
});

export const found = (...stretches: Stretch[]): Heard => ({ kind: 'found', stretches });

export const skip: Policy = { ifAlreadyActive: 'skip', verifyAfterActivation: false };
export const checkFirst: Policy = { ...skip, ifAlreadyActive: 'checkFirst' };
export const failRow: Policy = { ...skip, ifAlreadyActive: 'error' };
export const verify: Policy = { ...skip, verifyAfterActivation: true };

const told = ({ codeStart, codeEnd }: CodeRange): string =>
	codeStart === codeEnd ? `${codeStart}` : `${codeStart}–${codeEnd}`;

/** A step in words, as the table of cases has it. */
export function inWords(step: Step): string {
	switch (step.do) {
		case 'send':
			return `send ${told(step.piece.range)}`;
		case 'lookUp':
			return `look up ${told(step.piece.range)} ${step.look}${step.wait === undefined ? '' : ` after ${step.wait}`}`;
		case 'settle':
			return `${told(step.range)} ${step.ending.kind}`;
		case 'drop':
			return 'drop the rest of the row';
	}
}
