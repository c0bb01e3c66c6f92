/**
 * Works through tasks with at most `lanes` under way. The first task goes alone, so that a wrong
 * secret costs one call; the others follow when it ended. No barriers: a lane takes the next task as
 * soon as it is free.
 *
 * @param mayStart asked before each task; false ends the lanes, what is under way finishes
 * @param work must not throw
 */
export async function inLanes<T>(
	tasks: readonly T[],
	lanes: number,
	work: (task: T) => Promise<void>,
	mayStart: () => boolean,
): Promise<void> {
	let next = 0;
	const lane = async (limit: number): Promise<void> => {
		while (next < limit && mayStart()) await work(tasks[next++]);
	};
	await lane(Math.min(1, tasks.length));
	await Promise.all(Array.from({ length: lanes }, async () => await lane(tasks.length)));
}
