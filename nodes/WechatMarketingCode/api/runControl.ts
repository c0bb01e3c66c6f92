import { isListed } from './errcodes';

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

/** Rows in a row that ended without any answer of WeChat's before the run gives up. */
const SILENT_ROWS = 5;
/** Rows in a row with the same refusal that is not in the table, before the run gives up. */
const EQUAL_REFUSALS = 20;

/** What a row ended with, as far as it may be a reason to stop. */
export interface RowEnd {
	readonly good: boolean;
	readonly errcode: number | null;
	readonly errmsg: string | null;
	/** What happened when WeChat gave no answer to what the row wanted. */
	readonly unanswered?: string;
}

/** The one place that knows whether a run may go on. */
export class RunControl {
	private reason: StopReason | undefined;
	/** Why the last row came to nothing, and how many did so in a row. */
	private lastEnd = { reason: '', rows: 0 };
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

	/**
	 * The rows of a call have ended; calls in a row that came to nothing for the same reason end the run. One
	 * call says it once, however many rows share it.
	 */
	rowsEnded(ends: readonly RowEnd[]): void {
		if (ends.length === 0) return;
		const [{ errcode, errmsg, unanswered }] = ends;
		const reason = reasonOf(ends[0]);
		const isOne = ends.every((end) => reasonOf(end) === reason);
		const rows = isOne && reason === this.lastEnd.reason ? this.lastEnd.rows + 1 : 1;
		this.lastEnd = { reason: isOne ? reason : '', rows };
		if (this.lastEnd.reason === '') return;
		if (unanswered !== undefined && rows >= SILENT_ROWS) {
			this.stop({ kind: 'silence', sentence: words.noAnswers(rows, unanswered) });
		} else if (unanswered === undefined && rows >= EQUAL_REFUSALS) {
			this.stop({
				kind: 'account',
				sentence: words.sameRefusals(rows, Number(errcode), errmsg ?? ''),
			});
		}
	}
}

/** '' for a row that says nothing about the others. */
function reasonOf({ good, errcode, unanswered }: RowEnd): string {
	if (good) return '';
	if (unanswered !== undefined) return 'silence';
	return errcode !== null && errcode !== 0 && !isListed(errcode) ? `${errcode}` : '';
}

const words = {
	noAnswers: (rows: number, problem: string) =>
		`${rows} calls in a row got no answer from WeChat. ${problem}`,
	sameRefusals: (rows: number, errcode: number, errmsg: string) =>
		`WeChat refused ${rows} calls in a row with errcode ${errcode} ("${errmsg}")`,
};
