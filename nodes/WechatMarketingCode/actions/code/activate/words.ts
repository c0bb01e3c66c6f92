import { truncate, upperFirst } from 'lodash';
import { countOf, cutAtBlocks, describeRange, type CodeRange } from '../../../domain/ranges';
import { words as street } from '../../../run/words';
import type { ActivationCall, ActivationRow } from './call';
import { options } from './options';
import type { ActivationStatus } from './outcome';
import type { Recorded } from './record';

type Named = Pick<ActivationRow, 'name'>;

/** What the hint of a run counts and tells. */
export interface Figures {
	readonly requests: number;
	/** Rows with a note. */
	readonly warned: number;
	/** Calls that a dry run would make. */
	readonly planned: number;
	/** Of a whole application, whose blocks a dry run does not know. */
	readonly byBlock: boolean;
	readonly notes: readonly string[];
}

const SHORT = { length: 60, omission: '…' };

/** Statuses as the summary counts them, in its order. */
const COUNTED: Readonly<Record<ActivationStatus | 'blank', string>> = {
	activated: 'activated',
	already_active: 'already active',
	pending_review: 'pending review',
	dry_run: 'checked in a dry run',
	failed: 'failed',
	invalid: 'invalid',
	unknown: 'unknown',
	not_attempted: 'not attempted',
	blank: 'empty',
};

/** Everything that reading, checking, planning and showing rows says to a person. */
export const words = {
	column: (label: string, header: string | undefined) =>
		header === undefined ? `${label} (no column found)` : `${label} (column "${header}")`,
	asksAndSends: `The options "${options.askWeChat.panel.displayName}" and "${options.dryRun.panel.displayName}" contradict each other: asking WeChat is a dry run, and Dry Run is off. Remove one of the two; nothing was sent.`,
	defaultOf: (label: string) => `Default Values, ${label}`,
	noColumnName: (label: string) =>
		`Column Names, ${label}: the expression gives no text. Type the header of the column, or drag the column into the field.`,
	/** Of a dry run that nobody asked for. */
	dryRunOfTool:
		'As a tool of an AI agent this node only makes dry runs, until the option Dry Run is added to it and set to false.',
	/** What a row asks for, in few words. */
	asked: (request: ActivationRow['request']) =>
		[request?.range && positions(request.range), truncate(request?.values.productTitle, SHORT)]
			.filter(Boolean)
			.join(' '),
	isEmpty: 'is empty; it is required.',
	belowOne: 'positions start at 1 with One-Based numbering.',
	endBeforeStart: (start: number, end: number) =>
		`the end (${end}) is before the start (${start}).`,
	otherCount: (told: number, range: CodeRange) =>
		`the row says ${told}, but from start to end there are ${countOf(range)} codes. Correct the one that is wrong: are start and end positions of codes?`,
	otherEnd: (told: number, end: number) =>
		`the row says ${told}, but start and count lead to ${end}. Correct the one that is wrong.`,
	asPrinted: (code: string, digits: string) => `"${code}" is read as its digits, ${digits}.`,
	standsIn:
		'the cell is blank while other rows fill this column, so the default value is used. Programs that read sheets leave cells blank that hold an error or lie under a merged one: compare the sheet.',
	standIns: (rows: readonly ActivationRow[]) =>
		`Default values stand in for blank cells of columns that other rows fill: ${rows
			.slice(0, 5)
			.map(({ name }) => name)
			.join('; ')}${rows.length > 5 ? `; and ${rows.length - 5} more` : ''}`,
	notADefault: (label: string) =>
		`Default Values holds ${label}, which no two rows share. Remove it there, and give every row its own.`,
	headersBelow: (place: number, headers: readonly string[]) =>
		`No headers stand in the first line that was read, but row ${place} looks like them (${headers
			.slice(0, 3)
			.map((header) => `"${header.slice(0, 40)}"`)
			.join(
				', ',
			)} …). Let the node that reads the file begin there: in Extract from File with the option Range (such as A3) or Starting Line, in Google Sheets with Data Location on Sheet > Header Row.`,
	numberingWins: (first: number) =>
		`The headers say that counting begins at ${first}; the option Numbering says otherwise, and wins.`,
	twoFirstNumbers:
		'One header says that counting begins at 0, another that it begins at 1. Correct the headers of start and end.',
	countsFromOne: (applicationId: string) =>
		`The smallest start of application ${applicationId} is 1, but WeChat counts from 0: the first code is 0, the last of 10,000 is 9999. If the sheet counts from 1, every range would be one code off: set the option Numbering to First Code Is 1. If code 0 is left out on purpose, set it to First Code Is 0.`,
	ofField: (label: string, warning: string) => `${label}: ${warning}`,

	blankAtEnd: 'Empty row; nothing was sent.',
	blankRow: 'the row is empty.',
	doneEarlier: 'Done in an earlier run.',
	repeatsDone: ({ name }: Named) => `${upperFirst(name)} asks for the very same and is done.`,
	repeats: (message: string, { name }: Named) =>
		`${message} ${upperFirst(name)} asks for the very same; it does not go out twice.`,
	/** @param record of the other row, when it is finished */
	overlaps: ({ request }: ActivationRow, first: ActivationRow, record?: Recorded) => {
		const done =
			record === undefined ? '' : `, which is active already at ${positions(record.range)}`;
		return `its range ${positions(request?.range)} overlaps with that of ${first.name}${done} (application ${request?.values.applicationId}). A code can be activated only once: correct one of the two rows.`;
	},
	unreadFinished: (rows: readonly ActivationRow[]) =>
		`${rows.length === 1 ? '1 finished row is left as it is, though something in it' : `${rows.length} finished rows are left as they are, though something in them`} cannot be read: ${rows
			.slice(0, 3)
			.map(({ name, problems }) => `${name}, ${street.problems(problems)}`)
			.join(' ')}`,
	otherNumbering: ({ name, request }: ActivationRow, { range }: Recorded, count: number) =>
		`${upperFirst(count === 1 ? name : `${name}, and ${count - 1} more`)}: the sheet says ${request?.range?.codeStart}–${request?.range?.codeEnd}, and is recorded as active at ${range.codeStart}–${range.codeEnd}: it is taken for the same codes, counted from 1. Set the option Numbering to say how the sheet counts`,

	/** @param rows all rows that share the call, in their order */
	dryRun: (
		{ applicationId, wxaPath, wxaAppId, productTitle, productCode }: ActivationCall['values'],
		span: CodeRange | undefined,
		rows: readonly ActivationRow[],
	) => {
		const what = span === undefined ? 'all codes' : describeRange(span);
		const shared = rows.length > 1 ? `, shared by ${street.places(rows)}` : '';
		return `Dry run: nothing was activated. Would activate ${what} of application ${applicationId} in ${callsFor(span)}${shared}: a scan would open ${wxaPath} of mini program ${wxaAppId} for "${productTitle}" (${productCode}).`;
	},

	withNotes: (message: string, warnings: readonly string[]) =>
		warnings.length === 0 ? message : `${message} Note: ${warnings.join(' ')}`,
	/** "482 activated, 3 failed, 15 not attempted, in 497 requests" */
	summary: (
		ended: ReadonlyMap<keyof typeof COUNTED, readonly unknown[]>,
		{ requests, warned, planned, byBlock, notes }: Figures,
	) => {
		const told = (Object.keys(COUNTED) as Array<keyof typeof COUNTED>)
			.filter((status) => ended.has(status))
			.map((status) => `${ended.get(status)?.length} ${COUNTED[status]}`);
		const asked = ended.has('dry_run')
			? `nothing was ${requests === 0 ? 'sent' : `activated, asked in ${counted(requests, 'request')}`}; the run would take ${byBlock ? 'one call per block' : counted(planned, 'call')}`
			: `in ${counted(requests, 'request')}`;
		const has = warned === 1 ? 'row has' : 'rows have';
		const noted = warned === 0 ? '' : `; ${warned} ${has} a note in activation_message`;
		return [`${told.join(', ')}, ${asked}${noted}`, ...notes].join('. ');
	},
};

const positions = (range: CodeRange | undefined): string =>
	range === undefined ? 'the whole application' : `${range.codeStart}–${range.codeEnd}`;

function callsFor(span: CodeRange | undefined): string {
	if (span === undefined) return 'one call for each of its blocks';
	const blocks = cutAtBlocks(span).length;
	return blocks > 1 ? `1 call (or ${blocks}, if WeChat wants it by blocks of 50,000)` : '1 call';
}

const counted = (count: number, word: string): string =>
	`${count} ${word}${count === 1 ? '' : 's'}`;
