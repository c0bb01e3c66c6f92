const { relative } = require('node:path');

const EVERY_MS = 10_000;

/**
 * Tells jest's progress where there is no terminal to show it on (a CI's log, a pipe): every ten seconds
 * how far it is and which files run. On a terminal jest shows it itself.
 */
module.exports = class Progress {
	running = new Set();
	ended = 0;
	passed = 0;
	failed = 0;

	/**
	 * @param {{ rootDir: string }} config jest's
	 * @param {{ stderr?: { isTTY?: boolean, write(text: string): void } }} parts
	 */
	constructor({ rootDir }, { stderr = process.stderr } = {}) {
		Object.assign(this, { rootDir, stderr });
	}

	onRunStart({ numTotalTestSuites }) {
		if (this.stderr.isTTY) return;
		const started = Date.now();
		this.timer = setInterval(() => {
			const seconds = Math.round((Date.now() - started) / 1000);
			const files = `${this.ended} of ${numTotalTestSuites} files`;
			const tests = `${this.passed} tests passed, ${this.failed} failed`;
			const running = [...this.running].join(', ');
			this.stderr.write(`  ${files}, ${tests}, ${seconds} s; running: ${running}\n`);
		}, EVERY_MS);
	}

	onTestFileStart({ path }) {
		this.running.add(relative(this.rootDir, path));
	}

	onTestFileResult({ path }, { numPassingTests, numFailingTests }) {
		this.running.delete(relative(this.rootDir, path));
		this.ended += 1;
		this.passed += numPassingTests;
		this.failed += numFailingTests;
	}

	onRunComplete() {
		clearInterval(this.timer);
	}
};
