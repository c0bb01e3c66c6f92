/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n and needs the openssl command */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { run } from '../../scripts/shell';

/** Vouches for hosts towards whoever trusts it (NODE_EXTRA_CA_CERTS). Valid for two days. */
export interface Authority {
	/** File with its certificate, PEM. */
	file: string;
	/** Key and certificate of a host, made when first asked for. */
	contextFor(host: string): Promise<SecureContext>;
	close(): void;
}

/** Makes one in a temporary folder. @throws CommandFailed when openssl is missing or older than 3 */
export async function makeAuthority(): Promise<Authority> {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-authority-'));
	const path = (name: string) => join(folder, name);
	const certify = async (name: string, subject: string, extension: string, more: string[]) => {
		const wish = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
		const files = ['-keyout', path(`${name}.key`), '-out', path(`${name}.pem`)];
		const who = ['-config', path('none.cnf'), '-subj', `/CN=${subject}`, '-addext', extension];
		await run('openssl', [...wish.split(' '), ...who, ...more, ...files], { cwd: folder });
		return { key: await readFile(path(`${name}.key`)), cert: await readFile(path(`${name}.pem`)) };
	};
	// Nothing of what the machine's own configuration adds to a certificate.
	writeFileSync(path('none.cnf'), '[req]\ndistinguished_name = name\n[name]\n');
	await certify('authority', 'Test authority', 'basicConstraints=critical,CA:TRUE', []);
	const issuer = ['-CA', path('authority.pem'), '-CAkey', path('authority.key')];
	const contexts = new Map<string, Promise<SecureContext>>();
	return {
		file: path('authority.pem'),
		contextFor: async (host) => {
			const made =
				contexts.get(host) ??
				certify(`host-${contexts.size}`, 'host', `subjectAltName=DNS:${host}`, issuer).then(
					createSecureContext,
				);
			contexts.set(host, made);
			return await made;
		},
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
