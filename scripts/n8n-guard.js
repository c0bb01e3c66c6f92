// Preloaded into the n8n that a script starts: ends it when that script is gone, however it went.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
