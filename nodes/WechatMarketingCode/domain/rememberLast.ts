/**
 * The same function, which remembers its last argument and result. For pure functions of a cell: a
 * sheet repeats most of its cells from row to row.
 */
export function rememberLast<A, R>(pure: (argument: A) => R): (argument: A) => R {
	let last: { argument: A; result: R } | undefined;
	return (argument) => {
		// An object may have changed since, and Object.is tells 0 from -0.
		if (last === undefined || typeof argument === 'object' || !Object.is(last.argument, argument)) {
			last = { argument, result: pure(argument) };
		}
		return last.result;
	};
}
