/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @typescript-eslint/no-require-imports -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedN8n } from './engine';

/**
 * Loads n8n's engine into this process. n8n reads its settings once: the folders of the first call
 * hold for the process.
 *
 * @param files Folders that the file nodes may read and write.
 */
export async function openEmbeddedN8n(
	files: string[],
): Promise<{ n8n: EmbeddedN8n; close: () => void }> {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-marketing-code-engine-'));
	Object.assign(process.env, {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64url'),
		// n8n compares real paths.
		N8N_RESTRICT_FILE_ACCESS_TO: files.map((file) => realpathSync(file)).join(';'),
	});
	// Not `import`: n8n's packages load as CommonJS only.
	const engine = require('./engine') as typeof import('./engine');
	const n8n = await engine.EmbeddedN8n.load();
	return { n8n, close: () => rmSync(folder, { recursive: true, force: true }) };
}
