import { truncate, upperFirst } from 'lodash';
import { DIAGNOSIS_PAGE } from '../api/errcodes';
import type { Outcome } from './outcome';
import type { Problem, Row } from './row';

type Named = Pick<Row<unknown>, 'name'>;
type Faulty = Pick<Row<unknown>, 'name' | 'problems'>;

/** Bad rows that an error lists. */
const SHOWN_ROWS = 20;

/** Everything that the street says to a person. */
export const words = {
	line: (line: number) => `line ${line}`,
	/** Rows are counted from 1, as a person counts. */
	place: (index: number) => `row ${index + 1}`,
	places: (rows: ReadonlyArray<Pick<Row<unknown>, 'place'>>) =>
		listed(rows.map(({ place }) => place)),

	/** All problems of a row as sentences that can stand alone. */
	problems: (problems: readonly Problem[]) =>
		problems
			.map(({ field, problem }) =>
				field === undefined ? upperFirst(problem) : `${field}: ${problem}`,
			)
			.join(' '),
	badRows: (rows: readonly Faulty[]) => {
		const count = rows.length === 1 ? '1 row is wrong' : `${rows.length} rows are wrong`;
		const [{ name, problems }] = rows;
		return `${count}, nothing was sent. ${ofRow({ name, problems: problems.slice(0, 1) })}`;
	},
	/** Every bad row by name, a line each. */
	badRowsInFull: (rows: readonly Faulty[]) => {
		const more = rows.length - SHOWN_ROWS;
		return [...rows.slice(0, SHOWN_ROWS).map(ofRow), more > 0 ? `… and ${more} more` : ''];
	},
	/** What WeChat answered, with where that can be traced. */
	answer: (outcome: Outcome): string =>
		[outcome.message, words.trace(outcome)].filter(Boolean).join(' '),
	/** A reason and the rows that it holds for. */
	reason: (rows: readonly Named[], reason: string) => {
		const names = rows.slice(0, 3).map(({ name }) => name);
		const more = rows.length - names.length;
		const all = [...names, ...(more > 0 ? [`${more} more`] : [])].join('; ');
		return upperFirst(all === '' ? reason : `${all}: ${reason}`);
	},
	firstRow: 'Row 1 is the first row that reached this node.',
	badAnswer: ({ name }: Named, { message }: Outcome) =>
		name === '' ? message : `${upperFirst(name)}: ${message}`,
	/** Where WeChat's answer can be traced; '' when there was none. */
	trace: ({ errcode, rid, endpoint }: Outcome) => {
		if (errcode === null || errcode === 0) return '';
		const trace = [`errcode ${errcode}`, rid && `rid ${rid}`, endpoint].filter(Boolean).join(', ');
		return `WeChat: ${trace}.${rid ? ` Look the rid up at ${DIAGNOSIS_PAGE}` : ''}`;
	},

	badRow: 'The row did not succeed; its columns say why.',
	noRow: 'this item holds no row: its json is not an object. Look at the node before this one.',
	runEnded: 'The run ended before this row',
	rowFailed: ({ name }: Named) => `${upperFirst(name || 'the item')} failed`,
	notAttempted: (cause: string) => `Not attempted: ${cause}`,
	ownFault: (cause: string) =>
		`This node failed with an error of its own (${cause}), so it is not known what became of the row. Please report it`,
	unexpected: 'something unexpected happened',
	failedBefore: (failure: string) =>
		`The node before this one failed, and handed over this error in place of rows: ${failure}`,
	executeOnce: (rows: number) =>
		`Execute Once is on in the settings of this node: of ${rows} rows only the first one arrived here. Turn it off to have every row read`,
	typedExpression: (text: string) =>
		`"${truncate(text, { length: 60 })}" was typed in Fixed mode, so it is only text. Switch this field to Expression.`,
	expressionFailed: (cause: string) => `the expression failed (${cause})`,
	correctCredential: 'Open the credential of this node, correct it, and press its test button.',
	progress: (node: string, done: number, total: number) => `${node}: ${done} of ${total} rows done`,
};

/** The problems of a row, led by its name: `Row 3, 9–5 Green tea, Code End: …`. */
function ofRow({ name, problems }: Faulty): string {
	if (name === '') return words.problems(problems);
	const link = problems[0]?.field === undefined ? ': ' : ', ';
	return upperFirst(`${name}${link}${words.problems(problems)}`);
}

/** The first twenty, and how many more. */
function listed(names: readonly string[]): string {
	const more = names.length - SHOWN_ROWS;
	return [...names.slice(0, SHOWN_ROWS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
