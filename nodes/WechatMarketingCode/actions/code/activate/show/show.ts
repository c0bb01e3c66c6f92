import type { INodeExecutionData } from 'n8n-workflow';
import { groupBy } from '../../../../domain/group';
import { spoken, type Language, type Sentence } from '../../../../domain/sentence';
import { withoutError } from '../../../../run/row';
import type { ActivationRow } from '../call';
import { columnAdder, withNotes, write } from '../columns';
import type { ActivateSettings } from '../options';
import { isActive, statusOf, type ActivationOutcome } from '../outcome';
import { RecordReader } from '../record';
import { words, type Figures } from '../words';

/** Makes the output item of each row of a run: the input row and its result columns, or these alone. */
export function activationShower(
	{ output }: Pick<ActivateSettings, 'output'>,
	language: Language | undefined,
) {
	const resultOnly = output === 'resultOnly';
	const withColumns = columnAdder();
	const record = new RecordReader();
	return (row: ActivationRow, outcome: ActivationOutcome): INodeExecutionData[] => {
		const { json: input, item } = row;
		const base = resultOnly ? {} : withoutError(record.withoutOtherSpellings(input));
		const { columns, correction } = outcome;
		const json = columns ? { ...base, ...columns } : withColumns(base);
		if (columns === undefined) write(json, outcome, row, language);
		else if (correction !== undefined) {
			// A finished row has no notes: its message is told by the record alone.
			const warnings = isActive(outcome) ? [] : row.warnings;
			json.activation_message = spoken(withNotes(correction, warnings), language);
		}
		const { binary } = item;
		return [binary === undefined || resultOnly ? { json } : { json, binary }];
	};
}

/** The sentence at the end of a run; undefined when there were no rows. */
export const summarise = (
	outcomes: readonly ActivationOutcome[],
	figures: Figures,
): Sentence | undefined =>
	outcomes.length === 0
		? undefined
		: words.summary(
				groupBy(outcomes, (outcome) => (outcome.ending === 'blank' ? 'blank' : statusOf(outcome))),
				figures,
			);
