import { RunControl } from '../api/runControl';

/** Lets each call be answered once, whatever the answer: the next poll is the repeat. Nothing is counted. */
export class AskOnce extends RunControl {
	private isAnswered = false;

	override get mayContinue(): boolean {
		return !this.isAnswered && super.mayContinue;
	}

	override heard(): void {
		this.isAnswered = true;
	}

	/** Before each call. */
	begin(): void {
		this.isAnswered = false;
	}
}
