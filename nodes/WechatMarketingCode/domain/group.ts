import type { Turns } from './turns';

/** The entries of a list by their key, in order of first appearance; those without a key are left out. */
export function groupBy<T, K>(
	entries: readonly T[],
	keyOf: (entry: T) => K | undefined,
): Map<K, T[]> {
	const work = groupInTurns(entries, keyOf);
	let step = work.next();
	while (!step.done) step = work.next();
	return step.value;
}

/** The same for many entries. */
export function* groupInTurns<T, K>(
	entries: readonly T[],
	keyOf: (entry: T) => K | undefined,
): Turns<Map<K, T[]>> {
	const groups = new Map<K, T[]>();
	for (const entry of entries) {
		yield;
		const key = keyOf(entry);
		if (key === undefined) continue;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [entry]);
		else group.push(entry);
	}
	return groups;
}
