/** `npm run storms`: the storms of `npm test`, ten times as many, in larger sheets. */
/** @type {import('jest').Config} */
module.exports = {
	...require('../../jest.config.js'),
	rootDir: '../..',
	roots: ['<rootDir>/test/faults'],
	globals: { STORMS: { seeds: 200, rows: 200 } },
};
