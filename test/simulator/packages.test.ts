/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- an invented key */
import { createDecipheriv, createHash } from 'node:crypto';
import { APP_ID, APPLICATION, startBench, type Bench } from './testClient';
import { encrypt } from './packages';

const KEY = '0123456789abcdef';
let bench: Bench;
beforeEach(async () => {
	bench = await startBench({ applications: [{ applicationId: APPLICATION, codeCount: 60_000 }] });
});
afterEach(async () => await bench.stop());

const download = async (code_start = 50_000, code_end = 59_999) =>
	await bench.call('applycodedownload', { application_id: APPLICATION, code_start, code_end });

/** The padding is left on. */
function decipher(buffer: unknown): Buffer {
	const machine = createDecipheriv('aes-128-cbc', KEY, KEY).setAutoPadding(false);
	return Buffer.concat([machine.update(String(buffer), 'base64'), machine.final()]);
}

/** Takes off n bytes of value n. */
function unpad(padded: Buffer): string {
	const count = padded[padded.length - 1];
	expect([...padded.subarray(-count)]).toEqual(Array<number>(count).fill(count));
	return padded.subarray(0, -count).toString('utf8');
}

const lastBlock = async () => unpad(decipher((await download()).json.buffer));

describe('applycodedownload', () => {
	test('the package decrypts to one line per code: bits, code, index, code_url', async () => {
		const lines = (await lastBlock()).split('\n');
		expect(lines.pop()).toBe('');
		expect(lines).toHaveLength(10_000);
		for (const index of [50_000, 50_001, 59_999]) {
			const { code_bits, code, code_url } = bench.sim.code(APPLICATION, index);
			expect(lines[index - 50_000]).toBe([code_bits, code, index, code_url].join('\t'));
		}
	});

	test('a whole block holds 50,000 codes and is the same when asked again', async () => {
		const digest = (text: unknown) => createHash('sha256').update(String(text)).digest('hex');
		const first = (await download(0, 49_999)).json.buffer;
		expect(unpad(decipher(first)).trimEnd().split('\n')).toHaveLength(50_000);
		expect(digest((await download(0, 49_999)).json.buffer)).toBe(digest(first));
	});

	test('separator, columns, line end and final newline are switches', async () => {
		bench.sim.set({
			package: { separator: ',', columns: ['url', 'index'], lineEnd: '\r\n', finalNewline: false },
		});
		const lines = (await lastBlock()).split('\r\n');
		expect(lines).toHaveLength(10_000);
		expect(lines[9_999]).toBe(`${bench.sim.code(APPLICATION, 59_999).code_url},59999`);
	});

	test('padding to 32 gives pads from 1 to 32', async () => {
		const pads = new Set<number>();
		for (let length = 1; length <= 32; length++) {
			const cipher = encrypt(Buffer.alloc(length, 'a'), KEY, 32);
			const padded = decipher(cipher.toString('base64'));
			expect(padded.length % 32).toBe(0);
			expect(unpad(padded)).toBe('a'.repeat(length));
			pads.add(padded[padded.length - 1]);
		}
		expect(pads.size).toBe(32);
		bench.sim.set({ package: { padding: 32, separator: ' ' } });
		const padded = decipher((await download()).json.buffer);
		expect(padded.length % 32).toBe(0);
		expect(unpad(padded).split('\n')).toHaveLength(10_001);
	});

	test('16 random bytes may stand before the first row', async () => {
		bench.sim.set({ package: { randomPrefix: true } });
		const padded = decipher((await download()).json.buffer);
		const { code_bits } = bench.sim.code(APPLICATION, 50_000);
		expect(padded.subarray(16, 16 + 68).toString()).toBe(code_bits);
	});

	/*
	 * The independent witness: openssl 3.0 made these, with the padding written out, for n letters "a":
	 *   K=$(printf 0123456789abcdef | xxd -p); c=$((16 - n % 16))   # or 32
	 *   { head -c $n /dev/zero | tr '\0' a; for i in $(seq $c); do printf "\\x$(printf %02x $c)"; done; } |
	 *     openssl enc -aes-128-cbc -K $K -iv $K -nosalt -nopad -a -A
	 */
	test.each([
		[15, 16, 'u8LUsghGgkG+BjvILyBNYA=='],
		[16, 16, '84rwFxo9yP88/eBAswSP6OK/FdMW4ODsZtCcL0/VCZc='],
		[15, 32, 'V4IhTDwn49f6kZiSW3NbNSEB+RsXUlKOtF1AEuoRnPY='],
		[
			32,
			32,
			'84rwFxo9yP88/eBAswSP6MgYy06Nq71eyr7jI/pDcTny3uUJhZPI6VDjGBODH31mWCS76TLIu8ZetToR5hhXRg==',
		],
	] as const)('%i bytes padded to %i are what openssl makes of them', (length, padding, wanted) => {
		expect(encrypt(Buffer.alloc(length, 'a'), KEY, padding).toString('base64')).toBe(wanted);
	});

	// `openssl enc -aes-128-cbc -K $K -iv $K -nosalt -a -A` made it, of the text below (docs/wechat-api.md, "Cipher of a package").
	test("the facts' own test vector comes out", () => {
		const rows = [
			['0'.repeat(34) + '1'.repeat(34), '000AB*Z9.', '0', 'P.URL.CN/0ABCDEFGHIJKLMNOPQR'],
			['01'.repeat(34), '044GZ-J1A', '1', 'P.URL.CN/0ZYXWVUTSRQPO%$*+.:'],
		];
		const plain = rows.map((row) => `${row.join('\t')}\n`).join('');
		expect(encrypt(Buffer.from(plain), KEY, 16).toString('base64')).toBe(
			'KCjv4iqssuH5rzNmCuKnRuhCd0nelQmYF0vwKqf3cZn69rWTtI38C6eFhmy8aRnmoTmknnQ6UObXshG3SojQDEQ0y5s52AyZ/4IGkIFgl8FBDbfNUzc6XjsdY0Vv9HDG7loSH+6rFJgS8QbHLiT7Om2lFguImNexoi9OH8lsFmoN7zvRqJsVAKr4VgtYcz6cC76e9/UaQYrPTus/MOvyN6gZnJdoltV/OCysiYhEwtCyuNM/+WQxd43K3aITOSBqWtZbXpcKnE8VEly6oM4r4N078/PbbGCPliXt1wNRMQY=',
		);
	});

	test.each([
		[0, 59_999],
		[1, 49_999],
		[1, 50_000],
		[0, 9_999],
		[50_000, 99_999],
		[60_000, 60_000],
		[100_000, 149_999],
	])('%i to %i is no listed block: 80310', async (start, end) => {
		expect((await download(start, end)).errcode).toBe(80310);
	});

	test('by a switch any range inside a block can be had', async () => {
		bench.sim.set({ downloadRanges: 'inside-block' });
		const { json } = await download(49_990, 49_999);
		expect(unpad(decipher(json.buffer)).split('\n')).toHaveLength(11);
		expect((await download(49_999, 50_000)).errcode).toBe(80310);
		expect((await download(59_999, 60_000)).errcode).toBe(80310);
		expect((await download(9, 8)).errcode).toBe(80310);
	});

	test('not finished 80308, unknown 80300, missing arguments 40097', async () => {
		bench.sim.addApplication({ applicationId: 2, codeCount: 10_000, status: 'INIT' });
		const ask = async (body: unknown) => (await bench.call('applycodedownload', body)).errcode;
		expect(await ask({ application_id: 2, code_start: 0, code_end: 9_999 })).toBe(80308);
		expect(await ask({ application_id: 3, code_start: 0, code_end: 9_999 })).toBe(80300);
		expect(await ask({ application_id: APPLICATION, code_start: 0 })).toBe(40097);
	});

	test('without a key 80313', async () => {
		bench.sim.account(APP_ID).packageKey = undefined;
		expect((await download()).errcode).toBe(80313);
	});

	test('files expire by the clock or by hand: 80309', async () => {
		bench.sim.set({ fileLifetimeMs: 1_000 });
		bench.clock.ms += 1_000;
		expect((await download()).errcode).toBe(0);
		bench.clock.ms += 1;
		expect((await download()).errcode).toBe(80309);
		bench.sim.set({ fileLifetimeMs: null });
		expect((await download()).errcode).toBe(0);
		bench.sim.expireFiles(APPLICATION);
		expect((await download()).errcode).toBe(80309);
	});
});
