const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

/** What jest-circus hears the events of a test file with; the next file brings its own. */
const HANDLERS = Symbol.for('EVENT_HANDLERS');

const ofN8n = createRequire(require.resolve('n8n-core'));

/**
 * The tests run in node's own realm, as a node does in n8n, and not in a context of their own: see `runtime.js`.
 * What a test file changed of the process is as it was when the next one begins.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const { exit, env } = process;
		this.before = { console, exit, env: { ...env }, atExit: process.listeners('exit') };
		const ModuleMocker = this.moduleMocker.constructor;
		const FakeTimers = this.fakeTimersModern.constructor;
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new FakeTimers({ config: config.projectConfig, global: globalThis });
		delete globalThis[HANDLERS];
		// n8n's services and settings are made anew, from the variables that this file sets.
		ofN8n('@n8n/di').Container.reset();
		Object.assign(globalThis, config.projectConfig.globals);
	}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		await super.teardown();
		globalThis.console = this.before.console;
		// n8n's services of this file wait for the end of the process.
		for (const listener of process.listeners('exit'))
			if (!this.before.atExit.includes(listener)) process.off('exit', listener);
		process.exit = this.before.exit;
		for (const name of Object.keys(process.env)) delete process.env[name];
		Object.assign(process.env, this.before.env);
	}
};
