import { time } from '../api/time';

/** n8n, its editor and its other runs wait that long at most, and for what one row takes. */
const SLICE_MS = 50;

/**
 * Does quick work on many rows without holding n8n up: gives way after each slice.
 *
 * @param goOn asked after each slice; may throw to end the work there
 */
export async function inSlices<T>(
	rows: readonly T[],
	work: (row: T, at: number) => void,
	goOn: () => void = () => {},
): Promise<void> {
	let begun = time.monotonic();
	for (const [at, row] of rows.entries()) {
		if (time.monotonic() - begun >= SLICE_MS) {
			await time.sleep(0);
			goOn();
			begun = time.monotonic();
		}
		work(row, at);
	}
}
