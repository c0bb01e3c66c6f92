const memory = new WeakMap<object, Map<string, unknown>>();

/**
 * What was made for an input item the first time, for every later try of the execution: Retry On Fail
 * runs the whole node again, in every mode, with the very same item objects, and an expression may
 * then give another value. Kept by item object, so it goes when the execution goes.
 *
 * @param key tells apart what different nodes, executions and readings keep by one item
 * @param make undefined when there is nothing to keep yet
 */
export function once<T>(item: object, key: string, make: () => T | undefined): T | undefined {
	const known = memory.get(item) ?? new Map<string, unknown>();
	if (known.has(key)) return known.get(key) as T;
	const made = make();
	if (made !== undefined) memory.set(item, known.set(key, made));
	return made;
}
