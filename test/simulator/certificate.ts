/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- test code runs outside n8n and needs the openssl command */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A self-signed certificate for 127.0.0.1 and localhost, valid for two days, as PEM texts for
 * `startSimulator({ https })`; clients trust `cert` as their CA (NODE_EXTRA_CA_CERTS wants it in a file).
 * @throws {Error} when openssl is missing
 */
export function makeCertificate(): { key: string; cert: string } {
	const folder = mkdtempSync(join(tmpdir(), 'simulator-certificate-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	try {
		const wish = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
		const names = [
			'-subj',
			'/CN=localhost',
			'-addext',
			'subjectAltName=IP:127.0.0.1,DNS:localhost',
		];
		const files = ['-keyout', key, '-out', cert];
		execFileSync('openssl', [...wish.split(' '), ...names, ...files], { stdio: 'pipe' });
		return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
