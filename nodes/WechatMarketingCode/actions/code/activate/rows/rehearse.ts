import type { Verdicts } from '../../../../run/operation';
import { spanOf, type ActivationCall } from '../call';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { words } from '../words';

/** What a call would send, row by row. Dry run: nothing goes out. */
export function rehearse({ values, rows, indexes }: ActivationCall): Verdicts<ActivationOutcome> {
	const all = rows.flatMap(({ row, repeats }) => [row, ...repeats]);
	const inOrder = all.sort((a, b) => a.index - b.index);
	const outcome = outcomeOf('dry_run', words.dryRun(values, spanOf(rows), inOrder));
	return indexes.map((index) => ({ index, outcome }));
}
