// Runs a command again and again, until it fails or has succeeded so many times: for tests that
// must not be right only by luck. The last line is the count.
// Usage: node scripts/repeat.js 10 npm run test:e2e -- e2e/queue
const { spawnSync } = require('node:child_process');

const [, , wanted, command, ...args] = process.argv;
const times = Number(wanted);
if (!Number.isInteger(times) || times < 1 || command === undefined) {
	console.error('Usage: node scripts/repeat.js <times> <command> <arguments>');
	process.exit(2);
}
const seconds = [];
for (let run = 1; run <= times; run++) {
	const started = Date.now();
	const { status } = spawnSync(command, args, {
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	seconds.push(Math.round((Date.now() - started) / 1000));
	if (status !== 0) {
		console.log(`Run ${run} of ${times} failed after ${seconds.at(-1)} s; ${run - 1} were green.`);
		process.exit(1);
	}
	console.log(`Run ${run} of ${times} green, ${seconds.at(-1)} s.`);
}
console.log(`${times} of ${times} green, in seconds: ${seconds.join(', ')}`);
