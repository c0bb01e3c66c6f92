import type { INodeProperties } from 'n8n-workflow';

/** An option: how the panel shows it, and how what was saved is read. */
export interface Option<T> {
	readonly panel: Omit<INodeProperties, 'name'>;
	readonly fallback: T;
	/** Undefined: it was not set, or what was saved means nothing. */
	read(saved: unknown): T | undefined;
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
	read: (saved) => (typeof saved === 'boolean' ? saved : undefined),
});

/** One of several words, each with what the panel says of it. */
export const choice = <T extends string>(
	fallback: NoInfer<T>,
	{
		label,
		description,
		choices,
	}: Shown & { choices: Record<T, { name: string; description?: string }> },
): Option<T> => {
	const words = Object.keys(choices) as T[];
	return {
		panel: {
			displayName: label,
			type: 'options',
			default: fallback,
			description,
			options: words.map((value) => ({ ...choices[value], value })),
		},
		fallback,
		read: (saved) => words.find((word) => word === saved),
	};
};

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
		typeOptions: { minValue: min, ...(max === undefined ? {} : { maxValue: max }) },
		default: fallback,
		description,
	},
	fallback,
	read: (saved) => {
		const read = Number(saved ?? NaN);
		if (!Number.isFinite(read)) return undefined;
		return Math.min(max ?? Infinity, Math.max(min, whole ? Math.trunc(read) : read));
	},
});

/** Milliseconds for one call. What is not above 0 counts as not set: each endpoint then has its own. */
export const timeout = (
	fallback: number,
	description = 'Milliseconds to wait for the answer to one call',
): Option<number> => ({
	...number(fallback, { label: 'Timeout', description, min: 1 }),
	read: (saved) => (Number(saved) > 0 ? Number(saved) : undefined),
});

type Options = Readonly<Record<string, Option<unknown>>>;

/** The values of a record of options, by name. */
export type OptionValues<R extends Options> = {
	readonly [N in keyof R]: R[N] extends Option<infer T> ? T : never;
};

/**
 * Reads what was saved.
 *
 * @returns `set`: what the user chose; `values`: the same, with the fallback for the rest
 */
export function readOptions<R extends Options>(
	options: R,
	saved: Readonly<Record<string, unknown>>,
): { set: Partial<OptionValues<R>>; values: OptionValues<R> } {
	const set: Record<string, unknown> = {};
	const values: Record<string, unknown> = {};
	for (const [name, option] of Object.entries(options)) {
		const read = option.read(saved[name]);
		if (read !== undefined) set[name] = read;
		values[name] = read ?? option.fallback;
	}
	return { set: set as Partial<OptionValues<R>>, values: values as OptionValues<R> };
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
