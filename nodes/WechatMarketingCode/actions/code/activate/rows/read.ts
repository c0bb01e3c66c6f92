import { checkBarcode } from '../../../../domain/barcode';
import { readCount } from '../../../../domain/cells';
import { countOf, type CodeRange } from '../../../../domain/ranges';
import { rememberLast } from '../../../../domain/rememberLast';
import { withoutRemains } from '../../../../domain/remains';
import { addProblem, addWarning } from '../../../../run/row';
import type { ActivationRow } from '../call';
import type { Field } from '../field';
import type { ActivateSettings } from '../options';
import { fieldNames, fieldOf, type FieldName, type RangeFieldName, type Values } from '../request';
import { words } from '../words';
import type { FieldSource } from './source';

type FieldReader = Pick<Field, 'fallback' | 'optional' | 'read' | 'doubt'> & {
	readonly name: FieldName;
	readonly isValue: boolean;
};

/** Reads the rows of one run into WeChat's own units. What a sheet repeats from row to row is judged once. */
export class ActivationReader {
	private readonly readers = fieldNames.map((name): FieldReader => {
		const { read, doubt, fallback, optional = false, ofRange } = fieldOf(name);
		const isValue = ofRange === undefined;
		// All of one shape: the engine reads their properties faster.
		return {
			name,
			isValue,
			fallback,
			optional,
			read: isValue ? rememberLast(withoutRemains(read)) : read,
			doubt: doubt && rememberLast(doubt),
		};
	});
	private readonly byName = Object.fromEntries(
		this.readers.map((reader) => [reader.name, reader]),
	) as Record<FieldName, FieldReader>;
	private readonly doubters = this.readers.filter(({ doubt }) => doubt !== undefined);
	private readonly checkBarcode = rememberLast(checkBarcode);

	constructor(
		private readonly source: FieldSource,
		private readonly settings: ActivateSettings,
	) {}

	/**
	 * What is wrong is collected on the row, so that a person sees all of it at once; what could be read
	 * is kept for the checks among rows.
	 */
	read(row: ActivationRow): void {
		const values: Record<string, unknown> = {};
		let range: CodeRange | undefined;
		for (const reader of this.readers) {
			const { name, isValue, fallback } = reader;
			if (isValue) values[name] = this.take(row, reader) ?? fallback;
			else if (name === 'codeStart') range = this.readRange(row);
		}
		row.request = { values: values as Values, range };
		this.judgeBarcode(row, row.request.values.productCode);
		this.compareCount(row, range);
		for (const { name, doubt } of this.doubters) {
			const doubted = values[name] === '' ? undefined : doubt?.(values[name]);
			if (doubted !== undefined) this.warn(row, name, doubted);
		}
	}

	/** The value of a cell; undefined when it is blank or wrong, which is told on the row. */
	private take(row: ActivationRow, { name, read, optional }: FieldReader): unknown {
		const reading = read(this.source.cell(name, row.index));
		if (reading.kind === 'problem') return this.refuse(row, name, reading.problem);
		if (reading.kind === 'blank') {
			return optional ? undefined : this.refuse(row, name, words.isEmpty);
		}
		if (reading.warning !== undefined) this.warn(row, name, reading.warning);
		return reading.value;
	}

	/** Start and end, or start and count, in the user's numbering; 0-based and inclusive when returned. */
	private readRange(row: ActivationRow): CodeRange | undefined {
		const { rangeBy, numbering } = this.settings;
		if (rangeBy === 'wholeApplication') return undefined;
		const first = numbering === 'oneBased' ? 1 : 0;
		const start = this.number(row, 'codeStart');
		const byCount = rangeBy === 'startCount';
		const second = this.number(row, byCount ? 'codeCount' : 'codeEnd');
		if (start === undefined || second === undefined) return undefined;
		const end = byCount ? start + second - 1 : second;
		if (start < first) return this.refuse(row, 'codeStart', words.belowOne);
		if (end < start) return this.refuse(row, 'codeEnd', words.endBeforeStart(start, end));
		return { codeStart: start - first, codeEnd: end - first };
	}

	private number(row: ActivationRow, name: RangeFieldName): number | undefined {
		return this.take(row, this.byName[name]) as number | undefined;
	}

	/** A sheet with start, end and count tells the same thing twice; the count decides nothing, but may show a slip. */
	private compareCount(row: ActivationRow, range: CodeRange | undefined): void {
		const { rangeBy, rowSource } = this.settings;
		if (range === undefined || rangeBy !== 'startEnd' || rowSource !== 'columns') return;
		const told = readCount(this.source.cell('codeCount', row.index));
		if (told.kind !== 'value' || told.value === countOf(range)) return;
		addWarning(row, words.otherCount(this.source.label('codeCount'), told.value, range));
	}

	private judgeBarcode(row: ActivationRow, code: string): void {
		const { barcodeCheck } = this.settings;
		if (code === '' || barcodeCheck === 'off') return;
		const verdict = this.checkBarcode(code);
		if (verdict.ok) return;
		if (barcodeCheck === 'error') this.refuse(row, 'productCode', verdict.problem);
		else this.warn(row, 'productCode', verdict.problem);
	}

	private refuse(row: ActivationRow, name: FieldName, problem: string): undefined {
		addProblem(row, { field: this.source.label(name), problem });
	}

	private warn(row: ActivationRow, name: FieldName, warning: string): void {
		addWarning(row, words.ofField(this.source.label(name), warning));
	}
}
