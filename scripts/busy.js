// Runs a command while so many busy loops run beside it: for tests that must not be right only on a
// machine that rests. The loops end with the command, or when this process is gone.
// Usage: node scripts/busy.js 8 npx jest test/engine
const { spawn } = require('node:child_process');

const [, , wanted, command, ...args] = process.argv;
const loops = Number(wanted);
if (!Number.isInteger(loops) || loops < 1 || command === undefined) {
	console.error('Usage: node scripts/busy.js <loops> <command> <arguments>');
	process.exit(2);
}
// A busy process hears no event: it looks by itself whether its parent is still there.
const loop = 'for (const parent = process.ppid; process.ppid === parent; );';
const busy = Array.from({ length: loops }, () =>
	spawn(process.execPath, ['-e', loop], { stdio: 'ignore' }),
);
const stop = () => busy.forEach((child) => child.kill('SIGKILL'));
process.on('exit', stop);
const started = Date.now();
const work = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => {
		work.kill(signal);
		process.exit(130);
	});
}
work.on('error', ({ message }) => {
	console.error(message);
	process.exitCode = 1;
	stop();
});
work.on('exit', (code) => {
	const seconds = Math.round((Date.now() - started) / 1000);
	console.log(`${code === 0 ? 'Green' : 'Failed'} beside ${loops} busy loops after ${seconds} s.`);
	process.exitCode = code ?? 1;
	stop();
});
