// The first step of every command, on nothing but Node: checks the Node version, installs the
// development dependencies if they are missing or not those of package-lock.json, and then runs
// the named TypeScript file of this folder, if any.
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
const { readFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const root = join(__dirname, '..');

function packagesIn(file) {
	try {
		return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
	} catch (error) {
		return undefined;
	}
}

/**
 * Whether node_modules is of this package-lock.json, by npm's own record, which it writes last: all
 * that package.json names is there, and nothing is there in another version. (What else the lock
 * file names, optional parts for instance, is npm's to decide.)
 */
function isInstalled() {
	const wanted = packagesIn('package-lock.json');
	const present = packagesIn('node_modules/.package-lock.json');
	if (!wanted || !present) return false;
	const named = Object.keys(wanted[''].devDependencies).map((name) => `node_modules/${name}`);
	return (
		named.every((path) => path in present) &&
		Object.entries(present).every(([path, { version }]) => (wanted[path] || {}).version === version)
	);
}

function install(done) {
	console.log('Installing the development dependencies (npm ci, once; takes a minute or two) …');
	const started = Date.now();
	const cli = process.env.npm_execpath || '';
	const isNpm = basename(cli) === 'npm-cli.js';
	const [command, first] = isNpm ? [process.execPath, [cli]] : ['npm', []];
	const npm = spawn(command, [...first, 'ci', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: !isNpm && process.platform === 'win32',
	});
	const progress = setInterval(() => {
		console.log(`  npm ci: ${Math.round((Date.now() - started) / 1000)} s`);
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
	const script = process.argv[2];
	if (!script) return;
	process.argv.splice(1, 2, join(__dirname, `${script}.ts`));
	require('tsx/cjs');
	require(process.argv[1]);
}

if (isInstalled()) runScript();
else install(runScript);
