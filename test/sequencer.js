const { relative } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Minutes of storms, whole lives, a package that is packed, commands in a copy of the clone. */
const SLOW =
	/^test\/(faults\/|package\/package\.|engine\/(longLife|lostReplies)\.|docs\/commandsRun\.|scripts\/mutants\.)/;
const ENGINE = /^test\/engine\//;

/**
 * The order of `npm test`: what fails in a moment is told first, the tests through n8n's engine follow, and what takes
 * long comes last. Within each of the three the order is jest's own: what failed before, then the longest.
 */
module.exports = class extends Sequencer {
	/** @param {import('@jest/test-result').Test[]} tests */
	sort(tests) {
		const place = ({ path, context }) => {
			const file = relative(context.config.rootDir, path);
			return SLOW.test(file) ? 2 : ENGINE.test(file) ? 1 : 0;
		};
		return super.sort(tests).sort((a, b) => place(a) - place(b));
	}
};
