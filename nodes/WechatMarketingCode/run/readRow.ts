import { causeOf } from './failures';
import type { Call, Operation } from './operation';
import type { Outcome } from './outcome';
import { ParameterError } from './parameters';
import { addProblem, type Row } from './row';
import { words } from './words';

/** Reads what a row asks for. Never throws: what is wrong is told on the row. */
export function readRow(row: Row<unknown>, operation: Operation<unknown, Call, Outcome>): void {
	try {
		if (row.json !== row.item?.json) addProblem(row, { problem: words.noRow });
		operation.read(row);
	} catch (error) {
		const field = error instanceof ParameterError ? error.parameter : undefined;
		const problem = error instanceof ParameterError ? error.problem : causeOf(error);
		addProblem(row, { field, problem });
	}
}
