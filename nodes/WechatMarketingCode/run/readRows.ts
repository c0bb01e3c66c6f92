import type { RunControl } from '../api/runControl';
import { causeOf } from './failures';
import { nameInFull } from './names';
import type { Operation } from './operation';
import { ParameterError } from './parameters';
import { addProblem, failureBefore, type Row } from './row';
import type { Slices } from './slices';
import { words } from './words';

/**
 * Reads what the rows ask for, and names them in full. What is wrong is told on the row.
 *
 * @throws ToldError when the execution is cancelled
 */
export async function readRows(
	rows: ReadonlyArray<Row<unknown>>,
	operation: Operation,
	slices: Slices,
	control: RunControl,
): Promise<void> {
	const isAlone = rows.length === 1;
	await slices.each(
		rows,
		(row) => {
			read(row, operation);
			nameInFull(row, operation, isAlone);
		},
		control,
	);
}

function read(row: Row<unknown>, operation: Operation): void {
	try {
		if (row.json === row.item?.json) operation.read(row);
		else addProblem(row, { problem: words.noRow });
	} catch (error) {
		const field = error instanceof ParameterError ? error.parameter : undefined;
		const problem = error instanceof ParameterError ? error.problem : causeOf(error);
		addProblem(row, { field, problem });
	}
	const failure = row.problems.length > 0 ? failureBefore(row.json) : undefined;
	if (failure !== undefined) row.problems = [{ problem: words.failedBefore(failure) }];
}
