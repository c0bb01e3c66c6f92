import type { Application, Applications } from './applications';
import type { Random } from './random';

/** Raw code (原始码): 9 characters, may start with 0. URL: the QR alphabet. See docs/wechat-api.md, "Forms of a code". */
const RAW_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*-$.';
const URL_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:';
const RAW_SPACE = BigInt(RAW_ALPHABET.length) ** 9n;
const URL_SPACE = BigInt(URL_ALPHABET.length) ** 9n;
/** More than 20,000,000 codes per application. */
const ORDINAL_STEP = 2 ** 25;
const PREFIX = 'P.URL.CN/';

export interface Code {
	index: number;
	code: string;
	code_url: string;
	code_bits: string;
}

/** x → a·x + b (mod space): spreads neighbours and can be turned round, so nothing needs to be stored. */
class Affine {
	private readonly factor: bigint;
	private readonly offset: bigint;
	private readonly inverse: bigint;

	constructor(
		random: Random,
		private readonly space: bigint,
	) {
		let factor = 0n;
		do factor = BigInt(`0x${random.hex(14)}`) % space;
		while (gcd(factor, space) !== 1n);
		this.factor = factor;
		this.offset = BigInt(`0x${random.hex(14)}`) % space;
		this.inverse = invert(factor, space);
	}

	forward(value: number): number {
		return Number((BigInt(value) * this.factor + this.offset) % this.space);
	}

	back(value: number): number {
		const shifted = (BigInt(value) - this.offset + this.space) % this.space;
		return Number((shifted * this.inverse) % this.space);
	}
}

function gcd(a: bigint, b: bigint): bigint {
	return b === 0n ? a : gcd(b, a % b);
}

function invert(value: bigint, modulus: bigint): bigint {
	let [r0, r1, s0, s1] = [modulus, value, 0n, 1n];
	while (r1 !== 0n) {
		const quotient = r0 / r1;
		[r0, r1, s0, s1] = [r1, r0 - quotient * r1, s1, s0 - quotient * s1];
	}
	return ((s0 % modulus) + modulus) % modulus;
}

function write(value: number, alphabet: string, length: number): string {
	const base = alphabet.length;
	let text = '';
	for (let rest = value; text.length < length; rest = Math.floor(rest / base)) {
		text = alphabet.charAt(rest % base) + text;
	}
	return text;
}

function bits(value: number, length: number): string {
	return value.toString(2).padStart(length, '0');
}

function read(text: string, alphabet: string): number | undefined {
	let value = 0;
	for (const letter of text) {
		const digit = alphabet.indexOf(letter);
		if (digit < 0) return undefined;
		value = value * alphabet.length + digit;
	}
	return value;
}

function mix(value: number): number {
	let hash = Math.imul(value ^ (value / 2 ** 32), 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
	return (hash ^ (hash >>> 13)) >>> 0;
}

/** The codes of all applications, computed from (application, index) and back. */
export class Codes {
	private readonly raw: Affine;
	private readonly url: Affine;
	private readonly salt: number;

	constructor(
		private readonly applications: Applications,
		random: Random,
		private readonly spaces: () => boolean,
	) {
		this.raw = new Affine(random, RAW_SPACE);
		this.url = new Affine(random, URL_SPACE);
		this.salt = random.below(2 ** 30);
	}

	make(application: Application, index: number): Code {
		const item = application.ordinal * ORDINAL_STEP + index;
		const raw = this.raw.forward(item);
		return {
			index,
			code: write(raw, RAW_ALPHABET, 9),
			code_url: this.urlOf(item),
			code_bits: bits(raw, 48) + bits(mix(raw + this.salt) % 2 ** 20, 20),
		};
	}

	/** 9 characters that say which code it is, 10 that prove it. */
	private urlOf(item: number): string {
		const alphabet = this.spaces() ? `${URL_ALPHABET} ` : URL_ALPHABET;
		const proof =
			write(mix(item + this.salt), alphabet, 5) + write(mix(item * 7 + 3), URL_ALPHABET, 5);
		return PREFIX + write(this.url.forward(item), URL_ALPHABET, 9) + proof;
	}

	private locate(item: number): { application: Application; index: number } | undefined {
		const application = this.applications.atOrdinal(Math.floor(item / ORDINAL_STEP));
		const index = item % ORDINAL_STEP;
		if (!application || index >= application.codeCount) return undefined;
		return { application, index };
	}

	/** undefined: no code of any application. */
	findRaw(code: string): { application: Application; index: number } | undefined {
		const value = code.length === 9 ? read(code, RAW_ALPHABET) : undefined;
		return value === undefined ? undefined : this.locate(this.raw.back(value));
	}

	/** undefined: no code of any application. */
	findUrl(codeUrl: string): { application: Application; index: number } | undefined {
		const head = codeUrl.slice(PREFIX.length, PREFIX.length + 9);
		const value = codeUrl.length === 28 ? read(head, URL_ALPHABET) : undefined;
		if (value === undefined) return undefined;
		const item = this.url.back(value);
		return this.urlOf(item) === codeUrl ? this.locate(item) : undefined;
	}
}
