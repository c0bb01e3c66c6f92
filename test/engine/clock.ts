/* eslint-disable @n8n/community-nodes/no-restricted-globals -- turns of the event loop, no time */
import type { Deadline, time } from '../../nodes/WechatMarketingCode/api/time';
import type { Patience } from '../simulator/patience';

interface Due {
	readonly at: number;
	/** `deadline`: of a call under way. `answer`: the simulator holds it back. */
	readonly kind: 'sleep' | 'deadline' | 'answer';
	readonly act: () => void;
	/** False for an answer that nobody waits for any more. */
	isAwaited: boolean;
}

const BEGIN = Date.UTC(2026, 5, 1, 4);
/** Turns of the event loop without news before time goes on; work between two calls is done by then. */
const QUIET_TURNS = 3;
/** The same while something is under way that holds a deadline but makes no call. */
const VERY_QUIET_TURNS = 200;

/**
 * A clock for the node and the simulator of one process. Its time goes on only when nothing else can
 * happen: when the simulator holds back the answer of every call that is under way. It then jumps to
 * what is due next, so that all waiting takes no time, in the same order on every machine.
 */
export class Clock implements Patience, Omit<typeof time, 'random'> {
	private ms = BEGIN;
	private readonly dues = new Set<Due>();
	/** Answers that a test holds back. */
	private held = 0;
	/** Deadlines that were over, whose connection the simulator has not seen close yet. */
	private closing = 0;
	private news = 0;
	private isWatching = false;

	readonly now = (): number => this.ms;
	readonly monotonic = (): number => this.ms - BEGIN;

	/** Milliseconds since the beginning. */
	get passed(): number {
		return this.ms - BEGIN;
	}

	pass(ms: number): void {
		this.ms += ms;
		this.tell();
	}

	readonly sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const due = this.add('sleep', ms, () => {
				signal?.removeEventListener('abort', cancel);
				resolve();
			});
			const cancel = () => {
				this.remove(due);
				reject(signal?.reason as Error);
			};
			signal?.addEventListener('abort', cancel, { once: true });
		});
	};

	readonly deadline = (ms: number): Deadline => {
		const over = new AbortController();
		const due = this.add('deadline', ms, () => {
			this.closing++;
			deadline.isOver = true;
			over.abort();
		});
		const deadline = {
			signal: over.signal,
			isOver: false,
			cut: (reason?: unknown) => over.abort(reason),
			end: () => this.remove(due),
		};
		return deadline;
	};

	async wait(ms: number, gone: AbortSignal): Promise<void> {
		await new Promise<void>((resolve) => {
			const due = this.add('answer', ms, resolve);
			due.isAwaited = !gone.aborted;
			gone.addEventListener('abort', () => {
				if (!this.dues.has(due)) return;
				due.isAwaited = false;
				this.closing = Math.max(0, this.closing - 1);
				this.tell();
			});
		});
	}

	async hold(until: Promise<void>): Promise<void> {
		this.held++;
		this.tell();
		await until;
		this.held--;
		this.tell();
	}

	private add(kind: Due['kind'], ms: number, act: () => void): Due {
		const due = { kind, at: this.ms + ms, act, isAwaited: true };
		this.dues.add(due);
		this.tell();
		return due;
	}

	private remove(due: Due): void {
		if (this.dues.delete(due)) this.tell();
	}

	private tell(): void {
		this.news++;
		if (this.isWatching) return;
		this.isWatching = true;
		this.watch(this.news, 0);
	}

	/** Looks at each turn of the event loop until there is nothing to wait for but news. */
	private watch(seen: number, quietTurns: number): void {
		setImmediate(() => {
			const turns = seen === this.news ? quietTurns + 1 : 0;
			if (turns >= QUIET_TURNS && !this.goOn(turns)) this.isWatching = false;
			else this.watch(this.news, turns);
		});
	}

	/** @returns false when time cannot go on before there is news */
	private goOn(turns: number): boolean {
		const all = [...this.dues];
		const calls = all.filter(({ kind }) => kind === 'deadline').length;
		const withheld = all.filter(({ kind, isAwaited }) => kind === 'answer' && isAwaited).length;
		if (withheld === 0) this.closing = 0;
		const isUnderWay = calls > withheld + this.held || this.closing > 0;
		const mayBeLate = !isUnderWay && this.held === 0 && calls === withheld;
		const next = all
			.filter(({ kind, at }) => at < Infinity && (kind !== 'deadline' || mayBeLate))
			.filter(({ kind }) => !isUnderWay || kind === 'sleep')
			.reduce<Due | undefined>(
				(soonest, due) => (soonest && soonest.at <= due.at ? soonest : due),
				undefined,
			);
		if (next === undefined) return false;
		if (isUnderWay && turns < VERY_QUIET_TURNS) return true;
		this.ms = Math.max(this.ms, next.at);
		this.dues.delete(next);
		this.tell();
		next.act();
		return true;
	}
}
