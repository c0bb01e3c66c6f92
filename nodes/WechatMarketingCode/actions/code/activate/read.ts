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
import { countOf, type CodeRange } from '../../../domain/ranges';
import type { Row } from '../../../run/operation';
import type { ActivateSettings } from './settings';
import type { ActivationValues } from './values';

/** Where the fields of a row come from: parameters of the node, or columns of the sheet. */
export interface FieldSource {
	cell(field: FieldName, index: number): unknown;
	/** The field as a person finds it: `Code Start`, or `Code Start (column "起始位")`. */
	label(field: FieldName): string;
}

const TEXTS = ['activityName', 'productBrand', 'productTitle'] as const;

/**
 * Reads one row into WeChat's own units. What is wrong is collected on the row, so that a person sees
 * all of it at once; what could be read is kept for the checks among rows.
 */
export function readActivation(
	row: Row<ActivationValues>,
	source: FieldSource,
	settings: ActivateSettings,
): void {
	const read = <T>(field: FieldName, reader: (cell: unknown) => Reading<T>): T | undefined => {
		const reading = reader(source.cell(field, row.index));
		if (reading.kind === 'problem')
			row.problems.push({ field: source.label(field), problem: reading.problem });
		if (reading.kind !== 'value') return undefined;
		if (reading.warning !== undefined)
			row.warnings.push(`${source.label(field)}: ${reading.warning}`);
		return reading.value;
	};
	const needed = <T>(field: FieldName, reader: (cell: unknown) => Reading<T>): T | undefined => {
		const before = row.problems.length;
		const value = read(field, reader);
		if (value === undefined && row.problems.length === before) {
			row.problems.push({ field: source.label(field), problem: 'is empty; it is required.' });
		}
		return value;
	};

	const applicationId = needed('applicationId', readDigits) ?? '';
	const range =
		settings.rangeBy === 'wholeApplication' ? undefined : readRange(needed, row, source, settings);
	const [activityName, productBrand, productTitle] = TEXTS.map(
		(field) => needed(field, readText) ?? '',
	);
	const productCode = needed('productCode', readBarcode) ?? '';
	const wxaAppId = needed('wxaAppId', readText) ?? '';
	const wxaPath = needed('wxaPath', readText) ?? '';
	const wxaType = read('wxaType', readWxaType) ?? 0;
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
	judgeBarcode(row, productCode, source, settings);
	compareCount(row, source, settings);
	if (wxaAppId !== '' && !looksLikeAppId(wxaAppId)) {
		row.warnings.push(
			`${source.label('wxaAppId')}: an app id usually is wx and 16 characters 0-9, a-f.`,
		);
	}
	const aboutPath = pathWarning(wxaPath);
	if (aboutPath !== undefined) row.warnings.push(`${source.label('wxaPath')}: ${aboutPath}`);
}

type Needed = <T>(field: FieldName, reader: (cell: unknown) => Reading<T>) => T | undefined;

/** Start and end, or start and count, in the user's numbering; 0-based and inclusive when returned. */
function readRange(
	needed: Needed,
	row: Row<ActivationValues>,
	source: FieldSource,
	{ rangeBy, oneBased }: ActivateSettings,
): CodeRange | undefined {
	const first = oneBased ? 1 : 0;
	const start = needed('codeStart', readPosition);
	const byCount = rangeBy === 'startCount';
	const second = byCount ? needed('codeCount', readCount) : needed('codeEnd', readPosition);
	if (start === undefined || second === undefined) return undefined;
	const end = byCount ? start + second - 1 : second;
	if (start < first) {
		row.problems.push({
			field: source.label('codeStart'),
			problem: 'positions start at 1 with One-Based numbering.',
		});
		return undefined;
	}
	if (end < start) {
		row.problems.push({
			field: source.label('codeEnd'),
			problem: `the end (${end}) is before the start (${start}).`,
		});
		return undefined;
	}
	return { codeStart: start - first, codeEnd: end - first };
}

/** A sheet with start, end and count tells the same thing twice; the count decides nothing, but may show a slip. */
function compareCount(
	row: Row<ActivationValues>,
	source: FieldSource,
	{ rangeBy, rowSource }: ActivateSettings,
): void {
	const range = row.values?.range;
	if (range === undefined || rangeBy !== 'startEnd' || rowSource !== 'columns') return;
	const told = readCount(source.cell('codeCount', row.index));
	if (told.kind !== 'value' || told.value === countOf(range)) return;
	row.warnings.push(
		`${source.label('codeCount')} says ${told.value}, but from start to end there are ${countOf(range)} codes.`,
	);
}

function judgeBarcode(
	row: Row<ActivationValues>,
	code: string,
	source: FieldSource,
	{ barcodeCheck }: ActivateSettings,
): void {
	if (code === '' || barcodeCheck === 'off') return;
	const verdict = checkBarcode(code);
	if (verdict.ok) return;
	const field = source.label('productCode');
	if (barcodeCheck === 'error') row.problems.push({ field, problem: verdict.problem });
	else row.warnings.push(`${field}: ${verdict.problem}`);
}
