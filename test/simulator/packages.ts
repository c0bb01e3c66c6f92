import { createCipheriv, randomBytes } from 'node:crypto';
import type { Application } from './applications';
import type { Codes } from './codes';
import type { Switches } from './types';

const CACHED_BLOCKS = 16;

/** Pads to a multiple of `size` with bytes that say how many they are. */
function pad(plain: Buffer, size: number): Buffer {
	const count = size - (plain.length % size);
	return Buffer.concat([plain, Buffer.alloc(count, count)]);
}

/** AES-128-CBC, key = IV = the characters of `key` (docs/wechat-api.md, "Cipher of a package"). @throws when they are not 16 bytes */
export function encrypt(plain: Buffer, key: string, padding: 16 | 32): Buffer {
	const machine = createCipheriv('aes-128-cbc', key, key).setAutoPadding(false);
	return Buffer.concat([machine.update(pad(plain, padding)), machine.final()]);
}

/** Code packages (码包), one per block, encrypted on demand. */
export class Packages {
	private readonly cache = new Map<string, string>();

	constructor(
		private readonly codes: Codes,
		private readonly switches: Switches,
	) {}

	/** The plain text of a range: one line per code (docs/wechat-api.md, "Lines of a package"). */
	plainText(application: Application, codeStart: number, codeEnd: number): string {
		const { separator, columns, lineEnd, finalNewline } = this.switches.package;
		const lines: string[] = [];
		for (let index = codeStart; index <= codeEnd; index++) {
			const { code, code_url: url, code_bits: bits } = this.codes.make(application, index);
			const cells = { bits, code, index: String(index), url };
			lines.push(columns.map((column) => cells[column]).join(separator));
		}
		return lines.join(lineEnd) + (finalNewline ? lineEnd : '');
	}

	/** Base64 of the encrypted range. */
	buffer(application: Application, codeStart: number, codeEnd: number, key: string): string {
		const settings = JSON.stringify([this.switches.package, this.switches.spacesInCodeUrl]);
		const name = [application.id, codeStart, codeEnd, key, settings].join(' ');
		const known = this.cache.get(name);
		if (known) return known;
		const made = this.make(application, codeStart, codeEnd, key);
		this.cache.set(name, made);
		for (const oldest of this.cache.keys()) {
			if (this.cache.size > CACHED_BLOCKS) this.cache.delete(oldest);
		}
		return made;
	}

	private make(application: Application, codeStart: number, codeEnd: number, key: string): string {
		const { randomPrefix, padding } = this.switches.package;
		const text = Buffer.from(this.plainText(application, codeStart, codeEnd), 'utf8');
		const plain = randomPrefix ? Buffer.concat([randomBytes(16), text]) : text;
		return encrypt(plain, key, padding).toString('base64');
	}
}
