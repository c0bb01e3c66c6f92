import type { RunControl } from '../api/runControl';
import { time } from '../api/time';
import { both, ToldError } from '../domain/sentence';
import type { Turns } from '../domain/turns';

/** n8n, its editor and its other runs wait that long at most, and for what lies between two yields. */
const SLICE_MS = 50;

/** Does the long work of a run without holding n8n up: gives way after each slice, whatever it was spent on. */
export class Slices {
	private begun = time.monotonic();

	/**
	 * @param control a run that was stopped meanwhile ends the work there
	 * @throws ToldError why the run was stopped
	 */
	async inTurns<T>(work: Turns<T>, control?: Pick<RunControl, 'stopped'>): Promise<T> {
		for (;;) {
			const step = work.next();
			if (step.done) return step.value;
			if (time.monotonic() - this.begun < SLICE_MS) continue;
			await time.sleep(0);
			this.begun = time.monotonic();
			if (control?.stopped !== undefined) throw new ToldError(both`${control.stopped.sentence}`);
		}
	}

	/** The same for quick work on many rows. */
	async each<T>(
		rows: readonly T[],
		work: (row: T, at: number) => void,
		control?: Pick<RunControl, 'stopped'>,
	): Promise<void> {
		await this.inTurns(eachOf(rows, work), control);
	}
}

function* eachOf<T>(rows: readonly T[], work: (row: T, at: number) => void): Turns<void> {
	for (const [at, row] of rows.entries()) {
		yield;
		work(row, at);
	}
}
