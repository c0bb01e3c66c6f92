/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/jest/environment.js',
	runtime: '<rootDir>/test/jest/runtime.js',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/test/e2e/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }],
	},
	maxWorkers: 2,
	testSequencer: '<rootDir>/test/sequencer.js',
	// A last net for what hangs: no test waits for time, and a busy machine may be slow.
	testTimeout: 300_000,
	reporters: ['default', '<rootDir>/test/progress.js'],
	setupFiles: ['<rootDir>/test/setup.ts'],
	setupFilesAfterEnv: ['<rootDir>/test/equality.ts'],
	// In each world of test/faults; `npm run storms` sets more.
	globals: { STORMS: { seeds: 20, rows: 60 } },
};
