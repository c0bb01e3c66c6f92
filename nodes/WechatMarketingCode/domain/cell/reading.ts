/**
 * What one cell gives: its value (with a `warning` when the value is used but may be wrong), nothing
 * at all, or what is wrong with it. Warnings and problems are short sentences that can follow
 * `Row 3, Code Start (column "起始位"): ` and say what to do.
 */
export type Reading<T> =
	| { kind: 'value'; value: T; warning?: string }
	| { kind: 'blank' }
	| { kind: 'problem'; problem: string };

export function value<T>(read: T, warning?: string): Reading<T> {
	return warning === undefined
		? { kind: 'value', value: read }
		: { kind: 'value', value: read, warning };
}

export function blank<T>(): Reading<T> {
	return { kind: 'blank' };
}

export function problem<T>(text: string): Reading<T> {
	return { kind: 'problem', problem: text };
}

/** A value between quotation marks on one line, at most 40 characters of it. */
export function quote(shown: string): string {
	const characters = Array.from(shown.replace(/\s+/g, ' '));
	return `"${characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('')}"`;
}
