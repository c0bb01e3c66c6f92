import { uniq } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject, parsed } from '../../../../../api/json';
import { headerMatcher } from '../../../../../domain/header';
import type { Sentence } from '../../../../../domain/sentence';
import { jsonOf, RESULT_PREFIX } from '../../../../../run/row';
import { fields } from '../../fields';
import type { FieldName } from '../../request';
import { words } from './words';

export const matchHeaders = headerMatcher<FieldName>(fields, RESULT_PREFIX);

/** Rows that are looked at: what is wrong with a whole sheet shows in its first ones. */
const LOOKED_AT = 30;
/** How deep rows are looked for in an item: `body.data.rows`. */
const DEPTH = 3;
const DELIMITERS = [';', '\t', '|'];
const BROKEN = '\uFFFD';
const HAN = /\p{Script=Han}/u;

/** How many columns of a sheet with these headers would be recognised. */
const known = (headers: readonly unknown[]): number =>
	Object.keys(matchHeaders(uniq(textsOf(headers))).columns).length;

const textsOf = (cells: readonly unknown[]): string[] =>
	cells.filter((cell) => typeof cell === 'string');

/**
 * What keeps the columns of a whole sheet from being found, told with the setting of the node before
 * that mends it; undefined when it has none of these shapes.
 *
 * @param headers of all rows
 * @param found how many of them are recognised
 */
export function misreadSheet(
	items: readonly INodeExecutionData[],
	headers: readonly string[],
	found: number,
): Sentence | undefined {
	const first = items.slice(0, LOOKED_AT).map(jsonOf);
	const most = Math.max(2, found);
	const below = first.findIndex((row) => known(Object.values(row)) > most);
	if (below >= 0) return words.headersBelow(below + 1, textsOf(Object.values(first[below])));
	for (const row of first.slice(0, 3)) {
		const inside = rowsInside(row, most);
		if (inside !== undefined) return inside;
	}
	const delimiter = DELIMITERS.find((sign) =>
		headers.some((header) => known(header.split(sign)) > most),
	);
	if (delimiter !== undefined) return words.otherDelimiter(delimiter);
	return isNotUtf8(headers, first) ? words.notUtf8 : undefined;
}

/** No Chinese character came through: where one did, a broken one is the fault of its cell. */
function isNotUtf8(headers: readonly string[], rows: readonly IDataObject[]): boolean {
	const cells = rows.map((row) => textsOf(Object.values(row)));
	if ([headers, ...cells].some((texts) => texts.some((text) => HAN.test(text)))) return false;
	const brokenIn = (texts: readonly string[]) =>
		texts.filter((text) => text.includes(BROKEN)).length;
	const broken = cells.filter((texts) => brokenIn(texts) > 1).length;
	return brokenIn(headers) > 0 || broken * 2 > cells.length;
}

/** Whether an item holds rows in one of its fields, and what makes them items of their own. */
function rowsInside(
	json: IDataObject,
	most: number,
	path: readonly string[] = [],
): Sentence | undefined {
	for (const [name, cell] of Object.entries(json)) {
		const parsed = parsedIfJson(cell);
		if (typeof parsed !== 'object' || parsed === null) continue;
		const here = [...path, name];
		const list = Array.isArray(parsed) ? parsed.slice(0, LOOKED_AT) : undefined;
		const holds = (cells: readonly unknown[]): boolean => known(cells) > most;
		if (list?.some((entry) => isObject(entry) && holds(Object.keys(entry)))) {
			return parsed === cell ? words.rowsInside(here) : words.rowsAsText(here);
		}
		if (list !== undefined && holds(list)) return words.headerRowOff;
		if (list !== undefined) continue;
		if (holds(Object.keys(parsed))) {
			return parsed === cell ? words.rowInside(here) : words.rowsAsText(here);
		}
		const deeper = here.length < DEPTH ? rowsInside(parsed as IDataObject, most, here) : undefined;
		if (deeper !== undefined) return deeper;
	}
	return undefined;
}

const parsedIfJson = (cell: unknown): unknown =>
	typeof cell === 'string' && /^\s*[[{]/.test(cell) ? (parsed(cell) ?? cell) : cell;
