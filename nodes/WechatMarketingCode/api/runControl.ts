import type { Answer } from './answer';
import { effectOf, isListed } from './errcodes';

/** Why a run starts no new call. `sentence` is for a person. */
export interface StopReason {
	/**
	 * - `account`: WeChat refuses the account, nothing more can succeed
	 * - `silence`: nobody answers
	 * - `row`: a row failed and the workflow stops on errors; what is under way may finish
	 * - `cancelled`: the execution was cancelled
	 */
	readonly kind: 'account' | 'silence' | 'row' | 'cancelled';
	readonly sentence: string;
}

/** Rows in a row that ended without any answer before the run gives up. */
export const SILENT_ROWS = 5;
/** Equal refusals in a row, with a code that is not in the table, before the run gives up. */
export const EQUAL_REFUSALS = 20;

/** The one place that knows whether a run may go on. */
export class RunControl {
	private reason: StopReason | undefined;
	private silentRows = 0;
	/** By endpoint: the last refusal with an unlisted code, and how many were equal in a row. */
	private readonly refusals = new Map<string, { errcode: number; count: number }>();
	/** Requests sent to WeChat's marketcode endpoints. */
	requests = 0;

	constructor(readonly signal?: AbortSignal) {}

	/** Undefined while the run may start new calls. */
	get stopped(): StopReason | undefined {
		if (this.reason?.kind !== 'cancelled' && this.signal?.aborted) {
			this.reason = { kind: 'cancelled', sentence: 'The execution was cancelled' };
		}
		return this.reason;
	}

	/** Whether a row that has begun may send its next request. */
	get mayContinue(): boolean {
		const { stopped } = this;
		return stopped === undefined || stopped.kind === 'row';
	}

	/** The first reason stays, but an account-wide one replaces that of a single row. */
	stop(reason: StopReason): void {
		if (this.stopped === undefined || (this.stopped.kind === 'row' && reason.kind !== 'row')) {
			this.reason = reason;
		}
	}

	/** Looks at every answer of WeChat's. Look-ups between two activations do not end a row of equal refusals. */
	heard(answer: Answer, endpoint: string): void {
		if (answer.kind !== 'success' && answer.kind !== 'refused') return;
		this.silentRows = 0;
		if (answer.kind === 'success' || isListed(answer.errcode)) {
			this.refusals.delete(endpoint);
			return;
		}
		const last = this.refusals.get(endpoint);
		const count = last?.errcode === answer.errcode ? last.count + 1 : 1;
		this.refusals.set(endpoint, { errcode: answer.errcode, count });
		if (count >= EQUAL_REFUSALS && effectOf(answer.errcode) === 'row') {
			this.stop({
				kind: 'account',
				sentence: `WeChat refused ${EQUAL_REFUSALS} calls in a row with errcode ${answer.errcode} ("${answer.errmsg}")`,
			});
		}
	}

	/** A row ended without any answer of WeChat's. */
	rowWentUnanswered(problem: string): void {
		this.silentRows += 1;
		if (this.silentRows < SILENT_ROWS) return;
		this.stop({
			kind: 'silence',
			sentence: `${SILENT_ROWS} calls in a row got no answer from WeChat. ${problem}`,
		});
	}
}
