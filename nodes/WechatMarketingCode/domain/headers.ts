import { fieldLabels, fieldNames, type FieldName } from './fields';
import { keyOf, recognise } from './header/recognise';
import { trimAll } from './cells';

/** `columns`: the header of each field found, as it is in the sheet. `problems`: sentences for a person. */
export interface HeaderMatch {
	columns: Partial<Record<FieldName, string>>;
	problems: string[];
}

/**
 * Finds the column of each field.
 * - A name of the user's own wins for its field; a second column that would be recognised for that
 *   field is then no problem, because the user has chosen. Own names are found like headers:
 *   exactly, else whatever their case, width and spaces.
 * - A column that an own name gives to one field is recognised for no other (so that a brand is not
 *   sent as the title too), except that start and end may share one: rows of one code each.
 * - Two columns that mean one field are a problem that names both; the field stays without a column.
 *   A repeated header, which spreadsheet readers number ("Start", "Start_1"), counts as such.
 * - The result columns of an earlier run (`activation_…`) are never recognised.
 * @param headers the keys of the incoming rows, without repeats
 * @param ownNames header per field, as the user typed it; blank ones do not count
 */
export function matchHeaders(
	headers: string[],
	ownNames: Partial<Record<FieldName, string>> = {},
): HeaderMatch {
	const columns: Partial<Record<FieldName, string>> = {};
	const problems: string[] = [];
	const chosen = new Map<string, FieldName>();
	for (const field of fieldNames) {
		const ownName = trimAll(ownNames[field] ?? '');
		if (ownName === '') continue;
		const found = findOwn(headers, ownNames[field] as string);
		if (found.length === 1) {
			columns[field] = found[0];
			chosen.set(found[0], field);
		} else {
			problems.push(ownNameProblem(field, ownName, found, headers));
		}
	}

	const recognised = recogniseAll(headers);
	for (const field of fieldNames) {
		if (trimAll(ownNames[field] ?? '') !== '') continue;
		const candidates = (recognised.get(field) ?? []).filter((header) =>
			mayShare(field, chosen.get(header)),
		);
		if (candidates.length > 1) problems.push(twoColumns(field, candidates));
		else if (candidates.length === 1) columns[field] = candidates[0];
	}
	if (recognised.size === 0 && chosen.size === 0 && problems.length === 0) {
		problems.push(nothingRecognised(headers));
	}
	return { columns, problems };
}

function findOwn(headers: string[], ownName: string): string[] {
	if (headers.includes(ownName)) return [ownName];
	const trimmed = headers.filter((header) => trimAll(header) === trimAll(ownName));
	if (trimmed.length > 0) return trimmed;
	const key = keyOf(ownName);
	return key === '' ? [] : headers.filter((header) => keyOf(header) === key);
}

function recogniseAll(headers: string[]): Map<FieldName, string[]> {
	const present = new Set(headers);
	const recognised = new Map<FieldName, string[]>();
	for (const header of headers) {
		const field = recognise(header) ?? recognise(repeatedHeader(header, present) ?? '');
		if (field === undefined) continue;
		const sharing = recognised.get(field);
		if (sharing) sharing.push(header);
		else recognised.set(field, [header]);
	}
	return recognised;
}

/** "Start" for "Start_1", when the sheet has both. */
function repeatedHeader(header: string, present: Set<string>): string | undefined {
	const base = /^(.+)_\d+$/s.exec(header)?.[1];
	return base !== undefined && present.has(base) ? base : undefined;
}

function mayShare(field: FieldName, chosenFor: FieldName | undefined): boolean {
	if (chosenFor === undefined) return true;
	return [field, chosenFor].every((name) => name === 'codeStart' || name === 'codeEnd');
}

function twoColumns(field: FieldName, candidates: string[]): string {
	return `The columns ${list(candidates, ' and ')} both mean ${fieldLabels[field]}. Rename or remove one, or name the right one in Column Names.`;
}

function ownNameProblem(
	field: FieldName,
	ownName: string,
	found: string[],
	headers: string[],
): string {
	if (found.length > 1) {
		return `The column name "${ownName}" for ${fieldLabels[field]} fits ${list(found, ' and ')}. Write it exactly as in the sheet.`;
	}
	return `There is no column "${ownName}" for ${fieldLabels[field]}. ${theColumnsAre(headers)}`;
}

function nothingRecognised(headers: string[]): string {
	return `No column is recognised. ${theColumnsAre(headers)} The first row of the sheet must hold one header per column, such as "Application ID", "Code Start", "Code End": if it holds a title, merged cells or nothing, remove that row or start reading below it. If the headers are right, name them in Column Names.`;
}

function theColumnsAre(headers: string[]): string {
	return headers.length === 0
		? 'The incoming rows have no columns.'
		: `The columns are: ${list(headers, ', ')}.`;
}

/** At most 30 headers, each at most 40 characters long. */
function list(headers: string[], last: string): string {
	const shown = headers
		.slice(0, 30)
		.map((header) => `"${header.length > 40 ? `${header.slice(0, 39)}…` : header}"`);
	const more = headers.length > 30 ? `, and ${headers.length - 30} more` : '';
	return shown.length < 2
		? shown.join('')
		: `${shown.slice(0, -1).join(', ')}${last}${shown[shown.length - 1]}${more}`;
}
