import type { IDataObject } from 'n8n-workflow';
import type { CodeRange } from '../../../domain/ranges';
import { spelledNumber, spelledText } from '../../../domain/spelling';
import type { Field, ValueField } from './field';
import { fields } from './fields';

type Fields = typeof fields;
export type FieldName = keyof Fields;
/** The fields whose values codeactive writes beside the range. */
type ValueName = {
	[F in FieldName]: Fields[F] extends { ofRange: unknown } ? never : F;
}[FieldName];
type RangeFieldName = Exclude<FieldName, ValueName>;

/** What is written to the codes of a range: for which product they are, and what a scan opens. */
export type Values = {
	readonly [F in ValueName]: Fields[F] extends Field<infer T> ? T : never;
};

/** What a row asks for, in WeChat's own units: positions 0-based, both ends inclusive. */
export interface ActivationRequest {
	readonly values: Values;
	/** Undefined for a whole application: its blocks are looked up when its turn comes. */
	readonly range: CodeRange | undefined;
}

export const fieldNames = Object.keys(fields) as FieldName[];
export const fieldOf = (name: FieldName): Field => fields[name];
const isOfRange = (name: FieldName): name is RangeFieldName => fieldOf(name).ofRange !== undefined;
export const valueNames = fieldNames.filter((name): name is ValueName => !isOfRange(name));

const keyNames = valueNames.filter((name) => name !== 'applicationId');

/** Of all values only the barcode can hold this character, so two different rows never share a key. */
const SEPARATOR = '\u0000';

/** The values in WeChat's names: what is sent, and what a look-up is compared with. */
const wireValues = (values: Values): Array<[field: ValueField, value: IDataObject[string]]> =>
	valueNames.map((name) => {
		const field: ValueField = fields[name];
		return [field, field.toWire ? field.toWire(values[name]) : values[name]];
	});

/** The body of codeactive. */
export function bodyOf(values: Values, { codeStart, codeEnd }: CodeRange): IDataObject {
	const body: IDataObject = {};
	for (const [{ wire }, value] of wireValues(values)) body[wire] = value;
	return Object.assign(body, { code_start: codeStart, code_end: codeEnd });
}

/** A field in which an active segment is not the row's, as the person sees it. */
export interface Difference {
	readonly label: string;
	/** What WeChat has. */
	readonly told: string;
	/** What the row says. */
	readonly wanted: string;
}

/**
 * Compares what WeChat tells of a code with the row; fields that it does not tell are not compared.
 *
 * @param told by WeChat's names
 */
export const differencesIn = (
	told: Partial<Record<string, string>>,
	values: Values,
): Difference[] =>
	wireValues(values).flatMap(([{ wire, label, spelling = spelledText }, value]) => {
		const [theirs, wanted] = [told[wire], String(value)];
		return theirs === undefined || spelling(theirs) === spelling(wanted)
			? []
			: [{ label, told: theirs, wanted }];
	});

/** Rows of one product share one object of values: 100,000 rows are 100,000 of everything. */
export function sharedValues(): (values: Values) => Values {
	let last: Values | undefined;
	return (values) => {
		const same = last;
		if (same !== undefined && valueNames.every((name) => values[name] === same[name])) return same;
		return (last = values);
	};
}

/** Equal for rows that differ in nothing but their range, and in the zeros before their application. */
export const valuesKey = (values: Values): string =>
	[spelledNumber(values.applicationId), ...keyNames.map((name) => values[name])].join(SEPARATOR);

/** Equal for rows that ask for the very same codes. */
export const codesKey = ({ values, range }: ActivationRequest): string =>
	`${spelledNumber(values.applicationId)} ${range?.codeStart ?? ''} ${range?.codeEnd ?? ''}`;

/** Equal for rows that ask for the very same thing. */
export const requestKey = (request: ActivationRequest): string =>
	`${valuesKey(request.values)} ${codesKey(request)}`;
