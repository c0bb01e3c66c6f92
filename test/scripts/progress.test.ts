import { scripts } from '../../package.json';

// JavaScript, for jest loads its reporters as they are.
const Progress = jest.requireActual<
	new (
		config: { rootDir: string },
		parts: { stderr: { isTTY: boolean; write: (text: string) => void } },
	) => {
		onRunStart(soFar: { numTotalTestSuites: number }): void;
		onTestFileStart(file: { path: string }): void;
		onTestFileResult(
			file: { path: string },
			result: { numPassingTests: number; numFailingTests: number },
		): void;
		onRunComplete(): void;
	}
>('../progress.js');

/** What is told of a run of three files, 25 s and 10 s long and not at its end; then it is broken off. */
function tell(isTTY: boolean): string[] {
	const told: string[] = [];
	const stderr = { isTTY, write: (text: string) => void told.push(text) };
	const progress = new Progress({ rootDir: '/clone' }, { stderr });
	const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ path: `/clone/test/${name}.test.ts` }));
	progress.onRunStart({ numTotalTestSuites: 3 });
	progress.onTestFileStart(a);
	progress.onTestFileStart(b);
	jest.advanceTimersByTime(25_000);
	progress.onTestFileResult(a, { numPassingTests: 12, numFailingTests: 1 });
	progress.onTestFileStart(c);
	jest.advanceTimersByTime(10_000);
	progress.onRunComplete();
	jest.advanceTimersByTime(60_000);
	return told;
}

describe("jest's progress without a terminal", () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('is told every ten seconds, also while no file ends, until the run is over', () => {
		expect(tell(false)).toEqual([
			'  0 of 3 files, 0 tests passed, 0 failed, 10 s; running: test/a.test.ts, test/b.test.ts\n',
			'  0 of 3 files, 0 tests passed, 0 failed, 20 s; running: test/a.test.ts, test/b.test.ts\n',
			'  1 of 3 files, 12 tests passed, 1 failed, 30 s; running: test/b.test.ts, test/c.test.ts\n',
		]);
	});

	it('is left to jest on a terminal', () => {
		expect(tell(true)).toEqual([]);
	});
});

describe('npm test', () => {
	const steps = [...scripts.test.matchAll(/echo Step (\d) of (\d): (\w+) && ([^&]+)/g)];

	it('says which of its steps has begun', () => {
		const count = String(steps.length);
		expect(steps.map(([, step, of]) => [step, of])).toEqual(
			steps.map((_, at) => [String(at + 1), count]),
		);
		expect(steps.map(([, , , name]) => name)).toEqual(['lint', 'types', 'build', 'tests']);
	});

	it('ends with its one jest run, which what stands behind `--` therefore reaches', () => {
		expect(steps.at(-1)?.[4]).toBe('jest');
		expect(scripts.test).toMatch(/ && jest$/);
		expect(scripts.test.match(/\bjest\b/g)).toHaveLength(1);
	});
});
