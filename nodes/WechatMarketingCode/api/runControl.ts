import { uniq } from 'lodash';
import type { Sentence } from '../domain/sentence';
import { isListed } from './errcodes';
import { words } from './words';

/** Why a run starts no new call. `sentence` is for a person. */
export interface StopReason {
	/**
	 * - `account`: WeChat refuses the account, nothing more can succeed
	 * - `silence`: nobody answers
	 * - `row`: a row failed and the workflow stops on errors; what is under way may finish
	 * - `cancelled`: the execution was cancelled
	 */
	readonly kind: 'account' | 'silence' | 'row' | 'cancelled';
	readonly sentence: Sentence;
}

/** Rows in a row that ended without any answer of WeChat's before the run gives up. */
const SILENT_ROWS = 5;
/** Rows in a row with the same refusal that is not in the table, before the run gives up. */
const EQUAL_REFUSALS = 20;

/** What a row ended with, as far as it may be a reason to stop. */
interface RowEnd {
	readonly good: boolean;
	readonly errcode: number | null;
	readonly errmsg: string | null;
	/** What happened when WeChat gave no answer to what the row wanted. */
	readonly unanswered?: Sentence;
}

/** The one place that knows whether a run may go on. */
export class RunControl {
	private reason: StopReason | undefined;
	/** Why the last call came to nothing, and how many did so in a row. */
	private lastReason = '';
	private inARow = 0;
	/** Requests sent to WeChat's marketcode endpoints. */
	requests = 0;

	constructor(readonly signal?: AbortSignal) {}

	/** Undefined while the run may start new calls. */
	get stopped(): StopReason | undefined {
		if (this.reason?.kind !== 'cancelled' && this.signal?.aborted) {
			this.reason = { kind: 'cancelled', sentence: words.cancelled };
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

	/**
	 * The rows of a call have ended; calls in a row that came to nothing for the same reason end the run. One
	 * call says it once, however many rows share it.
	 */
	rowsEnded(ends: readonly RowEnd[]): void {
		if (ends.length === 0) return;
		const reasons = uniq(ends.map(reasonOf));
		const reason = reasons.length === 1 ? reasons[0] : '';
		this.inARow = reason === this.lastReason ? this.inARow + 1 : 1;
		this.lastReason = reason;
		const [{ errcode, errmsg, unanswered }] = ends;
		if (reason === '') return;
		if (unanswered !== undefined && this.inARow >= SILENT_ROWS) {
			this.stop({ kind: 'silence', sentence: words.noAnswers(this.inARow, unanswered) });
		} else if (unanswered === undefined && this.inARow >= EQUAL_REFUSALS) {
			const sentence = words.sameRefusals(this.inARow, Number(errcode), errmsg ?? '');
			this.stop({ kind: 'account', sentence });
		}
	}
}

/** '' for a row that says nothing about the others. */
function reasonOf({ good, errcode, unanswered }: RowEnd): string {
	if (good) return '';
	if (unanswered !== undefined) return 'silence';
	return errcode !== null && errcode !== 0 && !isListed(errcode) ? `${errcode}` : '';
}
