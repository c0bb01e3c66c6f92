import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readPosition, readText, type Reading } from '../../../domain/cells';
import type { Heading } from '../../../domain/header/recognise';
import type { Sentence } from '../../../domain/sentence';
import type { RangeBy } from './options';

/** All that is known of a field: panel, headers, reading, body and comparison follow from it. */
export interface Field<T = unknown> extends Heading {
	/** The Chinese header that people write most. */
	readonly header: string;
	readonly description?: string;
	readonly placeholder?: string;
	/** What else the panel shows differently from a text. */
	readonly panel?: Partial<INodeProperties>;
	/** The panel's default, and what stands for a value that is not given. */
	readonly fallback: T;
	/** May be left empty. */
	readonly optional?: boolean;
	/** Part of the range, not one of the values: the ways of giving a range that ask for it. */
	readonly ofRange?: RangeBy[];
	read(cell: unknown): Reading<T>;
	/** The value as codeactive takes it, where it is another. */
	toWire?(value: T): IDataObject[string];
	/** One form for all spellings in which WeChat may hand a value back; that of a text, unless given. */
	spelling?(value: string): string;
	/** What is odd about a value that is sent all the same. */
	doubt?(value: T): Sentence | undefined;
}

/** A field of the values; WeChat has a name for each. */
export type ValueField<T = unknown> = Field<T> & { readonly wire: string };

/** A field with values of its own kind. */
export const value = <T>(field: ValueField<T>): ValueField<T> => field;

/** A field whose values are text, so that no digit and no leading zero is lost. */
export const text = (
	field: Omit<ValueField<string>, 'fallback' | 'read'> & Partial<Pick<Field<string>, 'read'>>,
): ValueField<string> => ({ fallback: '', read: readText, ...field });

type RangeField = Field<number | ''> & { readonly ofRange: RangeBy[] };

/** A field of the range: a position or a number of codes. */
export const position = (
	field: Omit<RangeField, 'fallback' | 'read'> & Partial<Pick<RangeField, 'read'>>,
): RangeField => ({ fallback: '', read: readPosition, ...field });
