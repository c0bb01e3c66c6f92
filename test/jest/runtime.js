const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;

/** Jest's own have to know which test runs. */
const OF_JEST = /^(@jest\/|jest-|expect$)/;
const isPackage = (name) => !/^[./]/.test(name) && !isBuiltin(name) && !OF_JEST.test(name);

/**
 * Loads what is ours anew for every test file, as jest does, and what is in node_modules once for all of
 * them, as n8n does: n8n's engine is 2,000 modules, which took longer to load than most files to test.
 * Goes together with `environment.js`: both in one realm, where an Error is an Error.
 */
module.exports = class extends Runtime {
	constructor(...parts) {
		super(...parts);
		const { injectedModuleParameters } = this.executor;
		this.executor.compile = (source, filename) =>
			compileFunction(source, injectedModuleParameters, { filename });
	}

	requireModuleOrMock(from, name) {
		if (isPackage(name)) return createRequire(from)(name);
		return super.requireModuleOrMock(from, name);
	}
};
