import { growthOf, median, problemsOf, type Sample, type Soak } from '../../scripts/soak/verdict';

const sample = (more: Partial<Sample> = {}): Sample => ({
	seconds: 0,
	rows: 0,
	rssBytes: 500e6,
	heapBytes: 200e6,
	connections: 0,
	sockets: 9,
	...more,
});

/** A good soak of ten minutes: memory rises while n8n warms up, and stays. */
const good = (more: Partial<Soak> = {}): Soak => ({
	before: sample(),
	samples: Array.from({ length: 60 }, (_, i) =>
		sample({ heapBytes: 200e6 + Math.min(i, 15) * 5e6, connections: 10, sockets: 20 }),
	),
	after: sample(),
	sentRows: 1_000,
	statuses: { activated: 1_000 },
	commits: 1_000,
	doubleCommits: 0,
	listenerWarnings: [],
	...more,
});

const growing = (perSample: number): Sample[] =>
	good().samples.map((one, i) => ({ ...one, rssBytes: 500e6 + i * perSample }));

describe('the verdict of a soak', () => {
	it('is good when memory stays after the first third and nothing else is wrong', () => {
		expect(problemsOf(good())).toEqual([]);
	});

	it.each<[string, Partial<Soak>, RegExp]>([
		['memory that goes on growing', { samples: growing(10e6) }, /rss grew 1\.2\d times/],
		['a row refused', { statuses: { activated: 999, failed: 1 } }, /1 rows came back as failed/],
		['a row that did not come back', { statuses: { activated: 999 } }, /999 of 1000 rows/],
		['a row that WeChat did not see', { commits: 999 }, /saw 999 activations of 1000/],
		['a row activated twice', { commits: 1_001, doubleCommits: 1 }, /1 ranges .* more than once/],
		['a warning of listeners', { listenerWarnings: ['(node:1) MaxListeners…'] }, /MaxListeners/],
		['an open connection', { after: sample({ connections: 2 }) }, /2 connections to WeChat/],
		['sockets left', { after: sample({ sockets: 11 }) }, /9 sockets before .* and 11 after/],
	])('names %s', (_, more, sentence) => {
		expect(problemsOf(good(more)).join('\n')).toMatch(sentence);
	});

	it('bears with memory that grows a little, and with a system that does not tell sockets', () => {
		expect(problemsOf(good({ samples: growing(1e6) }))).toEqual([]);
		const untold = sample({ sockets: undefined });
		expect(problemsOf(good({ before: untold, after: untold }))).toEqual([]);
	});

	it('does not judge the memory of a soak of less than five minutes', () => {
		expect(growthOf(growing(50e6).slice(0, 29))).toBeUndefined();
		expect(growthOf(growing(50e6).slice(0, 30))?.rss).toBeGreaterThan(1.15);
	});

	it('takes the middle of an even and of an odd number of samples', () => {
		expect(median([3, 1, 2])).toBe(2);
		expect(median([4, 1, 3, 2])).toBe(2.5);
	});
});
