/** Long work that may be interrupted wherever it yields. */
export type Turns<T> = Generator<undefined, T>;

/** Work that is quick. */
export function* atOnce<T>(done: T): Turns<T> {
	yield;
	return done;
}
