import { escape } from 'lodash';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { DIAGNOSIS_PAGE } from '../api/errcodes';
import { groupBy } from '../domain/group';
import { briefly, spoken, type Language, type Part, type Sentence } from '../domain/sentence';
import { isGood, type Outcome } from './outcome';
import type { Row } from './row';
import { words } from './words';

/** Reasons that a hint tells. */
const SHOWN_REASONS = 3;

/** Why rows are bad or open: the first three distinct reasons, each with its rows; [] when all is well. */
export function reasonsIn(
	rows: ReadonlyArray<Row<unknown>>,
	outcomes: readonly Outcome[],
): Sentence[] {
	const told = rows.filter((_row, at) => !isGood(outcomes[at]) && outcomes[at].ending !== 'blank');
	const byReason = groupBy(told, ({ index }) => spoken(outcomes[index].message, 'en'));
	return [...byReason.values()]
		.slice(0, SHOWN_REASONS)
		.map((theirs) => words.reason(theirs, outcomes[theirs[0].index].message));
}

/**
 * The hint after a run: a warning when there are reasons to tell.
 *
 * @param counting how rows are counted; '' where their names tell
 */
export const hintOf = (
	told: Sentence,
	reasons: readonly Sentence[],
	counting: Sentence,
	language: Language | undefined,
): NodeExecutionHint => ({
	message: asHtml(reasons.length > 0 ? [told, ...reasons, counting] : [told], language),
	type: reasons.length > 0 ? 'warning' : 'info',
	location: 'outputPane',
});

/** The address is longer than n8n's pane is wide, and n8n cuts it off there. */
const DIAGNOSIS_LINK = `<a href="${DIAGNOSIS_PAGE}" target="_blank">developers.weixin.qq.com</a>`;

/** Lines for a hint or the description of an error, which n8n shows as HTML; of a quoted cell 60 characters. */
export const asHtml = (lines: readonly Part[], language: Language | undefined): string =>
	lines
		.map((line) => spoken(briefly(line), language))
		.filter((line) => line !== '')
		.map((line) => escape(line).replace(DIAGNOSIS_PAGE, DIAGNOSIS_LINK))
		.join('<br>\n');

/** Tells when the node's setting *Execute Once* kept rows away. */
export function warnOfExecuteOnce(
	context: IExecuteFunctions,
	taken: number,
	language: Language | undefined,
): void {
	if (context.getNode().executeOnce !== true) return;
	const arrived = context.getExecuteData().data.main?.[0]?.length ?? 0;
	if (arrived <= taken) return;
	const message = asHtml([words.executeOnce(arrived)], language);
	context.addExecutionHints({ type: 'warning', message, location: 'outputPane' });
}
