import { isBlank, isMark, trimAll } from './blank';
import { words } from './words';

/** `isMark`: the cell holds no value and says so, as `-` and `N/A` do. A field that is optional takes it as blank. */
export interface Refused {
	kind: 'problem';
	problem: string;
	isMark?: true;
}

/** A cell brought down to what the readers handle. Text is trimmed and not empty. */
type Content =
	| { kind: 'text'; text: string }
	| { kind: 'number'; number: number }
	| { kind: 'blank' }
	| Refused;

const FORMULA_ERROR =
	/^#(N\/A|NV|(REF|VALUE|DIV\/0|NAME|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|UNKNOWN|CONNECT|BUSY|ERROR|EXTERNAL|PYTHON|TIMEOUT)[!?]|GETTING_DATA)$/i;

/**
 * What a cell holds, whatever the reader of the file made of it. Formatted text, links and formula
 * results, which some readers give as objects ({ richText }, { text, hyperlink }, { formula, result }),
 * count as the text or value that the person sees. Text that was guarded against a spreadsheet's
 * number conversion, `="0012"`, counts as 0012.
 */
export function contentOf(cell: unknown): Content {
	return unwrap(cell, 0);
}

/** `depth`: how many objects the value was found in; real readers need two, and an object may hold itself. */
function unwrap(cell: unknown, depth: number): Content {
	if (isBlank(cell)) return { kind: 'blank' };
	switch (typeof cell) {
		case 'string':
			return textContent(cell);
		case 'number':
			return Number.isFinite(cell) ? { kind: 'number', number: cell } : refuse(words.notANumber());
		case 'bigint':
			return { kind: 'text', text: cell.toString() };
		case 'boolean':
			return refuse(words.logical(cell));
		case 'object':
			return objectContent(cell as object, depth);
		default:
			return refuse(words.noValue(typeof cell));
	}
}

function textContent(raw: string): Content {
	const trimmed = trimAll(raw);
	const guarded = /^="(.*)"$/s.exec(trimmed);
	const text = guarded ? trimAll(guarded[1].replaceAll('""', '"')) : trimmed;
	if (text === '') return { kind: 'blank' };
	if (isMark(text)) return mark(text);
	if (FORMULA_ERROR.test(text)) return refuse(words.formulaError(text));
	if (/^#{3,}$/.test(text)) return refuse(words.narrowColumn());
	if (text === '[object Object]') return refuse(words.objectAsText());
	return { kind: 'text', text };
}

function objectContent(cell: object, depth: number): Content {
	if (cell instanceof Date || 'isLuxonDateTime' in cell) return refuse(words.date());
	if (Array.isArray(cell)) return refuse(words.list());
	if (depth > 3) return refuse(words.object());
	if ('error' in cell && typeof cell.error === 'string') {
		return isMark(cell.error) ? mark(cell.error) : refuse(words.formulaError(cell.error));
	}
	if ('result' in cell) return unwrap(cell.result, depth + 1);
	if ('richText' in cell && Array.isArray(cell.richText)) {
		return textContent(cell.richText.map(textOfRun).join(''));
	}
	if ('text' in cell && 'hyperlink' in cell) return unwrap(cell.text, depth + 1);
	return refuse(words.object());
}

function textOfRun(run: unknown): string {
	const text = (run as { text?: unknown } | null)?.text;
	return typeof text === 'string' ? text : '';
}

const mark = (text: string): Content => ({
	kind: 'problem',
	problem: FORMULA_ERROR.test(text) ? words.formulaError(text) : words.wordForNothing(text),
	isMark: true,
});

/** True when there is nothing in a cell, or only a mark for nothing. */
export function saysNothing(cell: unknown): boolean {
	const content = contentOf(cell);
	return content.kind === 'blank' || (content.kind === 'problem' && content.isMark === true);
}

function refuse(problem: string): Content {
	return { kind: 'problem', problem };
}
