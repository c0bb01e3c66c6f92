import type { Outcome } from './outcome';

/** The outcome of each row of a run; the first one stands. */
export class Ledger<O extends Outcome> {
	private readonly outcomes: Array<O | undefined>;

	constructor(readonly size: number) {
		this.outcomes = new Array<O | undefined>(size).fill(undefined);
	}

	set(index: number, outcome: O): void {
		this.outcomes[index] ??= outcome;
	}

	replace(index: number, outcome: O): void {
		this.outcomes[index] = outcome;
	}

	get(index: number): O | undefined {
		return this.outcomes[index];
	}

	/** Gives every row that has none an outcome, so that no row is ever lost. */
	close(outcomeOf: (index: number) => O): O[] {
		return this.outcomes.map(
			(outcome, index) => (this.outcomes[index] = outcome ?? outcomeOf(index)),
		);
	}
}
