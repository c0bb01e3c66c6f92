import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { clamp } from 'lodash';
import { trimAll } from '../domain/cells';
import type { Language } from '../domain/sentence';

/** An option as the panel shows it, which is also how it is read; its default holds when it is not set. */
export type Option<T> = Omit<INodeProperties, 'name' | 'default'> & { readonly default: T };

/** What the panel says of an option. */
interface Shown {
	readonly label: string;
	readonly description: string;
}

/** On or off. */
export const flag = (fallback: boolean, { label, description }: Shown): Option<boolean> => ({
	displayName: label,
	type: 'boolean',
	default: fallback,
	description,
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
	displayName: label,
	type: 'options',
	default: fallback,
	description,
	options: (Object.keys(choices) as T[]).map((value) => ({ ...choices[value], value })),
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
	displayName: label,
	type: 'number',
	typeOptions: {
		minValue: min,
		...(max === undefined ? {} : { maxValue: max }),
		...(whole ? { numberPrecision: 0 } : {}),
	},
	default: fallback,
	description,
});

/** In which people are told what a run came to; every operation has it. */
export const messageLanguage = choice<Language>('en', {
	label: 'Message Language',
	description:
		'Language of activation_message, notes, hints and errors. The panel stays in English, and so do the words of activation_status.',
	choices: { en: { name: 'English' }, zh: { name: '中文 (Chinese)' } },
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

export type Options = Readonly<Record<string, Option<unknown>>>;

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
 * Some choices, and how else they are written, as a condition of the panel: n8n hands over only the parameters
 * that it would show. (A pattern would catch more, but n8n gives each 250 ms of the clock, then fails the run.)
 */
export const whenNamed = (
	{ options }: Pick<INodeProperties, 'options'>,
	values: readonly string[],
): string[] =>
	choicesOf({ options })
		.filter(({ value }) => values.includes(String(value)))
		.flatMap(({ name, value }) => [String(value), name])
		.flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()]);

/**
 * Reads the value of a setting generously, by its kind in the panel.
 *
 * @returns undefined when it means nothing
 */
export function readOption(
	property: Pick<INodeProperties, 'type' | 'options' | 'typeOptions'>,
	saved: unknown,
): unknown {
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

/** The panel's fields for a record of options, in its order. */
export const optionFields = (options: Options): INodeProperties[] =>
	Object.entries(options).map(([name, option]) => ({ ...option, name }) as INodeProperties);

/** The collection "Options" of an operation. */
export const optionsProperty = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options,
});
