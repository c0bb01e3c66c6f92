import { createDecipheriv } from 'node:crypto';
import { trimAll } from '../cells';
import { errors } from './errors';

const CIPHER_BLOCK = 16;
const LARGEST_PADDING = 32;
const SAMPLE = 4096;

/**
 * The plain text of a code package: AES-128-CBC with the 16 bytes of the key as key and as IV; the
 * key is not base64-decoded. Padding is taken off by hand, because WeChat's other crypto pads to 32,
 * and once, because a second time would eat line ends. Source: docs/wechat-api.md, "Cipher of a package".
 * @param bufferBase64 `buffer` of applycodedownload
 * @param key the secret that WeChat issued for the account; white space around it does not count
 * @throws CodePackageError `key-length`, `not-base64`, `truncated`, `wrong-key`
 */
export function decryptPackage(bufferBase64: string, key: string): Buffer {
	const keyBytes = Buffer.from(trimAll(key), 'utf8');
	if (keyBytes.length !== CIPHER_BLOCK) throw errors.keyLength(keyBytes.length);
	const encrypted = decodeBase64(bufferBase64);
	if (encrypted.length === 0 || encrypted.length % CIPHER_BLOCK !== 0) throw errors.truncated();
	const decipher = createDecipheriv('aes-128-cbc', keyBytes, keyBytes).setAutoPadding(false);
	const plain = withoutPadding(Buffer.concat([decipher.update(encrypted), decipher.final()]));
	if (!looksLikeText(plain)) throw errors.wrongKey();
	return plain;
}

/** Buffer.from skips what is not base64, so a short result shows that something was skipped. */
function decodeBase64(text: string): Buffer {
	const decoded = Buffer.from(text, 'base64');
	const isWhole = (given: string) => Buffer.byteLength(given, 'base64') === decoded.length;
	if (isWhole(text) || isWhole(text.replace(/\s+/g, ''))) return decoded;
	throw errors.notBase64();
}

/** Takes off n equal bytes of value n, 1 to 32; anything else is no padding and stays. */
function withoutPadding(padded: Buffer): Buffer {
	const count = padded[padded.length - 1];
	if (count > LARGEST_PADDING || count > padded.length) return padded;
	const end = padded.length - count;
	return padded.subarray(end).every((byte) => byte === count) ? padded.subarray(0, end) : padded;
}

/**
 * Text has no control bytes but tab and line ends, whereas one in nine random bytes is one. The
 * first cipher block is left out if there is more: some packages may begin with 16 random bytes.
 */
function looksLikeText(plain: Buffer): boolean {
	const from = plain.length > CIPHER_BLOCK ? CIPHER_BLOCK : 0;
	return plain
		.subarray(from, from + SAMPLE)
		.every((byte) => (byte >= 0x20 && byte !== 0x7f) || [0x09, 0x0a, 0x0d].includes(byte));
}
