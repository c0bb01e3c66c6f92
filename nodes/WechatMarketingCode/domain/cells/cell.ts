import { get } from 'lodash';
import type { Sentence } from '../sentence';
import { isBlank, isMark, trimAll } from './blank';
import { words } from './words';

/**
 * What one cell gives: its value (with a `warning` when the value is used but may be wrong), nothing
 * at all, or what is wrong with it. Warnings and problems are short sentences that can follow
 * `Row 3, Code Start (column "起始位"): ` and say what to do. `isMark`: the cell holds no value and says
 * so, as `-` and `N/A` do. A field that is optional takes it as blank.
 */
export type Reading<T> =
	| { kind: 'value'; value: T; warning?: Sentence }
	| { kind: 'blank' }
	| { kind: 'problem'; problem: Sentence; isMark?: true };

export const value = <T>(read: T, warning?: Sentence): Reading<T> =>
	warning === undefined ? { kind: 'value', value: read } : { kind: 'value', value: read, warning };

export const problem = <T>(sentence: Sentence): Reading<T> => ({
	kind: 'problem',
	problem: sentence,
});

const noValue = <T>(text: string, sentence: Sentence): Reading<T> => ({
	...problem(sentence),
	...(isMark(text) && { isMark: true }),
});

const textOf = (run: unknown): string => {
	const text: unknown = get(run, 'text');
	return typeof text === 'string' ? text : '';
};

const FORMULA_ERROR =
	/^#(N\/A|NV|(REF|VALUE|DIV\/0|NAME|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|UNKNOWN|CONNECT|BUSY|ERROR|EXTERNAL|PYTHON|TIMEOUT)[!?]|GETTING_DATA)$/i;

/**
 * A reader of cells, from how it reads a text (trimmed and not empty) and a number; a number counts as its
 * text unless told. What else a cell holds is the same to every reader, whatever the reader of the file
 * made of it: formatted text, links and formula results, which some give as objects ({ richText },
 * { text, hyperlink }, { formula, result }), count as the text or value that the person sees; text that was
 * guarded against a spreadsheet's number conversion, `="0012"`, counts as 0012.
 */
export function reader<T>(
	ofText: (text: string) => Reading<T>,
	ofNumber = (number: number): Reading<T> => ofText(String(number)),
): (cell: unknown) => Reading<T> {
	/** `depth`: how many objects the value was found in; real readers need two, and an object may hold itself. */
	const read = (cell: unknown, depth: number): Reading<T> => {
		if (isBlank(cell)) return { kind: 'blank' };
		switch (typeof cell) {
			case 'string':
				return readString(cell);
			case 'number':
				return Number.isFinite(cell) ? ofNumber(cell) : problem(words.notANumber);
			case 'bigint':
				return ofText(cell.toString());
			case 'boolean':
				return problem(words.logical(cell));
			case 'object':
				return readObject(cell as object, depth);
			default:
				return problem(words.noValue(typeof cell));
		}
	};
	const readString = (raw: string): Reading<T> => {
		const trimmed = trimAll(raw);
		const guarded = /^="(.*)"$/s.exec(trimmed);
		const text = guarded ? trimAll(guarded[1].replaceAll('""', '"')) : trimmed;
		if (text === '') return { kind: 'blank' };
		if (FORMULA_ERROR.test(text)) return noValue(text, words.formulaError(text));
		if (isMark(text)) return noValue(text, words.wordForNothing(text));
		if (/^#{3,}$/.test(text)) return problem(words.narrowColumn);
		if (text === '[object Object]') return problem(words.objectAsText);
		return ofText(text);
	};
	const readObject = (cell: object, depth: number): Reading<T> => {
		if (cell instanceof Date || 'isLuxonDateTime' in cell) return problem(words.date);
		if (Array.isArray(cell)) return problem(words.list);
		if (depth > 3) return problem(words.object);
		if ('error' in cell && typeof cell.error === 'string') {
			return noValue(cell.error, words.formulaError(cell.error));
		}
		if ('result' in cell) return read(cell.result, depth + 1);
		if ('richText' in cell && Array.isArray(cell.richText)) {
			return readString(cell.richText.map(textOf).join(''));
		}
		if ('text' in cell && 'hyperlink' in cell) return read(cell.text, depth + 1);
		return problem(words.object);
	};
	return (cell) => read(cell, 0);
}

const held = reader<unknown>(value);

/** True when there is nothing in a cell, or only a mark for nothing. */
export function saysNothing(cell: unknown): boolean {
	const reading = held(cell);
	return reading.kind === 'blank' || (reading.kind === 'problem' && reading.isMark === true);
}
