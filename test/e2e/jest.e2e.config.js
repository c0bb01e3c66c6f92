/** Tests through a real n8n: one at a time, for each starts servers of its own. */
/** @type {import('jest').Config} */
module.exports = {
	...require('../../jest.config.js'),
	rootDir: '../..',
	testEnvironment: 'node',
	runtime: 'jest-runtime',
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	setupFiles: [],
	globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
	maxWorkers: 1,
	testTimeout: 240_000,
	// What a failed test left open must not keep a red run from ending.
	forceExit: true,
};
