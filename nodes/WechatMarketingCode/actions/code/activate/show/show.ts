import type { INodeExecutionData } from 'n8n-workflow';
import { groupBy } from '../../../../domain/group';
import { withoutError } from '../../../../run/row';
import type { ActivationRow } from '../call';
import { columnAdder, write } from '../columns';
import type { ActivateSettings } from '../options';
import { statusOf, type ActivationOutcome } from '../outcome';
import { RecordReader } from '../record';
import { words, type Figures } from '../words';

/** Makes the output item of each row of a run: the input row and its result columns, or these alone. */
export function activationShower({ output }: Pick<ActivateSettings, 'output'>) {
	const resultOnly = output === 'resultOnly';
	const withColumns = columnAdder();
	const record = new RecordReader();
	return (row: ActivationRow, outcome: ActivationOutcome): INodeExecutionData[] => {
		const { json: input, item } = row;
		const base = resultOnly ? {} : withoutError(record.withoutOtherSpellings(input));
		const json = outcome.columns ? { ...base, ...outcome.columns } : withColumns(base);
		if (outcome.columns === undefined) write(json, outcome, row);
		const { binary } = item;
		return [binary === undefined || resultOnly ? { json } : { json, binary }];
	};
}

/** The sentence at the end of a run; '' when there were no rows. */
export const summarise = (outcomes: readonly ActivationOutcome[], figures: Figures): string =>
	outcomes.length === 0
		? ''
		: words.summary(
				groupBy(outcomes, (outcome) => (outcome.ending === 'blank' ? 'blank' : statusOf(outcome))),
				figures,
			);
