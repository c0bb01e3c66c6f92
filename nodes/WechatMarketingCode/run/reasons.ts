import { escape } from 'lodash';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { groupBy } from '../domain/group';
import { isGood, type Outcome } from './outcome';
import type { Row } from './row';
import { words } from './words';

/** Reasons that a hint tells. */
const SHOWN_REASONS = 3;

/** Why rows are bad or open: the first three distinct reasons, each with its rows; [] when all is well. */
export function reasonsIn(
	rows: ReadonlyArray<Row<unknown>>,
	outcomes: readonly Outcome[],
): string[] {
	const told = rows.filter((_row, at) => !isGood(outcomes[at]) && outcomes[at].ending !== 'blank');
	const byReason = groupBy(told, ({ index }) => outcomes[index].message);
	return [...byReason]
		.slice(0, SHOWN_REASONS)
		.map(([reason, theirs]) => words.reason(theirs, reason));
}

/**
 * The hint after a run: a warning when there are reasons to tell.
 *
 * @param counting how rows are counted; '' where their names tell
 */
export const hintOf = (
	told: string,
	reasons: readonly string[],
	counting: string,
): NodeExecutionHint => ({
	message: asHtml(reasons.length > 0 ? [told, ...reasons, counting] : [told]),
	type: reasons.length > 0 ? 'warning' : 'info',
	location: 'outputPane',
});

/** Lines for a hint or the description of an error, which n8n shows as HTML; of a quoted cell 60 characters. */
export const asHtml = (lines: readonly string[]): string =>
	lines
		.filter((line) => line !== '')
		.map((line) => escape(line.replace(/"([^"]{59})[^"]{2,}"/g, '"$1…"')))
		.join('<br>\n');

/** Tells when the node's setting *Execute Once* kept rows away. */
export function warnOfExecuteOnce(context: IExecuteFunctions, taken: number): void {
	if (context.getNode().executeOnce !== true) return;
	const arrived = context.getExecuteData().data.main?.[0]?.length ?? 0;
	if (arrived <= taken) return;
	const message = asHtml([words.executeOnce(arrived)]);
	context.addExecutionHints({ type: 'warning', message, location: 'outputPane' });
}
