/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- test code runs outside n8n and needs the openssl command */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Application } from './applications';
import type { Codes } from './codes';
import type { Switches } from './types';

const CACHED_BLOCKS = 16;

/** Pads to a multiple of `size` with bytes that say how many they are. */
function pad(plain: Buffer, size: number): Buffer {
	const count = size - (plain.length % size);
	return Buffer.concat([plain, Buffer.alloc(count, count)]);
}

/**
 * AES-128-CBC by the `openssl` command, key = IV = the characters of `key` (docs/wechat-api.md, "Cipher of a package").
 * @throws {Error} when openssl is missing or fails
 */
export async function encrypt(plain: Buffer, key: string, padding: 16 | 32): Promise<Buffer> {
	const hex = Buffer.from(key, 'utf8').toString('hex');
	const args = ['enc', '-aes-128-cbc', '-K', hex, '-iv', hex, '-nosalt', '-nopad'];
	const child = spawn('openssl', padding === 16 ? args.slice(0, -1) : args);
	const out: Buffer[] = [];
	let complaint = '';
	child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
	child.stdin.on('error', () => {});
	child.stdin.end(padding === 16 ? plain : pad(plain, padding));
	return await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status) => {
			if (status === 0) resolve(Buffer.concat(out));
			else reject(new Error(`openssl ended with ${status}: ${complaint}`));
		});
	});
}

/** Code packages (码包), one per block, encrypted on demand. */
export class Packages {
	private readonly cache = new Map<string, Promise<string>>();

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
	async buffer(
		application: Application,
		codeStart: number,
		codeEnd: number,
		key: string,
	): Promise<string> {
		const settings = JSON.stringify([this.switches.package, this.switches.spacesInCodeUrl]);
		const name = [application.id, codeStart, codeEnd, key, settings].join(' ');
		const known = this.cache.get(name);
		if (known) return await known;
		const made = this.make(application, codeStart, codeEnd, key);
		this.cache.set(name, made);
		for (const oldest of this.cache.keys()) {
			if (this.cache.size > CACHED_BLOCKS) this.cache.delete(oldest);
		}
		return await made;
	}

	private async make(
		application: Application,
		codeStart: number,
		codeEnd: number,
		key: string,
	): Promise<string> {
		const { randomPrefix, padding } = this.switches.package;
		const text = Buffer.from(this.plainText(application, codeStart, codeEnd), 'utf8');
		const plain = randomPrefix ? Buffer.concat([randomBytes(16), text]) : text;
		return (await encrypt(plain, key, padding)).toString('base64');
	}
}
