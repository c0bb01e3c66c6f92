import type { IPollFunctions } from 'n8n-workflow';
import { time } from '../api/time';

/** So long a number that WeChat does not know is told once; a fresh one is known by then. */
const QUIET_MS = 3_600_000;

/** Times of `time.monotonic`. */
interface Asked {
	at?: number;
	/** When it was told that WeChat does not know it. */
	toldAt?: number;
}

/** By workflow and node: n8n's durable scheduler loads a workflow anew for each poll. */
const memory = new Map<string, ReadonlyMap<string, Asked>>();

/** What earlier polls of this node asked and told of the applications that it watches, by their names, while n8n runs. */
export function memoryOf(
	context: IPollFunctions,
	watched: ReadonlyArray<{ readonly name: string }>,
): (name: string) => Asked {
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	const before = memory.get(node);
	const known = new Map(watched.map(({ name }) => [name, before?.get(name) ?? {}]));
	memory.set(node, known);
	return (name) => known.get(name) ?? {};
}

/**
 * How a number that WeChat does not know is told now: in the log at first, since it may be fresh, as
 * an error when it is so an hour later, and not at all in between.
 */
export function tellsUnknown(asked: Asked): 'log' | 'error' | 'not' {
	const { toldAt } = asked;
	if (time.monotonic() - (toldAt ?? -Infinity) < QUIET_MS) return 'not';
	asked.toldAt = time.monotonic();
	return toldAt === undefined ? 'log' : 'error';
}
