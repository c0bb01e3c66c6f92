import type { IExecuteFunctions } from 'n8n-workflow';
import { mapValues } from 'lodash';
import type { Reading } from '../domain/cells';
import type { Parameters } from '../run/parameters';
import type { Sentence } from '../domain/sentence';
import { addProblem, type Row } from '../run/row';
import { withoutRemains } from '../domain/remains';
import { once } from './once';
import type { Settings } from './settings';
import { isTool } from './shared';
import { words } from './words';

/** Reads the parameters of one item and collects what is wrong with them, under their display names. */
export interface FieldReader {
	text(name: string): string;
	/** Values that must all be there, each by its parameter; undefined when one is missing or wrong. */
	needed<T extends object>(wanted: Wanted<T>): T | undefined;
	refuse(name: string, problem: Sentence): undefined;
	/** Whether the node is the tool of an AI agent. */
	readonly isTool: boolean;
	/** What `make` gave for this item the first time, in every later try of the execution. */
	once<T>(key: string, make: () => T | undefined): T | undefined;
}

type Wanted<T> = { [K in keyof T]: [parameter: string, reader: (cell: unknown) => Reading<T[K]>] };

/** What the panel holds, for all rows of a run. */
interface Panel {
	readonly parameters: Parameters;
	/** The drop-downs, by name. */
	readonly modes: Settings['set'];
	readonly labels: Record<string, string>;
	readonly context: IExecuteFunctions;
}

export function readerOf(
	{ parameters, modes, labels, context }: Panel,
	row: Row<unknown>,
): FieldReader {
	const cell = (name: string): unknown => parameters.get(name, row.index, labels[name]);
	const refuse = (name: string, problem: Sentence): undefined => {
		addProblem(row, { field: labels[name], problem });
	};
	return {
		refuse,
		get isTool() {
			return isTool(context);
		},
		once: (key, make) =>
			once(row.item, `${context.getExecutionId()} ${context.getNode().id} ${key}`, make),
		text: (name) => String(modes[name] ?? cell(name) ?? ''),
		needed: <T extends object>(wanted: Wanted<T>) => {
			const values = mapValues(wanted, ([name, reader]) => {
				const reading = withoutRemains(reader)(cell(name));
				if (reading.kind === 'value') return reading.value;
				return refuse(name, reading.kind === 'problem' ? reading.problem : words.required);
			});
			return Object.values(values).includes(undefined) ? undefined : (values as T);
		},
	};
}
