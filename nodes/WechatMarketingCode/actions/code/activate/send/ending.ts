import type { Answer, Refusal, Silence } from '../../../../api/answer';
import { endpoints, type Endpoint } from '../../../../api/endpoints';
import type { CodeRange } from '../../../../domain/ranges';
import type { Difference } from '../request';
import type { Segment } from './heard';

/** What WeChat said when it activated. */
export interface Done {
	/** ISO 8601. */
	readonly time: string;
	readonly errmsg: string | null;
}

/** What is known of a range by what became of it: facts, not yet a sentence. `answer`: what left it so. */
interface Facts {
	/** WeChat said so; `unverified` when the look-up that was wanted did not tell. */
	activated: Done & { readonly unverified?: boolean };
	/** The reply was lost, a look-up shows our work. */
	confirmed: object;
	/** Active before, with the row's values. */
	already: object;
	/** A look-up showed it free; nothing is sent, because the run only asks. */
	planned: object;
	/** WeChat's refusal, of the send or of a look-up before it. */
	refused: { readonly answer: Refusal; readonly endpoint: Endpoint };
	/** Active with other values. */
	held: { readonly segment: Segment; readonly answer?: Refusal };
	/** Not active; nothing of it was sent, because other codes of the row are active. */
	free: { readonly answer?: Refusal };
	/** Refused as active, though its first and its last code are free. */
	hidden: { readonly answer: Refusal };
	/** Refused as active, and no look-up told for whom. */
	untold: { readonly answer?: Refusal };
	/** Nobody could be asked, nothing was sent. */
	unsent: { readonly answer: Silence };
	/** Sent in vain; the last look-up showed it free. */
	never: { readonly answer?: Answer };
	/** It may be active; `differs` when a segment with the very ends has other values. */
	unknown: {
		readonly answer?: Answer;
		/** Of the answer, where it is not the look-up's. */
		readonly endpoint?: Endpoint;
		readonly differs?: readonly Difference[];
	};
	/** WeChat said that it is active, a look-up says that code `index` is not so. */
	denied: { readonly index: number; readonly differs?: readonly Difference[] };
	/** WeChat lists no blocks; `status` while the application is not finished, `unread` cannot be read. */
	noCodes: { readonly status?: string; readonly unread: number; readonly time: string };
	/** The run stopped before it. */
	notAttempted: object;
	/** Another part of the row was refused for what holds for this one too. */
	skipped: object;
}
export type Kind = keyof Facts;
export type EndingOf<K extends Kind> = { readonly kind: K } & Facts[K];
export type Ending = { [K in Kind]: EndingOf<K> }[Kind];

/** A range that is settled. */
export interface Settled {
	readonly range: CodeRange;
	readonly ending: Ending;
}

/** The question before a send brought nothing, so nothing was sent. */
export function notTold(answer: Answer, endpoint: Endpoint = endpoints.codeactivequery): Ending {
	switch (answer.kind) {
		case 'refused':
			return { kind: 'refused', answer, endpoint };
		case 'not-sent':
			return { kind: 'notAttempted' };
		case 'silence':
			return { kind: 'unsent', answer };
		case 'success':
			return { kind: 'untold' };
	}
}
