/** The entries of a list by their key, in order of first appearance; those without a key are left out. */
export function groupBy<T, K>(
	entries: readonly T[],
	keyOf: (entry: T) => K | undefined,
): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const entry of entries) {
		const key = keyOf(entry);
		if (key === undefined) continue;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [entry]);
		else group.push(entry);
	}
	return groups;
}
