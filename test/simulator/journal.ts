import type { JournalEntry } from './types';

interface Waiter {
	endpoint: string | undefined;
	count: number;
	resolve: () => void;
}

/** Everything that was received, in order. Counts go on when old entries are dropped. */
export class Journal {
	readonly entries: JournalEntry[] = [];
	private readonly counts = new Map<string, number>();
	private total = 0;
	private waiters: Waiter[] = [];

	/** Adds a request, gives it its seq and wakes those who waited for it. */
	add(entry: Omit<JournalEntry, 'seq'>, limit: number | null): JournalEntry {
		const full: JournalEntry = { seq: ++this.total, ...entry };
		this.entries.push(full);
		this.counts.set(full.endpoint, this.count(full.endpoint) + 1);
		if (limit !== null && this.entries.length > 2 * limit) {
			this.entries.splice(0, this.entries.length - limit);
		}
		this.waiters = this.waiters.filter((waiter) => !this.settle(waiter));
		return full;
	}

	count(endpoint?: string): number {
		return endpoint === undefined ? this.total : (this.counts.get(endpoint) ?? 0);
	}

	private settle(waiter: Waiter): boolean {
		const arrived = this.count(waiter.endpoint) >= waiter.count;
		if (arrived) waiter.resolve();
		return arrived;
	}

	/** Resolves as soon as so many requests (of one endpoint) have been received in all. */
	async arrived(count: number, endpoint?: string): Promise<void> {
		await new Promise<void>((resolve) => {
			const waiter = { endpoint, count, resolve };
			if (!this.settle(waiter)) this.waiters.push(waiter);
		});
	}

	clear(): void {
		this.entries.length = 0;
		this.counts.clear();
		this.total = 0;
	}
}
