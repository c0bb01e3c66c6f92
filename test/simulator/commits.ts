import type { Commit, CommittedRange } from './types';

/** Every change that codeactive made, in order: the judge of "committed exactly once". */
export class Commits {
	readonly list: Commit[] = [];
	private waiters: Array<{ count: number; resolve: () => void }> = [];

	/** Resolves as soon as there are so many. */
	async reached(count: number): Promise<void> {
		if (this.list.length >= count) return;
		await new Promise<void>((resolve) => this.waiters.push({ count, resolve }));
	}

	add(commit: Commit): void {
		this.list.push(commit);
		const isDone = ({ count }: { count: number }) => this.list.length >= count;
		for (const waiter of this.waiters.filter(isDone)) waiter.resolve();
		this.waiters = this.waiters.filter((waiter) => !isDone(waiter));
	}

	/**
	 * Neighbouring ranges of one application with the number of commits of each code in it (0 is left out),
	 * in order. O(n log n) for n commits.
	 */
	perCode(applicationId: string): CommittedRange[] {
		const steps = new Map<number, number>();
		for (const commit of this.list) {
			if (commit.applicationId !== applicationId) continue;
			steps.set(commit.codeStart, (steps.get(commit.codeStart) ?? 0) + 1);
			steps.set(commit.codeEnd + 1, (steps.get(commit.codeEnd + 1) ?? 0) - 1);
		}
		const positions = [...steps.keys()].filter((at) => steps.get(at) !== 0).sort((a, b) => a - b);
		const ranges: CommittedRange[] = [];
		let commits = 0;
		positions.forEach((codeStart, i) => {
			commits += steps.get(codeStart) ?? 0;
			if (commits === 0) return;
			ranges.push({ applicationId, codeStart, codeEnd: positions[i + 1] - 1, commits });
		});
		return ranges;
	}

	/** Ranges that were committed more than once, over all applications. */
	double(): CommittedRange[] {
		const ids = new Set(this.list.map((commit) => commit.applicationId));
		return [...ids].flatMap((id) => this.perCode(id)).filter((range) => range.commits > 1);
	}
}
