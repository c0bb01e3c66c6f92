import { contentOf, type Refused } from './content';

/**
 * What one cell gives: its value (with a `warning` when the value is used but may be wrong), nothing
 * at all, or what is wrong with it. Warnings and problems are short sentences that can follow
 * `Row 3, Code Start (column "起始位"): ` and say what to do.
 */
export type Reading<T> =
	| { kind: 'value'; value: T; warning?: string }
	| { kind: 'blank' }
	| Refused;

/** How a number and a text are read; blank cells and what is no value are the same to every reader. */
interface Readers<T> {
	number(number: number): Reading<T>;
	/** Trimmed and not empty. */
	text(text: string): Reading<T>;
}

export function readCell<T>(cell: unknown, readers: Readers<T>): Reading<T> {
	const content = contentOf(cell);
	switch (content.kind) {
		case 'number':
			return readers.number(content.number);
		case 'text':
			return readers.text(content.text);
		default:
			return content;
	}
}

export function value<T>(read: T, warning?: string): Reading<T> {
	return warning === undefined
		? { kind: 'value', value: read }
		: { kind: 'value', value: read, warning };
}

export function problem<T>(text: string): Reading<T> {
	return { kind: 'problem', problem: text };
}
