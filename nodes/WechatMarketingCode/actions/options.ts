import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { clamp } from 'lodash';
import { trimAll } from '../domain/cells';
import { causeOf } from '../run/failures';
import { ParameterError, type Parameters } from '../run/parameters';
import { words } from './words';

/** An option as the panel shows it, which is also how it is read; `fallback` holds when it is not set. */
export interface Option<T> {
	readonly panel: Omit<INodeProperties, 'name'>;
	readonly fallback: T;
}

/** What the panel says of an option. */
interface Shown {
	readonly label: string;
	readonly description: string;
}

/** On or off. */
export const flag = (fallback: boolean, { label, description }: Shown): Option<boolean> => ({
	panel: { displayName: label, type: 'boolean', default: fallback, description },
	fallback,
});

/** One of several words, each with what the panel says of it. */
export const choice = <T extends string>(
	fallback: NoInfer<T>,
	{
		label,
		description,
		choices,
	}: Shown & { choices: Record<T, { name: string; description?: string }> },
): Option<T> => ({
	panel: {
		displayName: label,
		type: 'options',
		default: fallback,
		description,
		options: (Object.keys(choices) as T[]).map((value) => ({ ...choices[value], value })),
	},
	fallback,
});

/** A number; beyond its bounds it counts as the bound. `whole`: decimals are cut off. */
export const number = (
	fallback: number,
	{
		label,
		description,
		min,
		max,
		whole = false,
	}: Shown & { min: number; max?: number; whole?: boolean },
): Option<number> => ({
	panel: {
		displayName: label,
		type: 'number',
		typeOptions: {
			minValue: min,
			...(max === undefined ? {} : { maxValue: max }),
			...(whole ? { numberPrecision: 0 } : {}),
		},
		default: fallback,
		description,
	},
	fallback,
});

/** Milliseconds for one call; 0 stands for what each endpoint has of its own, see {@link timeoutOf}. */
export const timeout = (
	fallback: number,
	description = 'Milliseconds to wait for the answer to one call',
): Option<number> =>
	number(fallback, { label: 'Timeout', description, min: 0, max: 600_000, whole: true });

/** Undefined: each endpoint's own. */
export const timeoutOf = (set: { readonly timeout?: unknown }): number | undefined =>
	set.timeout ? Math.max(1000, Number(set.timeout)) : undefined;

type Options = Readonly<Record<string, Option<unknown>>>;

/** The values of a record of options, by name. */
export type OptionValues<R extends Options> = {
	readonly [N in keyof R]: R[N] extends Option<infer T> ? T : never;
};

const ON = ['true', 'yes', 'y', 'on', '1', '是'];
const OFF = ['false', 'no', 'n', 'off', '0', '否'];

/** Text without what is around it, in plain width and lower case; '' for what is neither text nor number. */
const plain = (saved: unknown): string =>
	['string', 'number', 'boolean'].includes(typeof saved)
		? trimAll(String(saved).normalize('NFKC')).toLowerCase()
		: '';

/** As a header is folded, but nothing is lost that could make it another word: not the sign of a number, no bracket. */
const folded = (saved: unknown): string => plain(saved).replace(/(?<=[^\s_-])[\s_-]+/g, '');

/** Whether a text names a choice, by its value or as the panel shows it. */
export const isNamed = (
	saved: unknown,
	{ value, name }: Pick<INodePropertyOptions, 'value' | 'name'>,
): boolean => typeof saved === 'string' && [folded(value), folded(name)].includes(folded(saved));

/**
 * Reads the value of a setting generously, by its kind in the panel.
 *
 * @returns undefined when it means nothing
 */
export function readOption(property: Option<unknown>['panel'], saved: unknown): unknown {
	const text = plain(saved);
	if (property.type === 'boolean')
		return ON.includes(text) || (OFF.includes(text) ? false : undefined);
	if (property.type === 'options') {
		return choicesOf(property).find((offered) => isNamed(saved, offered))?.value;
	}
	const isNumeral = /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text);
	const read =
		typeof saved === 'number' ? saved : isNumeral ? Number(text.replaceAll(',', '')) : NaN;
	if (!Number.isFinite(read) || read < 0) return undefined;
	const { minValue = 0, maxValue = Infinity, numberPrecision } = property.typeOptions ?? {};
	return clamp(numberPrecision === 0 ? Math.trunc(read) : read, minValue, maxValue);
}

export const choicesOf = ({ options }: Pick<INodeProperties, 'options'>): INodePropertyOptions[] =>
	(options ?? []) as INodePropertyOptions[];

/** What was set of some settings, and a sentence for each that is not understood or differs by row. */
export interface Settings {
	readonly set: Readonly<Record<string, unknown>>;
	readonly problems: readonly string[];
}

/** @param path where they stand in the node's parameters: `options.`, or '' */
export function readSettings(
	properties: readonly INodeProperties[],
	parameters: Pick<Parameters, 'ofRun'>,
	path = '',
): Settings {
	const set: Record<string, unknown> = {};
	const problems: string[] = [];
	for (const property of properties) {
		const { name, displayName } = property;
		try {
			for (const saved of parameters.ofRun(path + name)) {
				const read = readOption(property, saved);
				if (read === undefined) problems.push(words.notUnderstood(property, saved));
				else if (name in set && set[name] !== read) {
					problems.push(words.differsByRow(displayName, set[name], read));
				} else {
					set[name] = read;
					continue;
				}
				break;
			}
		} catch (error) {
			const problem = error instanceof ParameterError ? error.problem : causeOf(error);
			problems.push(words.failedSetting(displayName, problem));
		}
	}
	return { set, problems };
}

/** The same for a record of options; `values` has the fallback for what was not set. */
export function readOptions<R extends Options>(
	options: R,
	parameters: Pick<Parameters, 'ofRun'>,
	path?: string,
) {
	const { set, problems } = readSettings(optionFields(options), parameters, path);
	const fallbacks = Object.entries(options).map(([name, { fallback }]) => [name, fallback]);
	return {
		set: set as Partial<OptionValues<R>>,
		values: { ...Object.fromEntries(fallbacks), ...set } as OptionValues<R>,
		problems,
	};
}

/** The panel's fields for a record of options, in its order. */
export const optionFields = (options: Options): INodeProperties[] =>
	Object.entries(options).map(([name, { panel }]) => ({ ...panel, name }));

/** The collection "Options" of an operation. */
export const optionsProperty = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options,
});
