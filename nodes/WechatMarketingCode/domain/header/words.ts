/** What is said of the headers of a sheet. */
export const words = {
	twoColumns: (label: string, candidates: string[]) =>
		`The columns ${list(candidates, ' and ')} both mean ${label}. Rename or remove one, or name the right one in Column Names.`,
	ownNameFitsSeveral: (label: string, ownName: string, found: string[]) =>
		`The column name "${ownName}" for ${label} fits ${list(found, ' and ')}. Write it exactly as in the sheet.`,
	ownNameFitsNone: (label: string, ownName: string, headers: string[]) =>
		`There is no column "${ownName}" for ${label}. ${theColumnsAre(headers)}`,
	nothingRecognised: (headers: string[]) =>
		`No column is recognised. ${theColumnsAre(headers)} The first row of the sheet must hold one header per column, such as "Application ID", "Code Start", "Code End": if it holds a title, merged cells or nothing, remove that row or start reading below it. If the headers are right, name them in Column Names.`,
};

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
