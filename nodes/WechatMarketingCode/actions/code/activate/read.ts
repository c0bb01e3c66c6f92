import type { FieldName } from '../../../domain/fields';
import { looksLikeAppId } from '../../../domain/appId';
import { checkBarcode } from '../../../domain/barcode';
import {
	readBarcode,
	readCount,
	readDigits,
	readPosition,
	readText,
	readWxaType,
	type Reading,
} from '../../../domain/cells';
import { pathWarning } from '../../../domain/path';
import { rememberLast } from '../../../domain/rememberLast';
import { countOf, type CodeRange } from '../../../domain/ranges';
import { addProblem, addWarning, type Row } from '../../../run/operation';
import type { ActivateSettings } from './settings';
import type { ActivationValues } from './values';

/** Where the fields of a row come from: parameters of the node, or columns of the sheet. */
export interface FieldSource {
	cell(field: FieldName, index: number): unknown;
	/** The field as a person finds it: `Code Start`, or `Code Start (column "起始位")`. */
	label(field: FieldName): string;
}

const TEXTS = ['activityName', 'productBrand', 'productTitle'] as const;

/** How each field is read. What a sheet repeats from row to row is read and judged once. */
const rememberingReaders = () => ({
	applicationId: rememberLast(readDigits),
	activityName: rememberLast(readText),
	productBrand: rememberLast(readText),
	productTitle: rememberLast(readText),
	productCode: rememberLast(readBarcode),
	wxaAppId: rememberLast(readText),
	wxaPath: rememberLast(readText),
	wxaType: rememberLast(readWxaType),
	checkBarcode: rememberLast(checkBarcode),
	pathWarning: rememberLast(pathWarning),
	looksLikeAppId: rememberLast(looksLikeAppId),
});

/** Reads the rows of one run into WeChat's own units. */
export class ActivationReader {
	private readonly readers = rememberingReaders();

	constructor(
		private readonly source: FieldSource,
		private readonly settings: ActivateSettings,
	) {}

	/**
	 * What is wrong is collected on the row, so that a person sees all of it at once; what could be read
	 * is kept for the checks among rows.
	 */
	read(row: Row<ActivationValues>): void {
		const { readers, settings } = this;
		const applicationId = this.needed(row, 'applicationId', readers.applicationId) ?? '';
		const range = settings.rangeBy === 'wholeApplication' ? undefined : this.readRange(row);
		const [activityName, productBrand, productTitle] = TEXTS.map(
			(field) => this.needed(row, field, readers[field]) ?? '',
		);
		const productCode = this.needed(row, 'productCode', readers.productCode) ?? '';
		const wxaAppId = this.needed(row, 'wxaAppId', readers.wxaAppId) ?? '';
		const wxaPath = this.needed(row, 'wxaPath', readers.wxaPath) ?? '';
		const wxaType = this.optional(row, 'wxaType', readers.wxaType) ?? 0;
		row.values = {
			applicationId,
			range,
			activityName,
			productBrand,
			productTitle,
			productCode,
			wxaAppId,
			wxaPath,
			wxaType,
		};
		this.judgeBarcode(row, productCode);
		this.compareCount(row, range);
		if (wxaAppId !== '' && !readers.looksLikeAppId(wxaAppId)) {
			this.warn(row, 'wxaAppId', 'an app id usually is wx and 16 characters 0-9, a-f.');
		}
		const aboutPath = readers.pathWarning(wxaPath);
		if (aboutPath !== undefined) this.warn(row, 'wxaPath', aboutPath);
	}

	private optional<T>(
		row: Row<ActivationValues>,
		field: FieldName,
		reader: (cell: unknown) => Reading<T>,
	): T | undefined {
		const reading = reader(this.source.cell(field, row.index));
		if (reading.kind === 'problem') this.refuse(row, field, reading.problem);
		if (reading.kind !== 'value') return undefined;
		if (reading.warning !== undefined) this.warn(row, field, reading.warning);
		return reading.value;
	}

	private needed<T>(
		row: Row<ActivationValues>,
		field: FieldName,
		reader: (cell: unknown) => Reading<T>,
	): T | undefined {
		const before = row.problems.length;
		const value = this.optional(row, field, reader);
		if (value === undefined && row.problems.length === before) {
			this.refuse(row, field, 'is empty; it is required.');
		}
		return value;
	}

	/** Start and end, or start and count, in the user's numbering; 0-based and inclusive when returned. */
	private readRange(row: Row<ActivationValues>): CodeRange | undefined {
		const { rangeBy, oneBased } = this.settings;
		const first = oneBased ? 1 : 0;
		const start = this.needed(row, 'codeStart', readPosition);
		const byCount = rangeBy === 'startCount';
		const second = byCount
			? this.needed(row, 'codeCount', readCount)
			: this.needed(row, 'codeEnd', readPosition);
		if (start === undefined || second === undefined) return undefined;
		const end = byCount ? start + second - 1 : second;
		if (start < first) {
			return this.refuse(row, 'codeStart', 'positions start at 1 with One-Based numbering.');
		}
		if (end < start) {
			return this.refuse(row, 'codeEnd', `the end (${end}) is before the start (${start}).`);
		}
		return { codeStart: start - first, codeEnd: end - first };
	}

	/** A sheet with start, end and count tells the same thing twice; the count decides nothing, but may show a slip. */
	private compareCount(row: Row<ActivationValues>, range: CodeRange | undefined): void {
		const { rangeBy, rowSource } = this.settings;
		if (range === undefined || rangeBy !== 'startEnd' || rowSource !== 'columns') return;
		const told = readCount(this.source.cell('codeCount', row.index));
		if (told.kind !== 'value' || told.value === countOf(range)) return;
		addWarning(
			row,
			`${this.source.label('codeCount')} says ${told.value}, but from start to end there are ${countOf(range)} codes.`,
		);
	}

	private judgeBarcode(row: Row<ActivationValues>, code: string): void {
		const { barcodeCheck } = this.settings;
		if (code === '' || barcodeCheck === 'off') return;
		const verdict = this.readers.checkBarcode(code);
		if (verdict.ok) return;
		if (barcodeCheck === 'error') this.refuse(row, 'productCode', verdict.problem);
		else this.warn(row, 'productCode', verdict.problem);
	}

	private refuse(row: Row<ActivationValues>, field: FieldName, problem: string): undefined {
		addProblem(row, { field: this.source.label(field), problem });
	}

	private warn(row: Row<ActivationValues>, field: FieldName, warning: string): void {
		addWarning(row, `${this.source.label(field)}: ${warning}`);
	}
}
