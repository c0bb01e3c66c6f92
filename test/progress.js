/**
 * Tells jest's progress where there is no terminal to show it on (a CI's log, a pipe): after a file, a
 * line at most every ten seconds. On a terminal jest shows it itself.
 */
const EVERY_MS = 10_000;

module.exports = class Progress {
	/** @param {{ stderr?: { isTTY?: boolean, write(text: string): void }, now?: () => number }} parts */
	constructor(_config, { stderr = process.stderr, now = Date.now } = {}) {
		Object.assign(this, { stderr, now, startedAt: now(), toldAt: now() });
	}

	onTestResult(_test, _result, soFar) {
		if (this.stderr.isTTY || this.now() - this.toldAt < EVERY_MS) return;
		this.toldAt = this.now();
		const ended =
			soFar.numPassedTestSuites + soFar.numFailedTestSuites + soFar.numPendingTestSuites;
		const seconds = Math.round((this.now() - this.startedAt) / 1000);
		this.stderr.write(
			`  ${ended} of ${soFar.numTotalTestSuites} files, ${soFar.numPassedTests} tests passed, ` +
				`${soFar.numFailedTests} failed, ${seconds} s\n`,
		);
	}
};
