interface Parts {
	stderr: { isTTY: boolean; write: (text: string) => void };
	now: () => number;
}
// JavaScript, for jest loads its reporters as they are.
const Progress = jest.requireActual<
	new (
		config: object,
		parts: Parts,
	) => {
		onTestResult(test: object, result: object, soFar: object): void;
	}
>('../progress.js');

/** A run of five files, one of which is skipped; what was told after each, at these seconds. */
function tell(seconds: number[], isTTY = false): string[] {
	const told: string[] = [];
	let now = 0;
	const stderr = { isTTY, write: (text: string) => void told.push(text) };
	const progress = new Progress({}, { stderr, now: () => now });
	seconds.forEach((second, at) => {
		now = second * 1000;
		const soFar = {
			numPassedTestSuites: at,
			numFailedTestSuites: 0,
			numPendingTestSuites: 1,
			numTotalTestSuites: 5,
			numPassedTests: at * 100,
			numFailedTests: 0,
		};
		progress.onTestResult({}, {}, soFar);
	});
	return told;
}

describe("jest's progress without a terminal", () => {
	it('is told after a file, at most every ten seconds', () => {
		expect(tell([1, 9, 12, 13, 40])).toEqual([
			'  3 of 5 files, 200 tests passed, 0 failed, 12 s\n',
			'  5 of 5 files, 400 tests passed, 0 failed, 40 s\n',
		]);
	});

	it('is left to jest on a terminal', () => {
		expect(tell([20, 40], true)).toEqual([]);
	});
});
