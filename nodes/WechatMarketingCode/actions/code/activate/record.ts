import type { IDataObject } from 'n8n-workflow';
import { isBlank, readCount, readDigits, readPosition, type Reading } from '../../../domain/cells';
import { keyOf } from '../../../domain/header/recognise';
import type { CodeRange } from '../../../domain/ranges';
import type { Sentence } from '../../../domain/sentence';
import type { Verdicts } from '../../../run/operation';
import { emptyColumns, resultColumns, type ColumnName } from './columns';
import { outcomeOf, type ActivationOutcome } from './outcome';
import { words } from './words';

/** Endings of an earlier run that say something of the codes. */
const ENDINGS = ['activated', 'already_active', 'unknown', 'failed'] as const;

/** What the result columns of a row say of an earlier run. */
export interface Recorded {
	readonly ending: (typeof ENDINGS)[number];
	/** Digits, without leading zeros. */
	readonly applicationId: string;
	readonly range: CodeRange;
	/** The result columns as they stand in the row. */
	readonly columns: Readonly<Record<ColumnName, IDataObject[string]>>;
}

const ENDING_OF = new Map(ENDINGS.map((ending) => [keyOf(ending), ending]));
const COLUMNS = new Map(resultColumns.map((column) => [keyOf(column), column]));

/**
 * Reads the record of earlier runs back from the rows of one run, as generously as the sheet's own
 * columns: headers whatever their case, blanks and byte-order mark, numbers as people write them.
 */
export class RecordReader {
	private readonly columnOf = new Map<string, ColumnName | undefined>();

	/** Undefined when the row says nothing that can be trusted. */
	read(json: IDataObject): Recorded | undefined {
		const columns = this.columnsIn(json);
		if (columns === undefined) return undefined;
		const ending = ENDING_OF.get(keyOf(String(columns.activation_status ?? '')));
		const applicationId = valueIn(readDigits(columns.activation_application_id));
		const range = rangeIn(columns);
		if (ending === undefined || applicationId === undefined || range === undefined)
			return undefined;
		return { ending, applicationId: applicationId.replace(/^0+(?=\d)/, ''), range, columns };
	}

	/** The row without the columns that are result columns under another spelling of their names. */
	withoutOtherSpellings(json: IDataObject): IDataObject {
		const others = Object.keys(json).filter((header) => {
			const column = this.meaning(header);
			return column !== undefined && column !== header;
		});
		if (others.length === 0) return json;
		return Object.fromEntries(Object.entries(json).filter(([header]) => !others.includes(header)));
	}

	private columnsIn(json: IDataObject): Recorded['columns'] | undefined {
		let found: Record<ColumnName, IDataObject[string]> | undefined;
		for (const header in json) {
			const column = this.meaning(header);
			if (column === undefined) continue;
			found ??= { ...emptyColumns };
			const value = json[header];
			if (isBlank(value)) continue;
			if (header === column || found[column] === null) found[column] = value;
		}
		return found;
	}

	private meaning(header: string): ColumnName | undefined {
		if (this.columnOf.has(header)) return this.columnOf.get(header);
		const column = COLUMNS.get(keyOf(header));
		this.columnOf.set(header, column);
		return column;
	}
}

/** The outcome of a finished row: its columns stay as they are. */
export const finished = ({ ending, range, columns }: Recorded): ActivationOutcome => {
	const text = (value: unknown): string | null => (value === null ? null : String(value).trim());
	const errcode = Number(columns.activation_errcode ?? NaN);
	return outcomeOf(ending, words.doneEarlier, {
		errcode: Number.isInteger(errcode) ? errcode : null,
		errmsg: text(columns.activation_errmsg),
		rid: text(columns.activation_rid),
		time: text(columns.activation_time),
		range,
		columns,
	});
};

/** The same for a row that repeats a finished one, and has columns of its own. */
export const withoutRecord = (outcome: ActivationOutcome): ActivationOutcome => ({
	...outcome,
	message: outcome.correction ?? outcome.message,
	columns: undefined,
	correction: undefined,
});

/** The outcome of a row of which an earlier run did not know, and this one neither: the next run still looks it up. */
export const stillUnknown = (record: Recorded, message: Sentence): ActivationOutcome => ({
	...finished(record),
	message,
	correction: message,
});

/** The same for what a run gave of such rows: its own word stands where it tells what became of the codes. */
export const keepUnknown = (
	verdicts: Verdicts<ActivationOutcome>,
	unsure: ReadonlyMap<number, Recorded>,
): Verdicts<ActivationOutcome> =>
	unsure.size === 0
		? verdicts
		: verdicts.map(({ index, outcome }) => {
				const record = unsure.get(index);
				const { ending, message, range, sent, unanswered } = outcome;
				const isDryRun = ending === 'dry_run';
				const isTold = range !== undefined && !(isDryRun && sent !== undefined);
				if (record === undefined || isTold) return { index, outcome };
				const kept = { ...stillUnknown(record, message), unanswered };
				// A dry run finds nothing wrong with the row.
				return { index, outcome: isDryRun ? { ...kept, ending } : kept };
			});

/** Start and end; a start that a reader dropped because it was 0 is proven by end and count. */
function rangeIn(columns: Recorded['columns']): CodeRange | undefined {
	const end = valueIn(readPosition(columns.activation_code_end));
	const count = valueIn(readCount(columns.activation_code_count));
	const told = valueIn(readPosition(columns.activation_code_start));
	if (end === undefined) return undefined;
	const isBlankStart = isBlank(columns.activation_code_start);
	const start = told ?? (isBlankStart && count !== undefined ? end - count + 1 : undefined);
	return start === undefined || start < 0 || start > end
		? undefined
		: { codeStart: start, codeEnd: end };
}

const valueIn = <T>(reading: Reading<T>): T | undefined =>
	reading.kind === 'value' ? reading.value : undefined;
