/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n, for a person at a terminal */
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

const LEFT_OUT = new Set(['node_modules', 'dist', 'coverage', '.git']);

/**
 * A copy of the working tree in the temp folder, so that nothing that is broken on purpose is ever in
 * the checkout, whatever ends this process. `end` removes it.
 */
export function copyTree(): { folder: string; end: () => void } {
	const folder = mkdtempSync(join(realpathSync(tmpdir()), 'mutants-'));
	for (const name of readdirSync(ROOT)) {
		if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
	}
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
	const end = (): void => rmSync(folder, { recursive: true, force: true });
	process.once('exit', end);
	return { folder, end };
}
