// Preloaded into the n8n that a script starts: when that script is gone, however it went, n8n and
// what it started (its process group) go too. Not in good order: its output has nowhere to go.
process.once('disconnect', () => {
	process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
});
