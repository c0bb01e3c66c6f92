// The first step of every command, on nothing but Node: checks the Node version, installs what is
// missing or not that of package-lock.json, and then runs the named TypeScript file of this folder,
// if any. `start` begins with the little that its table needs; the others, and no name, with all.
// Usage: node scripts/run.js [start] [arguments of that script]
'use strict';
var NEEDED = [20, 19];
var version = process.versions.node.split('.').map(Number);
if (version[0] < NEEDED[0] || (version[0] === NEEDED[0] && version[1] < NEEDED[1])) {
	// Written so that an old Node can read this file at all.
	console.error(
		'This needs Node ' +
			NEEDED.join('.') +
			' or newer, and this is Node ' +
			process.versions.node +
			'. Install a newer one (https://nodejs.org) and run the command again.',
	);
	process.exit(1);
}

const { spawn } = require('node:child_process');
const { readFileSync, rmSync } = require('node:fs');
const { basename, join } = require('node:path');

const root = join(__dirname, '..');
const script = process.argv[2];

/** The workspace of what `npm start` needs for its table. */
const TABLE = 'scripts/embedded';
const NPM_RECORD = 'node_modules/.package-lock.json';

const STEPS = {
	table: {
		npm: ['ci', '-w', TABLE],
		says: 'Installing what the table needs (npm ci, once; about half a minute) …',
	},
	all: {
		npm: ['ci'],
		says: 'Installing the development dependencies (npm ci, once; takes a minute or two) …',
	},
	// `npm ci` would delete what is there; with --no-save no other file changes.
	rest: {
		npm: ['install', '--no-save'],
		says: 'Installing the other development dependencies (npm install, once; about half a minute) …',
	},
};

function packagesIn(file) {
	try {
		return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
	} catch (error) {
		return undefined;
	}
}

/**
 * What is in node_modules, by npm's own record, which it writes last: `all` that package.json
 * names, what the `table` needs, or undefined where something is of another version than in
 * package-lock.json. (What else that file names, optional parts for instance, is npm's to decide.)
 */
function installed() {
	const wanted = packagesIn('package-lock.json');
	const present = packagesIn(NPM_RECORD);
	if (!wanted || !present) return undefined;
	const isThere = (name) => `node_modules/${name}` in present;
	const isWanted = ([path, { version }]) => (wanted[path] || {}).version === version;
	if (!Object.entries(present).every(isWanted)) return undefined;
	if (!Object.keys(wanted[TABLE].dependencies).every(isThere)) return undefined;
	return Object.keys(wanted[''].devDependencies).every(isThere) ? 'all' : 'table';
}

function install(step, done) {
	console.log(step.says);
	// So that an install that is cut short is not taken for a whole one.
	rmSync(join(root, NPM_RECORD), { force: true });
	const started = Date.now();
	const cli = process.env.npm_execpath || '';
	const isNpm = basename(cli) === 'npm-cli.js';
	const [command, first] = isNpm ? [process.execPath, [cli]] : ['npm', []];
	const npm = spawn(command, [...first, ...step.npm, '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: !isNpm && process.platform === 'win32',
	});
	const progress = setInterval(() => {
		console.log(`  npm ${step.npm[0]}: ${Math.round((Date.now() - started) / 1000)} s`);
	}, 10000);
	npm.once('error', (error) => console.error(error.message));
	npm.once('close', (code) => {
		clearInterval(progress);
		if (code === 0) return done();
		console.error(
			'The development dependencies could not be installed; npm says why above. ' +
				'Most often the network, a proxy or a full disk is the reason. Mend it and run the command again.',
		);
		process.exit(1);
	});
}

function runScript() {
	require('tsx/cjs');
	if (!script) return require('./embedded/nodes.ts').main();
	process.argv.splice(1, 2, join(__dirname, `${script}.ts`));
	require(process.argv[1]);
}

const present = installed();
if (present === 'all' || (present === 'table' && script === 'start')) runScript();
else if (present === 'table') install(STEPS.rest, runScript);
else install(script === 'start' ? STEPS.table : STEPS.all, runScript);
