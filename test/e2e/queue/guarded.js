// Runs a server that is not Node's, such as Redis, for the script that started this process. When that
// script is gone, however it went, the server goes too: in good order (SIGINT), and if it will not, at once.
// Usage: node guarded.js <user id>:<group id> <command> <arguments> (with an IPC channel)
const { spawn } = require('node:child_process');

const PATIENCE_MS = 5_000;
const [user, command, ...args] = process.argv.slice(2);
const [uid, gid] = user.split(':').map(Number);
const server = spawn(command, args, { uid, gid, stdio: ['ignore', 'inherit', 'inherit'] });

function end() {
	server.kill('SIGINT');
	// This process and what it started are one process group.
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), PATIENCE_MS).unref();
}
server.once('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
server.once('exit', (code) => process.exit(code ?? 1));
process.once('disconnect', end);
process.once('SIGTERM', end);
