import type { INodeProperties } from 'n8n-workflow';
import { mapValues } from 'lodash';
import { joined, ToldError, type Language, type Sentence } from '../domain/sentence';
import { causeOf } from '../run/failures';
import { ParameterError, type Parameters } from '../run/parameters';
import { optionFields, readOption, type Options, type OptionValues } from './options';
import { words } from './words';

/** What was set of some settings, and a sentence for each that is not understood or differs by row. */
export interface Settings {
	readonly set: Readonly<Record<string, unknown>>;
	/** By name. */
	readonly problems: ReadonlyMap<string, Sentence>;
}

/** @param path where they stand in the node's parameters: `options.`, or '' */
export function readSettings(
	properties: readonly INodeProperties[],
	parameters: Pick<Parameters, 'ofRun'>,
	path = '',
): Settings {
	const set: Record<string, unknown> = {};
	const problems = new Map<string, Sentence>();
	for (const property of properties) {
		const { name } = property;
		try {
			for (const saved of parameters.ofRun(path + name)) {
				const read = readOption(property, saved);
				if (read === undefined) throw new ToldError(words.notUnderstood(property, saved));
				if (name in set && set[name] !== read) {
					throw new ToldError(words.differsByRow(property.displayName, set[name], read));
				}
				set[name] = read;
			}
		} catch (error) {
			problems.set(name, problemOf(property, error));
		}
	}
	return { set, problems };
}

function problemOf({ displayName }: INodeProperties, error: unknown): Sentence {
	if (error instanceof ParameterError) return words.failedSetting(displayName, error.problem);
	if (error instanceof ToldError) return error.sentence;
	return words.failedSetting(displayName, causeOf(error));
}

/** The same for a record of options; `values` has the default for what was not set. */
export function readOptions<R extends Options>(
	options: R,
	parameters: Pick<Parameters, 'ofRun'>,
	path?: string,
) {
	const { set, problems } = readSettings(optionFields(options), parameters, path);
	return {
		set: set as Partial<OptionValues<R>>,
		values: { ...mapValues(options, 'default'), ...set } as OptionValues<R>,
		problems,
	};
}

/** What is wrong with the settings of a run, as its problem. */
export const asProblem = (sentences: readonly Sentence[]): ToldError | undefined =>
	sentences.length === 0 ? undefined : new ToldError(joined(sentences), words.correctSettings);

/** In which a run is told; undefined where the option cannot be read. */
export const languageOf = ({
	values,
	problems,
}: {
	readonly values: { readonly messageLanguage: Language };
	readonly problems: Settings['problems'];
}): Language | undefined => (problems.has('messageLanguage') ? undefined : values.messageLanguage);
