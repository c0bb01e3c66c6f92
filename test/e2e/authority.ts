/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { certify } from '../simulator/certificate';

/** Vouches for hosts towards whoever trusts it (NODE_EXTRA_CA_CERTS). Valid for two days. */
export interface Authority {
	/** File with its certificate, PEM. */
	file: string;
	/** Key and certificate of a host, made when first asked for. */
	contextFor(host: string): Promise<SecureContext>;
	close(): void;
}

/** Makes one; its certificate is in a temporary folder. */
export async function makeAuthority(): Promise<Authority> {
	const authority = await certify({ name: 'Test authority', isAuthority: true });
	const folder = mkdtempSync(join(tmpdir(), 'wechat-authority-'));
	const file = join(folder, 'authority.pem');
	writeFileSync(file, authority.cert);
	const contexts = new Map<string, Promise<SecureContext>>();
	return {
		file,
		contextFor: async (host) => {
			const made =
				contexts.get(host) ??
				authority
					.vouchFor({ name: 'host', hosts: [{ type: 'dns', value: host }] })
					.then(({ key, cert }) => createSecureContext({ key, cert }));
			contexts.set(host, made);
			return await made;
		},
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
