import type { CodeRange } from '../../../domain/ranges';

/** What a row asks for, in WeChat's own units: positions 0-based, both ends inclusive. */
export interface ActivationValues {
	readonly applicationId: string;
	/** Undefined for a whole application: its blocks are looked up when its turn comes. */
	readonly range: CodeRange | undefined;
	readonly activityName: string;
	readonly productBrand: string;
	readonly productTitle: string;
	readonly productCode: string;
	readonly wxaAppId: string;
	readonly wxaPath: string;
	readonly wxaType: 0 | 1 | 2;
}

type ValueName = Exclude<keyof ActivationValues, 'range'>;

/** A record, so that a field that is added cannot be forgotten: rows that differ in it must not share a call. */
const ALL_VALUES: Record<ValueName, true> = {
	applicationId: true,
	activityName: true,
	productBrand: true,
	productTitle: true,
	productCode: true,
	wxaAppId: true,
	wxaPath: true,
	wxaType: true,
};
const VALUE_NAMES = Object.keys(ALL_VALUES) as ValueName[];

/** Of all values only the barcode can hold this character, so two different rows never share a key. */
const SEPARATOR = '\u0000';

/** Equal for rows that differ in nothing but their range. */
export const valuesKey = (values: ActivationValues): string =>
	VALUE_NAMES.map((name) => values[name]).join(SEPARATOR);

/** Equal for rows that ask for the very same thing. */
export const requestKey = (values: ActivationValues): string =>
	`${valuesKey(values)} ${values.range?.codeStart ?? ''} ${values.range?.codeEnd ?? ''}`;
