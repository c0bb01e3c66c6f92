// Runs inside jest, in a copy of the tree. Without a plan it writes down which mutants each test reaches;
// with one it switches from mutant to mutant and skips what need not run.
const { appendFileSync, readFileSync } = require('node:fs');
const { relative } = require('node:path');
const { TestEnvironment } = require('jest-environment-node');

/** A mutant that goes round in circles is stopped after so many rounds. */
const HIT_LIMIT = 3_000_000;
const MUTANT = /^mutant (.+)$/;
/** Not a mutant: the same tests once more at the end, to see that nothing is left of the mutants. */
const CONTROL = 'none';

const nameOf = (test) => {
	const names = [];
	for (let at = test; at && at.parent; at = at.parent) names.unshift(at.name);
	if (MUTANT.test(names[0])) names.shift();
	return names.join(' › ');
};

const mutantOf = (test) => {
	for (let at = test; at; at = at.parent) {
		const id = MUTANT.exec(at.name)?.[1];
		if (id !== undefined) return id;
	}
	return undefined;
};

const isTimeout = (error) =>
	/Exceeded timeout|Hit count limit/.test(JSON.stringify(error?.message ?? String(error)));

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.file = relative(config.projectConfig.rootDir, context.testPath);
		const plan = process.env.MUTANTS_PLAN;
		if (plan !== undefined) {
			this.plan = JSON.parse(readFileSync(plan, 'utf8'));
			this.global.__mutants__ = [...Object.keys(this.plan), CONTROL];
		}
		this.space = this.global.__stryker__ = {};
		if (process.env.MUTANTS_STATIC) this.space.activeMutant = process.env.MUTANTS_STATIC;
		this.ended = new Set();
		this.abandoned = false;
		this.covered = new Map();
	}

	write(line) {
		appendFileSync(process.env.MUTANTS_LOG, `${JSON.stringify({ file: this.file, ...line })}\n`);
	}

	async handleTestEvent(event) {
		if (this.plan === undefined) this.cover(event);
		else this.switchMutants(event);
	}

	cover({ name, test, describeBlock }) {
		if (name === 'test_start') this.space.currentTestId = nameOf(test);
		if (name === 'test_done') {
			const { [nameOf(test)]: mine = {} } = this.space.mutantCoverage?.perTest ?? {};
			this.write({
				test: nameOf(test),
				green: test.errors.length === 0,
				ms: test.duration,
				covers: Object.keys(mine),
			});
			this.space.currentTestId = undefined;
		}
		if (name === 'run_finish') {
			this.write({ loads: Object.keys(this.space.mutantCoverage?.static ?? {}) });
		}
	}

	switchMutants({ name, test, describeBlock }) {
		const block = MUTANT.exec(describeBlock?.name ?? '')?.[1];
		if (name === 'run_describe_start' && block !== undefined) {
			this.space.activeMutant = block;
			this.space.hitCount = 0;
			this.space.hitLimit = HIT_LIMIT;
			if (!this.abandoned) this.write({ begins: block });
		}
		if (name === 'run_describe_finish' && block !== undefined) {
			this.space.activeMutant = undefined;
			if (!this.abandoned && !this.ended.has(block)) this.write({ survives: block });
		}
		if (test === undefined) return;
		const id = mutantOf(test);
		if (name === 'test_start') {
			const wanted = id === CONTROL ? Object.values(this.plan).flat() : this.plan[id];
			if (this.abandoned || this.ended.has(id) || !wanted.includes(nameOf(test)))
				test.mode = 'skip';
		}
		if (name === 'test_done' && test.errors.length > 0) {
			this.ended.add(id);
			this.write({ killed: id, by: nameOf(test) });
			// What hangs may go on in the background: the mutants that are left get a process of their own.
			this.abandoned ||= test.errors.flat().some(isTimeout);
		}
	}
};
