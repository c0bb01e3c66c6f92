/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs before the tests, outside n8n */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes a settings file on first use: keep it out of the developer's home folder.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-test-'));
// Its log would drown what the tests say; `N8N_LOG_LEVEL=debug npx jest …` shows it.
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_ENCRYPTION_KEY ??= 'test-encryption-key';
// The simulator is on this machine: a proxy of the company's knows nothing of it.
for (const name of Object.keys(process.env)) {
	if (/^(https?|all|no)_proxy$/i.test(name)) delete process.env[name];
}
