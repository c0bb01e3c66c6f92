import type { RunControl } from '../api/runControl';
import { causeOf } from './failures';
import { nameInFull } from './names';
import type { Call, Operation } from './operation';
import type { Outcome } from './outcome';
import { ParameterError } from './parameters';
import { addProblem, failureBefore, type Row } from './row';
import { inSlices } from './slices';
import { words } from './words';

type AnyOperation = Operation<unknown, Call, Outcome>;

/**
 * Reads what the rows ask for, and names them in full. What is wrong is told on the row.
 *
 * @throws Error when the execution is cancelled
 */
export async function readRows(
	rows: ReadonlyArray<Row<unknown>>,
	operation: AnyOperation,
	control: RunControl,
): Promise<void> {
	const goOn = () => {
		if (control.stopped !== undefined) throw new Error(control.stopped.sentence);
	};
	await inSlices(rows, (row) => read(row, operation), goOn);
	nameInFull(rows, operation);
}

function read(row: Row<unknown>, operation: AnyOperation): void {
	try {
		if (row.json !== row.item?.json) addProblem(row, { problem: words.noRow });
		operation.read(row);
	} catch (error) {
		const field = error instanceof ParameterError ? error.parameter : undefined;
		const problem = error instanceof ParameterError ? error.problem : causeOf(error);
		addProblem(row, { field, problem });
	}
	const failure = row.problems.length > 0 ? failureBefore(row.json) : undefined;
	if (failure !== undefined) row.problems = [{ problem: words.failedBefore(failure) }];
}
