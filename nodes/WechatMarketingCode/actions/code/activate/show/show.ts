import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ActivationRow } from '../call';
import type { ActivateSettings } from '../options';
import type { ActivationOutcome } from '../outcome';
import { columnAdder, write } from '../columns';
import { RecordReader } from '../record';

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

/** n8n takes a column named `error` for a failed node. */
function withoutError(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, input_error: error };
}
