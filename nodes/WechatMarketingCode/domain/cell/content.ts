import { isBlank, trimAll } from './blank';
import { quote } from './reading';

/** A cell brought down to what the readers handle. Text is trimmed and not empty. */
export type Content =
	| { kind: 'text'; text: string }
	| { kind: 'number'; number: number }
	| { kind: 'blank' }
	| { kind: 'problem'; problem: string };

const FORMULA_ERROR =
	/^#(N\/A|NV|(REF|VALUE|DIV\/0|NAME|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|UNKNOWN|CONNECT|BUSY|ERROR|EXTERNAL|PYTHON|TIMEOUT)[!?]|GETTING_DATA)$/i;

const NO_OBJECT = 'holds an object, not one value. Choose one field of it.';

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
			return Number.isFinite(cell)
				? { kind: 'number', number: cell }
				: refuse('is not a number. Enter the value in the cell, or correct its formula.');
		case 'bigint':
			return { kind: 'text', text: cell.toString() };
		case 'boolean':
			return refuse(
				`holds the logical value ${String(cell).toUpperCase()}. Format the column as text and enter the value again.`,
			);
		case 'object':
			return objectContent(cell as object, depth);
		default:
			return refuse(`holds a ${typeof cell}, which is not a value.`);
	}
}

function textContent(raw: string): Content {
	const trimmed = trimAll(raw);
	const guarded = /^="(.*)"$/s.exec(trimmed);
	const text = guarded ? trimAll(guarded[1].replace(/""/g, '"')) : trimmed;
	if (text === '') return { kind: 'blank' };
	if (FORMULA_ERROR.test(text)) return formulaError(text);
	if (/^#{3,}$/.test(text)) {
		return refuse('shows only "###". Make the column wider in the sheet and export it again.');
	}
	if (text === '[object Object]') {
		return refuse(
			'holds "[object Object]". The expression gives a whole object: choose one of its fields.',
		);
	}
	return { kind: 'text', text };
}

function objectContent(cell: object, depth: number): Content {
	if (cell instanceof Date || 'isLuxonDateTime' in cell) {
		return refuse('holds a date. Format the column as text or number and enter the value again.');
	}
	if (Array.isArray(cell)) return refuse('holds a list, not one value. Choose one entry of it.');
	if (depth > 3) return refuse(NO_OBJECT);
	if ('error' in cell && typeof cell.error === 'string') return formulaError(cell.error);
	if ('result' in cell) return unwrap(cell.result, depth + 1);
	if ('richText' in cell && Array.isArray(cell.richText)) {
		return textContent(cell.richText.map(textOfRun).join(''));
	}
	if ('text' in cell && 'hyperlink' in cell) return unwrap(cell.text, depth + 1);
	return refuse(NO_OBJECT);
}

function textOfRun(run: unknown): string {
	const text = (run as { text?: unknown } | null)?.text;
	return typeof text === 'string' ? text : '';
}

function formulaError(text: string): Content {
	return refuse(
		`holds the formula error ${quote(text)}. Correct the formula in the sheet, or paste the value in its place.`,
	);
}

function refuse(problem: string): Content {
	return { kind: 'problem', problem: `The cell ${problem}` };
}
