/* eslint-disable no-console -- runs outside n8n */
import type { ExampleRun } from './example';
import { EXAMPLE_MISTAKES, EXAMPLE_ROWS } from './example-sheet';
import { EXAMPLE_SHEET, type StartOptions } from './start-options';
import { activationTable } from './table';

const GOOD: unknown[] = ['activated', 'already_active'];

export const say = (line: string): void => console.log(line);

/** Prints what became of every row; true if the run did what it should. */
export function tell(run: ExampleRun, { sheet, live }: StartOptions, result: string): boolean {
	const { rows, error, summary } = run;
	if (rows.length > 0) say(activationTable(rows));
	say(summary ? `\n${summary}` : '');
	if (error) {
		say(`The workflow stopped: ${error}`);
		return false;
	}
	say(`Result file: ${result}`);
	if (!live) say('(Its statuses say "simulated", so that no run takes it for a record.)');
	if (sheet === EXAMPLE_SHEET && !live) return tellExample(rows);
	return rows.length > 0 && rows.every(({ activation_status: status }) => GOOD.includes(status));
}

/** The shipped sheet has two mistakes on purpose; they and only they must be refused. */
function tellExample(rows: ExampleRun['rows']): boolean {
	const mistakes = Object.values(EXAMPLE_MISTAKES);
	const unexpected = EXAMPLE_ROWS.filter(
		(_, at) =>
			rows[at]?.activation_status !== (mistakes.includes(at + 1) ? 'invalid' : 'activated'),
	);
	const named = `Rows ${mistakes.join(' and ')} are mistakes put into the sheet on purpose`;
	if (unexpected.length === 0) say(`${named}; nothing was sent for them.`);
	else say(`${named}. ${unexpected.length} rows did not come out as they should.`);
	return unexpected.length === 0;
}
