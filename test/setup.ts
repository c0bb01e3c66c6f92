/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs before the tests, outside n8n */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The simulator is on this machine, which a company's proxy knows nothing of; and an n8n that is
// installed here has settings of its own.
for (const name of Object.keys(process.env)) {
	if (/^(https?|all|no)_proxy$|^(N8N|EXECUTIONS)_/i.test(name)) delete process.env[name];
}
// n8n-core writes a settings file on first use: keep it out of the developer's home folder.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-test-'));
process.env.N8N_ENCRYPTION_KEY = 'test-encryption-key';
// Its log would drown what the tests say.
process.env.N8N_LOG_LEVEL = 'silent';
