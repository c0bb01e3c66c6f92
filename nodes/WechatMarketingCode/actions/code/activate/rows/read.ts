import { difference, keyBy } from 'lodash';
import { barcodeProblem, digitsAsPrinted } from '../../../../domain/barcode';
import { readPosition, saysNothing } from '../../../../domain/cells';
import { countOf, type CodeRange } from '../../../../domain/ranges';
import { rememberLast } from '../../../../domain/rememberLast';
import { withoutRemains } from '../../../../domain/remains';
import type { Sentence } from '../../../../domain/sentence';
import { ParameterError } from '../../../../run/parameters';
import { addProblem, addWarning, hasNoCell } from '../../../../run/row';
import type { ActivationRow } from '../call';
import type { Field } from '../field';
import type { ActivateSettings } from '../options';
import { fieldNames, fieldOf, sharedValues, type FieldName, type Values } from '../request';
import type { FieldSource } from './source';
import { words } from './words';

type FieldReader = Pick<Field, 'fallback' | 'optional' | 'read' | 'doubt'> & {
	readonly name: FieldName;
	readonly isValue: boolean;
};

/** What the checks between rows want to know, and only reading sees. By index of the row. */
export interface SeenInReading {
	readonly blank: ReadonlySet<number>;
	/** 0-based starts of rows whose range could not be read whole. */
	readonly starts: ReadonlyMap<number, number>;
	/** Rows in which a default value stands in for a cell of a column that other rows fill. */
	readonly standIns: readonly ActivationRow[];
}

/** Reads the rows of one run into WeChat's own units. What a sheet repeats from row to row is judged once. */
export class ActivationReader implements SeenInReading {
	readonly blank = new Set<number>();
	readonly starts = new Map<number, number>();
	readonly standIns: ActivationRow[] = [];
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
	private readonly byName = keyBy(this.readers, 'name') as Record<FieldName, FieldReader>;
	private readonly doubters = this.readers.filter(({ doubt }) => doubt !== undefined);
	private readonly barcodeProblem = rememberLast(barcodeProblem);
	private readonly digitsAsPrinted = rememberLast(digitsAsPrinted);
	/** What tells that a row without any cell asks for something all the same. */
	private readonly asking: FieldName[];
	private readonly shared = sharedValues();
	/** Fields of the row that is read which must not be empty, and are. */
	private empty: FieldName[] = [];
	/** The number of the first code, as the rows count. */
	private readonly first: 0 | 1;

	constructor(
		private readonly source: FieldSource,
		private readonly settings: ActivateSettings,
	) {
		this.first = settings.numbering === 'oneBased' ? 1 : 0;
		this.asking = fieldNames.filter(
			(name) => name === 'applicationId' || fieldOf(name).ofRange?.includes(settings.rangeBy),
		);
	}

	/** All that is wrong is told on the row; what could be read is kept for the checks among rows. */
	read(row: ActivationRow): void {
		const { rowSource } = this.settings;
		const hasCells = !hasNoCell(row.json);
		if (rowSource === 'columns' && !hasCells) this.blank.add(row.index);
		const values: Record<string, unknown> = {};
		let range: CodeRange | undefined;
		this.empty = [];
		for (const reader of this.readers) {
			const { name, isValue, fallback } = reader;
			if (isValue) values[name] = this.take(row, reader) ?? fallback;
			else if (name === 'codeStart') range = this.readRange(row);
		}
		this.tellEmpty(row);
		values.productCode = this.judgeBarcode(row, values.productCode as string);
		row.request = { values: this.shared(values as Values), range };
		if (rowSource === 'columns') this.compareSheet(row, range);
		else if (!hasCells && this.asksForNothing(row)) this.blank.add(row.index);
		for (const { name, doubt } of this.doubters) {
			const doubted = values[name] === '' ? undefined : doubt?.(values[name]);
			if (doubted !== undefined) this.warn(row, name, doubted);
		}
	}

	/** Several cells that are blank below filled ones have one cause. */
	private tellEmpty(row: ActivationRow): void {
		const columnOf = (name: FieldName) => this.source.columnOfBlank(name, row.index);
		const below = this.empty.filter((name) => Number(columnOf(name)?.filledFrom) < row.index);
		const isMerged = below.length > 1 || below.some((name) => columnOf(name)?.isSparse);
		const merged = isMerged ? below : [];
		for (const name of difference(this.empty, merged)) this.refuse(row, name, words.isEmpty);
		const labels = merged.map((name) => this.source.label(name));
		if (isMerged) addProblem(row, { problem: words.blankBelow(labels) });
	}

	/** With fields, the item of a manual trigger holds nothing, and its row may ask for much. */
	private asksForNothing({ index }: ActivationRow): boolean {
		return this.asking.every((name) => saysNothing(this.source.cell(name, index)));
	}

	/** The value of a cell; undefined when it is blank or wrong, which is told on the row. */
	private take(row: ActivationRow, { name, isValue, read, optional }: FieldReader): unknown {
		const cell = this.source.cell(name, row.index);
		if (cell instanceof ParameterError) {
			return addProblem(row, { field: cell.parameter, problem: cell.problem });
		}
		const reading = read(cell);
		if (reading.kind === 'problem') {
			return optional && reading.isMark ? undefined : this.refuse(row, name, reading.problem);
		}
		if (reading.kind === 'blank' && !optional) this.empty.push(name);
		if (reading.kind === 'blank') return undefined;
		if (reading.warning !== undefined) this.warn(row, name, reading.warning);
		const column = isValue ? this.source.columnOfBlank(name, row.index) : undefined;
		// A default value, though other rows fill its column.
		if (column !== undefined && column.filledFrom < Infinity) {
			addWarning(row, words.ofField(this.source.label(name), words.standsIn));
			if (this.standIns.at(-1) !== row) this.standIns.push(row);
		}
		return reading.value;
	}

	/** 0-based and inclusive; what could be read of it is kept for the checks. */
	private readRange(row: ActivationRow): CodeRange | undefined {
		if (this.settings.rangeBy === 'wholeApplication') return undefined;
		const start = this.take(row, this.byName.codeStart) as number | undefined;
		const range = this.rangeFrom(row, start);
		if (range === undefined && start !== undefined) this.starts.set(row.index, start - this.first);
		return range;
	}

	/** Start and end, or start and count, in the numbering of the rows. */
	private rangeFrom(row: ActivationRow, start: number | undefined): CodeRange | undefined {
		const { first, byName } = this;
		const byCount = this.settings.rangeBy === 'startCount';
		const second = this.take(row, byName[byCount ? 'codeCount' : 'codeEnd']) as number | undefined;
		if (start === undefined || second === undefined) return undefined;
		const end = byCount ? start + second - 1 : second;
		if (start < first) return this.refuse(row, 'codeStart', words.belowOne);
		if (end < start) return this.refuse(row, 'codeEnd', words.endBeforeStart(start, end));
		return { codeStart: start - first, codeEnd: end - first };
	}

	/** What a sheet tells beside the range decides nothing, and may show that something else was meant. */
	private compareSheet(row: ActivationRow, range: CodeRange | undefined): void {
		const { first } = this;
		if (![undefined, first].includes(this.source.firstNumber)) {
			addWarning(row, words.numberingWins(1 - first));
		}
		if (range === undefined) return;
		const byCount = this.settings.rangeBy === 'startCount';
		const name = byCount ? 'codeEnd' : 'codeCount';
		const told = readPosition(this.source.cell(name, row.index));
		const wanted = byCount ? range.codeEnd + first : countOf(range);
		if (told.kind !== 'value' || told.value === wanted) return;
		const problem = byCount
			? words.otherEnd(told.value, wanted)
			: words.otherCount(told.value, range);
		this.refuse(row, name, problem);
	}

	/** The barcode as it is sent: one that is written as it is printed becomes its digits. */
	private judgeBarcode(row: ActivationRow, code: string): string {
		const { barcodeCheck } = this.settings;
		if (code === '' || barcodeCheck === 'off') return code;
		const digits = this.digitsAsPrinted(code);
		if (digits !== undefined) {
			this.warn(row, 'productCode', words.asPrinted(code, digits));
			return digits;
		}
		const problem = this.barcodeProblem(code);
		if (problem === undefined) return code;
		if (barcodeCheck === 'error') this.refuse(row, 'productCode', problem);
		else this.warn(row, 'productCode', problem);
		return code;
	}

	private refuse(row: ActivationRow, name: FieldName, problem: Sentence): undefined {
		addProblem(row, { field: this.source.label(name, row.index), problem });
	}

	private warn(row: ActivationRow, name: FieldName, warning: Sentence): void {
		addWarning(row, words.ofField(this.source.label(name, row.index), warning));
	}
}
