// Runs inside jest, in a copy of the tree: compiles like the usual transform, and wraps what a test file
// does so that it is registered once for every mutant that is to meet it.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const tsJest = require('ts-jest').default.createTransformer({
	tsconfig: 'tsconfig.test.json',
	diagnostics: false,
});

const wrapped = (code) => `for (const mutant of globalThis.__mutants__ ?? []) {
	describe('mutant ' + mutant, () => { (function () { ${code}
	})(); });
}`;

module.exports = {
	process(source, path, options) {
		const { code } = tsJest.process(source, path, options);
		if (!path.endsWith('.test.ts')) return { code };
		return { code: `if (globalThis.__mutants__ === undefined) { ${code}\n} else ${wrapped(code)}` };
	},
	getCacheKey(source, path, options) {
		return createHash('sha256')
			.update(tsJest.getCacheKey(source, path, options))
			.update(readFileSync(__filename))
			.digest('hex');
	},
};
