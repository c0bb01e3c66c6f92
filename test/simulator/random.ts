/** Seeded random numbers (sfc32): equal seeds give equal simulators. */
export class Random {
	private readonly state: [number, number, number, number];

	constructor(seed: number) {
		this.state = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9, 1];
		for (let round = 0; round < 16; round++) this.uint32();
	}

	uint32(): number {
		const [a, b, c, d] = this.state;
		const sum = (((a + b) | 0) + d) | 0;
		this.state[3] = (d + 1) | 0;
		this.state[0] = b ^ (b >>> 9);
		this.state[1] = (c + (c << 3)) | 0;
		this.state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
		return sum >>> 0;
	}

	/** Whole number in 0 … below-1. */
	below(below: number): number {
		return Math.floor((this.uint32() / 2 ** 32) * below);
	}

	hex(length: number): string {
		let text = '';
		while (text.length < length) text += this.uint32().toString(16).padStart(8, '0');
		return text.slice(0, length);
	}

	text(length: number, alphabet: string): string {
		let text = '';
		while (text.length < length) text += alphabet[this.below(alphabet.length)];
		return text;
	}
}
