/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { certify, makeCertificate } from './certificate';

const DAY_MS = 86_400_000;

test('a certificate is for 127.0.0.1 and localhost, holds its key, and is valid now and for two days', async () => {
	const { key, cert } = await makeCertificate();
	const read = new X509Certificate(cert);
	expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
	expect(read.checkHost('localhost')).toBe('localhost');
	expect(read.checkHost('api.weixin.qq.com')).toBeUndefined();
	expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
	expect(read.verify(read.publicKey)).toBe(true);
	expect(Date.parse(read.validFrom)).toBeLessThan(Date.now());
	expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now() + DAY_MS);
});

test('each has a key and a number of its own', async () => {
	const [one, other] = [await makeCertificate(), await makeCertificate()];
	expect(one.key).not.toBe(other.key);
	const numbers = [one, other].map(({ cert }) => new X509Certificate(cert).serialNumber);
	expect(numbers[0]).not.toBe(numbers[1]);
});

/** What a client that trusts `ca` makes of a server's certificate: an error's code, or that it trusts. */
async function shakeHands(
	{ key, cert }: { key: string; cert: string },
	ca: string,
	host: string,
): Promise<string> {
	const server = createServer({ key, cert }, (socket) => socket.on('error', () => {}));
	server.on('tlsClientError', () => {});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const socket: TLSSocket = connect({ port, servername: host, ca });
	try {
		await once(socket, 'secureConnect');
		return 'trusted';
	} catch (error) {
		return String((error as NodeJS.ErrnoException).code);
	} finally {
		socket.destroy();
		server.close();
	}
}

test('two are trusted side by side, from one file', async () => {
	const both = [await makeCertificate(), await makeCertificate()];
	const file = both.map(({ cert }) => cert).join('\n');
	for (const one of both) expect(await shakeHands(one, file, 'localhost')).toBe('trusted');
});

describe('a host that an authority vouches for', () => {
	test.each([
		['registry.example', 'its authority', 'trusted'],
		['registry.example', 'another', /^(CERT_SIGNATURE_FAILURE|UNABLE_TO)/],
		['other.example', 'its authority', 'ERR_TLS_CERT_ALTNAME_INVALID'],
	] as const)('%s, to a client that trusts %s: %s', async (host, ca, verdict) => {
		const authority = await certify({ name: 'Authority', isAuthority: true });
		const trusted =
			ca === 'another' ? await certify({ name: 'Authority', isAuthority: true }) : authority;
		const hosts = [{ type: 'dns' as const, value: 'registry.example' }];
		const vouched = await authority.vouchFor({ name: 'host', hosts });
		expect(await shakeHands(vouched, trusted.cert, host)).toMatch(verdict);
	});
});
