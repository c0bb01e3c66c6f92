import { trimAll } from '../cells';
import { groupBy } from '../group';
import { fieldsByKey, keyOf, recognise, type Vocabulary } from './recognise';
import type { Sentence } from '../sentence';
import { words } from './words';

export { onOtherWorksheet, theColumnsAre } from './words';

/**
 * Makes the function that finds the column of each field.
 * - A name of the user's own wins for its field; a second column that would be recognised for that
 *   field is then no problem, because the user has chosen. Own names are found like headers:
 *   exactly, else whatever their case, width and spaces.
 * - A column that an own name gives to one field is recognised for no other (so that a brand is not
 *   sent as the title too), except that start and end may share one: rows of one code each.
 * - Two columns that mean one field are a problem that names both; the field stays without a column.
 *   A repeated header, which spreadsheet readers number ("Start", "Start_1"), counts as such.
 * @param ignored how the headers begin that are never recognised: the result columns of an earlier run
 * @returns takes the keys of the incoming rows, without repeats, and a header per field as the user
 * typed it, where blank ones do not count; gives the header of each field found, as it is in the sheet
 */
export function headerMatcher<F extends string>(vocabulary: Vocabulary<F>, ignored: string) {
	const fieldNames = Object.keys(vocabulary) as F[];
	const fieldOf = fieldsByKey(vocabulary);
	const isIgnored = (header: string): boolean => keyOf(header).startsWith(keyOf(ignored));
	const meaning = (header: string): F | undefined =>
		isIgnored(header) ? undefined : recognise(header, fieldOf, vocabulary);
	const mayShare = (field: F, chosenFor: F | undefined): boolean =>
		chosenFor === undefined ||
		[field, chosenFor].every((name) => vocabulary[name].sharesColumn === true);

	return (headers: string[], ownNames: Partial<Record<F, string>> = {}) => {
		const columns: Partial<Record<F, string>> = {};
		const problems: Sentence[] = [];
		const chosen = new Map<string, F>();
		const ownNameOf = (field: F): string => trimAll(ownNames[field] ?? '');
		for (const field of fieldNames) {
			const ownName = ownNameOf(field);
			if (ownName === '') continue;
			const found = findOwn(headers, ownNames[field] as string);
			const { label } = vocabulary[field];
			if (found.length > 1) problems.push(words.ownNameFitsSeveral(label, ownName, found));
			else if (found.length === 0) problems.push(words.ownNameFitsNone(label, ownName, headers));
			else chosen.set((columns[field] = found[0]), field);
		}
		const present = new Set(headers);
		const recognised = groupBy(
			headers,
			(header) => meaning(header) ?? meaning(repeatedHeader(header, present) ?? ''),
		);
		for (const field of fieldNames) {
			if (ownNameOf(field) !== '') continue;
			const candidates = (recognised.get(field) ?? []).filter((header) =>
				mayShare(field, chosen.get(header)),
			);
			if (candidates.length > 1) {
				problems.push(words.twoColumns(vocabulary[field].label, candidates));
			} else if (candidates.length === 1) columns[field] = candidates[0];
		}
		if (recognised.size === 0 && chosen.size === 0 && problems.length === 0) {
			problems.push(words.nothingRecognised(headers));
		}
		return { columns, problems };
	};
}

function findOwn(headers: string[], ownName: string): string[] {
	if (headers.includes(ownName)) return [ownName];
	const trimmed = headers.filter((header) => trimAll(header) === trimAll(ownName));
	if (trimmed.length > 0) return trimmed;
	const key = keyOf(ownName);
	return key === '' ? [] : headers.filter((header) => keyOf(header) === key);
}

/** "Start" for "Start_1", when the sheet has both. */
function repeatedHeader(header: string, present: Set<string>): string | undefined {
	const base = /^(.+)_\d+$/s.exec(header)?.[1];
	return base !== undefined && present.has(base) ? base : undefined;
}
