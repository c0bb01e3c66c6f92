/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import { fstatSync, readFileSync } from 'node:fs';

/** How often it looks whether its parent still lives. */
const CHECK_MS = 1_000;

function read(pid: number, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, 'utf8');
	} catch {
		return '';
	}
}

/** The parent, or 0. The name in the second field may hold spaces and brackets. */
function parentOf(pid: number): number {
	const stat = read(pid, 'stat');
	return Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2] ?? 0);
}

/** The parents up to the one that is not just tsx or npx: npx does not pass SIGTERM on, so its end must be noticed. */
function launchers(): string {
	const chain = [process.ppid];
	while (/tsx|npx|npm/.test(read(chain[chain.length - 1], 'cmdline'))) {
		chain.push(parentOf(chain[chain.length - 1]));
	}
	return chain.join(' ');
}

/** Calls `end` when whoever started this process is gone. A stdin that is no pipe (a terminal, /dev/null) says nothing. */
export function watchParent(end: () => void): void {
	const stdin = fstatSync(0);
	if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on('end', end).on('close', end).resume();
	const atStart = launchers();
	setInterval(() => {
		if (launchers() !== atStart) end();
	}, CHECK_MS).unref();
}
