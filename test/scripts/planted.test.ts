/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the source tree; tests run outside n8n */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { planted } from '../../scripts/mutants/planted';

const ROOT = resolve(__dirname, '../..');

describe('a planted fault', () => {
	it.each(planted)('$breaks: can be planted in $file, at one place', ({ file, old }) => {
		expect(readFileSync(resolve(ROOT, file), 'utf8').split(old)).toHaveLength(2);
	});
});
