import 'reflect-metadata';
import { KeyObject, randomUUID, webcrypto } from 'node:crypto';
import {
	BasicConstraintsExtension,
	SubjectAlternativeNameExtension,
	X509CertificateGenerator,
	type JsonGeneralName,
} from '@peculiar/x509';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
/** A clock that is a little slow still takes the certificate. */
const HOUR_MS = 3_600_000;

/** Whose certificate: the holder's name, and the hosts that it is for or its being an authority. */
export interface Holder {
	name: string;
	hosts?: JsonGeneralName[];
	isAuthority?: boolean;
}

/** A key and its certificate, as PEM texts. */
export interface Certificate {
	key: string;
	cert: string;
	/** Makes a certificate that this one vouches for. */
	vouchFor(holder: Holder): Promise<Certificate>;
}

/**
 * A self-signed certificate for 127.0.0.1 and localhost, for `startSimulator({ https })`; clients
 * trust `cert` as their CA (NODE_EXTRA_CA_CERTS wants it in a file).
 */
export async function makeCertificate(): Promise<Certificate> {
	const hosts: JsonGeneralName[] = [
		{ type: 'ip', value: '127.0.0.1' },
		{ type: 'dns', value: 'localhost' },
	];
	// A name of its own: of two certificates with one name, OpenSSL looks at the first only.
	return await certify({ name: `localhost ${randomUUID()}`, hosts });
}

/** An elliptic key and a certificate for it, valid for two days; without an issuer it vouches for itself. */
export async function certify(
	{ name, hosts = [], isAuthority = false }: Holder,
	issuer?: { name: string; key: webcrypto.CryptoKey },
): Promise<Certificate> {
	const keys = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
	const certificate = await X509CertificateGenerator.create(
		{
			subject: [{ CN: [name] }],
			issuer: [{ CN: [issuer?.name ?? name] }],
			publicKey: keys.publicKey,
			signingKey: issuer?.key ?? keys.privateKey,
			signingAlgorithm: EC,
			notBefore: new Date(Date.now() - HOUR_MS),
			notAfter: new Date(Date.now() + 2 * DAY_MS),
			extensions: [
				...(isAuthority ? [new BasicConstraintsExtension(true, undefined, true)] : []),
				...(hosts.length > 0 ? [new SubjectAlternativeNameExtension(hosts)] : []),
			],
		},
		webcrypto,
	);
	return {
		key: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: certificate.toString('pem'),
		vouchFor: async (other) => await certify(other, { name, key: keys.privateKey }),
	};
}
