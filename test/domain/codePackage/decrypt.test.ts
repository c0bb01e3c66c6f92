import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	CodePackageError,
	decryptPackage,
	parsePackage,
} from '../../../nodes/WechatMarketingCode/domain/codePackage';
import { encrypt, sixteen, likelyForm, plainText, usualRows } from './made';

/** Two lines as WeChat may write them, encrypted with Node's own cipher: docs/wechat-api.md, "Cipher of a package". */
const VECTOR =
	'KCjv4iqssuH5rzNmCuKnRuhCd0nelQmYF0vwKqf3cZn69rWTtI38C6eFhmy8aRnmoTmknnQ6UObXshG3SojQDEQ0y5s52AyZ/4IGkIFgl8FBDbfNUzc6XjsdY0Vv9HDG7loSH+6rFJgS8QbHLiT7Om2lFguImNexoi9OH8lsFmoN7zvRqJsVAKr4VgtYcz6cC76e9/UaQYrPTus/MOvyN6gZnJdoltV/OCysiYhEwtCyuNM/+WQxd43K3aITOSBqWtZbXpcKnE8VEly6oM4r4N078/PbbGCPliXt1wNRMQY=';

const block = { codeStart: 0, codeEnd: 99 };
const plain = Buffer.from(plainText(usualRows(block), likelyForm));

function reasonOf(action: () => unknown): string {
	try {
		action();
	} catch (error) {
		expect(error).toBeInstanceOf(CodePackageError);
		return (error as CodePackageError).reason;
	}
	return 'none';
}

describe('decrypting a code package', () => {
	test('gives the self-test vector of the API facts, byte for byte', () => {
		const text = decryptPackage(VECTOR, sixteen);
		expect(text).toHaveLength(220);
		expect(text.toString()).toBe(
			`${'0'.repeat(34)}${'1'.repeat(34)}\t000AB*Z9.\t0\tP.URL.CN/0ABCDEFGHIJKLMNOPQR\n` +
				`${'01'.repeat(34)}\t044GZ-J1A\t1\tP.URL.CN/0ZYXWVUTSRQPO%$*+.:\n`,
		);
		expect([...parsePackage(text, { codeStart: 0, codeEnd: 1 })]).toEqual([
			{
				index: 0,
				code: '000AB*Z9.',
				codeUrl: 'P.URL.CN/0ABCDEFGHIJKLMNOPQR',
				codeBits: '0'.repeat(34) + '1'.repeat(34),
			},
			{
				index: 1,
				code: '044GZ-J1A',
				codeUrl: 'P.URL.CN/0ZYXWVUTSRQPO%$*+.:',
				codeBits: '01'.repeat(34),
			},
		]);
	});

	test('takes off padding of 1 to 32 bytes, once: line ends of the text stay', () => {
		const text = fc.stringMatching(/^[ -~\n\t\r]{0,40}[ -~\n\t\r]\n{0,12}$/);
		fc.assert(
			fc.property(text, fc.constantFrom('short' as const, 'long' as const), (some, pad) => {
				expect(decryptPackage(encrypt(Buffer.from(some), sixteen, pad), sixteen).toString()).toBe(
					some,
				);
			}),
		);
	});

	test.each([...Array(32).keys()].map((at) => at + 1))('takes off %i bytes of padding', (count) => {
		const pad = count > 16 ? 'long' : 'short';
		const text = 'x'.repeat(64 - (count % 16));
		expect(decryptPackage(encrypt(Buffer.from(text), sixteen, pad), sixteen).toString()).toBe(text);
	});

	const unpadded = (text: string): string => {
		const cipher = createCipheriv('aes-128-cbc', sixteen, sixteen).setAutoPadding(false);
		return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64');
	};

	// 33 exclamation marks are 33 bytes of value 33.
	test.each([`${'x'.repeat(31)}\n`, `${'x'.repeat(15)}${'!'.repeat(33)}`])(
		'leaves a text without padding as it is: %j',
		(text) => expect(decryptPackage(unpadded(text), sixteen).toString()).toBe(text),
	);

	test('takes nothing for padding that would be longer than all there is', () => {
		// 16 bytes, the last four of value 20: without them it would look like text.
		const bytes = `${'x'.repeat(12)}${'\u0014'.repeat(4)}`;
		expect(reasonOf(() => decryptPackage(unpadded(bytes), sixteen))).toBe('wrong-key');
	});

	test.each([` ${sixteen}`, `${sixteen}\n`, `\t${sixteen} \r\n`])(
		'does not mind white space around the key: %j',
		(key) => {
			expect(decryptPackage(encrypt(plain), key)).toEqual(plain);
		},
	);

	test('does not mind line ends within the base64 text, nor that its = are missing', () => {
		const encrypted = encrypt(plain);
		expect(decryptPackage(encrypted.replace(/.{76}/g, '$&\r\n'), sixteen)).toEqual(plain);
		expect(encrypted).toMatch(/=$/);
		expect(decryptPackage(encrypted.replace(/=+$/, ''), sixteen)).toEqual(plain);
	});

	test.each([
		'',
		' ',
		'0123456789abcde',
		'0123456789abcdef0',
		'0123 456789abcdef',
		'０123456789abcdef',
		'MDEyMzQ1Njc4OWFiY2RlZg==',
	])('refuses a key that is not 16 bytes long: %j', (key) =>
		expect(reasonOf(() => decryptPackage(encrypt(plain), key))).toBe('key-length'),
	);

	test('never shows the key in its message', () => {
		for (const key of ['top-secret-key', 'top-secret-key-x']) {
			expect(() => decryptPackage(encrypt(plain), key)).toThrow(
				expect.objectContaining({ message: expect.not.stringContaining('top-secret') }),
			);
		}
	});

	test('refuses every wrong key', () => {
		for (let number = 0; number < 3000; number++) {
			const key = createHash('sha256').update(String(number)).digest('hex').slice(0, 16);
			const short = encrypt(plain.subarray(0, 230), sixteen);
			expect(reasonOf(() => decryptPackage(short, key))).toBe('wrong-key');
		}
	});

	test.each([
		['', 'truncated'],
		['AAAA', 'truncated'],
		[encrypt(plain).slice(0, -20), 'truncated'],
		['A', 'truncated'],
		['{"errcode":0}', 'not-base64'],
		[`${encrypt(plain).slice(0, 100)}*${encrypt(plain).slice(101)}`, 'not-base64'],
		[`${encrypt(plain)}=`, 'not-base64'],
	])('refuses a buffer that is damaged: %.20j', (buffer, reason) => {
		expect(reasonOf(() => decryptPackage(buffer, sixteen))).toBe(reason);
	});
});
