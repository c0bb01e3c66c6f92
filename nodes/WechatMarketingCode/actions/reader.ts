import type { IExecuteFunctions } from 'n8n-workflow';
import { mapValues } from 'lodash';
import type { Reading } from '../domain/cells';
import type { Parameters } from '../run/parameters';
import { addProblem, type Row } from '../run/row';
import { once } from './once';
import { isTool } from './shared';
import { words } from './words';

/** Reads the parameters of one item and collects what is wrong with them, under their display names. */
export interface FieldReader {
	text(name: string): string;
	/** Values that must all be there, each by its parameter; undefined when one is missing or wrong. */
	needed<T extends object>(wanted: Wanted<T>): T | undefined;
	refuse(name: string, problem: string): undefined;
	/** Whether the node is the tool of an AI agent. */
	readonly isTool: boolean;
	/** What `make` gave for this item the first time, in every later try of the execution. */
	once<T>(key: string, make: () => T | undefined): T | undefined;
}

type Wanted<T> = { [K in keyof T]: [parameter: string, reader: (cell: unknown) => Reading<T[K]>] };

export function readerOf(
	parameters: Parameters,
	row: Row<unknown>,
	labels: Record<string, string>,
	context: IExecuteFunctions,
): FieldReader {
	const cell = (name: string): unknown => parameters.get(name, row.index, '');
	const refuse = (name: string, problem: string): undefined => {
		addProblem(row, { field: labels[name], problem });
	};
	const reading = (name: string, reader: (cell: unknown) => Reading<unknown>): Reading<unknown> => {
		const content = cell(name);
		const isTemplate = typeof content === 'string' && /\{\{.*\}\}/s.test(content);
		return isTemplate && !parameters.variesByRow(name)
			? { kind: 'problem', problem: words.typedTemplate() }
			: reader(content);
	};
	return {
		refuse,
		get isTool() {
			return isTool(context);
		},
		once: (key, make) =>
			once(row.item, `${context.getExecutionId()} ${context.getNode().id} ${key}`, make),
		text: (name) => String(cell(name) ?? ''),
		needed: <T extends object>(wanted: Wanted<T>) => {
			const values = mapValues(wanted, ([name, reader]) => {
				const read = reading(name, reader);
				if (read.kind === 'value') return read.value;
				return refuse(name, read.kind === 'problem' ? read.problem : words.required());
			});
			return Object.values(values).includes(undefined) ? undefined : (values as T);
		},
	};
}
