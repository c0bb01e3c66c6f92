/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a process of its own */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { events } from './longLife/events';
import type { Report } from './longLife/life';
import { APPLICATION } from './world';

const HOUR_MS = 3_600_000;
/** A token is renewed five minutes before its two hours are over. */
const USABLE_MS = 2 * HOUR_MS - 300_000;
const HEAP_BYTES = 1_000_000;

/**
 * Two lives of four hours on the injected clock, in a process of their own: jest's sandbox has another
 * heap, and hides what Node warns of.
 */
async function live(): Promise<Report> {
	const program = join(__dirname, 'longLife/life.ts');
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--expose-gc', '--require', 'tsx/cjs', program],
		// It has to end by itself: whatever keeps it alive was left open. The time is a last net only.
		{ env: process.env, maxBuffer: 10_000_000, timeout: 600_000 },
	);
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Report;
}

describe('hours of life in one process', () => {
	let report: Report;
	beforeAll(async () => (report = await live()), 610_000);

	it('are lived through twice, with everything that can happen to a sheet, both ways to WeChat', () => {
		expect(report.lives).toHaveLength(2);
		for (const life of report.lives) {
			expect(life.minutes).toBeGreaterThanOrEqual(240);
			expect(Object.keys(life.events)).toEqual(Object.keys(events));
			// Twice each: once through n8n, once with connections kept open.
			for (const times of Object.values(life.events)) expect(times).toBeGreaterThanOrEqual(2);
			expect(life.pauses).toBe(life.events['WeChat wants a pause']);
		}
	});

	it('end with every row activated, a true status beside it, and no code committed twice', () => {
		for (const { rows, untrue, commitsPerCode } of report.lives) {
			expect(untrue).toEqual([]);
			expect(commitsPerCode).toEqual([
				{ applicationId: String(APPLICATION), codeStart: 0, codeEnd: rows * 10 - 1, commits: 1 },
			]);
		}
	});

	it('log in only when a token has run out, and never by force', () => {
		for (const { logins, minutes } of report.lives) {
			expect(logins.every(({ fresh, forced }) => fresh && !forced)).toBe(true);
			expect(logins).toHaveLength(1 + Math.floor((minutes * 60_000) / USABLE_MS));
			const gaps = logins.slice(1).map(({ at }, i) => at - logins[i].at);
			for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(USABLE_MS);
		}
	});

	it('leave no connection open, and nothing that keeps the process alive', () => {
		for (const { connections } of report.lives) {
			expect(connections.most).toBeGreaterThan(0);
			expect(connections.left).toBe(0);
		}
		expect(report.held.map(({ resources }) => resources)).toEqual([[], []]);
	});

	it('leave nothing behind in memory', () => {
		const [before, after] = report.held;
		expect(after.sessions).toBe(0);
		expect(after.heapBytes - before.heapBytes).toBeLessThan(HEAP_BYTES);
	});

	it('leave the collections of the modules as they were, and those of the runs empty', () => {
		const [before, after] = report.held;
		expect(after.kept).toEqual(before.kept);
		const room = 'nodes/WechatMarketingCode';
		expect(after.kept).toMatchObject({
			[`${room}/api/session.ts logins`]: 0,
			[`${room}/run/earlierTries.ts memory`]: 0,
		});
		// Seen at all: a table that is never empty.
		expect(
			after.kept[`${room}/actions/code/activate/rows/sheet/misread.ts fieldOf`],
		).toBeGreaterThan(100);
	});

	it('make Node warn of nothing, such as too many listeners', () => {
		expect(report.warnings).toEqual([]);
	});
});
