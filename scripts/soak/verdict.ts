/** n8n at one moment of the soak, right after it collected its garbage. */
export interface Sample {
	/** Since the load began. */
	seconds: number;
	/** Rows that came back until then. */
	rows: number;
	/** Resident memory of n8n's process. */
	rssBytes: number;
	/** The JavaScript heap in use. */
	heapBytes: number;
	/** Connections to WeChat that are open. */
	connections: number;
	/** All sockets of n8n's process; undefined where the system does not tell. */
	sockets: number | undefined;
}

/** What a soak came to. */
export interface Soak {
	/** When n8n was idle, before any row. */
	before: Sample;
	/** Under load. */
	samples: Sample[];
	/** After the load, when n8n was idle again. */
	after: Sample;
	sentRows: number;
	/** Rows that came back, by status; `no answer` for those of a webhook that failed. */
	statuses: Record<string, number>;
	/** Commits that the simulator saw, and ranges that it saw more than once. */
	commits: number;
	doubleCommits: number;
	/** Lines of n8n's log about too many listeners. */
	listenerWarnings: string[];
}

/** Memory may grow by so much from the second third of the soak to the last. */
export const GROWTH = 1.15;
/** Fewer samples say nothing about memory: n8n warms up for some minutes. */
const ENOUGH_SAMPLES = 30;

/** What is wrong with the soak, in sentences; none if it is good. */
export function problemsOf(soak: Soak): string[] {
	const { before, after, statuses, sentRows, commits, doubleCommits, listenerWarnings } = soak;
	const notActivated = Object.entries(statuses).filter(([status]) => status !== 'activated');
	const problems = [
		...notActivated.map(([status, count]) => `${count} rows came back as ${status}`),
		...(statuses.activated === sentRows
			? []
			: [`${statuses.activated ?? 0} of ${sentRows} rows came back as activated`]),
		...(commits === sentRows ? [] : [`WeChat saw ${commits} activations of ${sentRows} rows`]),
		...(doubleCommits === 0 ? [] : [`${doubleCommits} ranges were activated more than once`]),
		...listenerWarnings.map((line) => `n8n warned: ${line}`),
		...(after.connections === 0
			? []
			: [`${after.connections} connections to WeChat stayed open after the rest`]),
	];
	if ((after.sockets ?? 0) > (before.sockets ?? 0))
		problems.push(
			`n8n had ${before.sockets} sockets before the load and ${after.sockets} after it`,
		);
	const growth = growthOf(soak.samples);
	if (growth === undefined) return problems;
	for (const [what, times] of Object.entries(growth)) {
		if (times > GROWTH)
			problems.push(`n8n's ${what} grew ${times.toFixed(2)} times in the last third of the soak`);
	}
	return problems;
}

/**
 * Median of the last third divided by that of the second third. The first third is left out: n8n
 * warms up. Undefined for a soak too short to judge.
 */
export function growthOf(samples: Sample[]): { rss: number; heap: number } | undefined {
	if (samples.length < ENOUGH_SAMPLES) return undefined;
	const third = Math.floor(samples.length / 3);
	const [second, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
	const of = (field: 'rssBytes' | 'heapBytes') =>
		median(last.map((sample) => sample[field])) / median(second.map((sample) => sample[field]));
	return { rss: of('rssBytes'), heap: of('heapBytes') };
}

export function median(numbers: number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
