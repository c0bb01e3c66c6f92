import { en, type Sentence } from './sentence';
import { short } from './short';

const lengthNames: Record<number, string> = { 8: 'EAN-8', 12: 'UPC', 13: 'EAN-13', 14: 'GTIN-14' };

/**
 * The check digit of a GTIN: from the right, starting with the digit next to it, the digits weigh
 * 3, 1, 3, 1, …; it brings their sum up to a multiple of 10 (docs/wechat-api.md, "Barcodes").
 * @param body the digits before the check digit
 */
export function gtinCheckDigit(body: string): number {
	let sum = 0;
	for (let fromRight = 1; fromRight <= body.length; fromRight++) {
		const digit = body.charCodeAt(body.length - fromRight) - 48;
		sum += digit * (fromRight % 2 === 1 ? 3 : 1);
	}
	return (10 - (sum % 10)) % 10;
}

/**
 * What keeps a text from being a whole EAN-13, EAN-8, UPC (12 digits) or GTIN-14 with the right last digit;
 * undefined if nothing does. WeChat's page says only "EAN" and its own example is "test_code"
 * (docs/wechat-api.md, "Barcodes"), so the caller decides whether that is a warning or an error.
 */
export function barcodeProblem(code: string): Sentence | undefined {
	if (!/^[0-9]*$/.test(code)) return words.notDigits(code);
	const name = lengthNames[code.length];
	if (name === undefined) return words.wrongLength(code, withLostLeadingZeros(code));
	const expected = gtinCheckDigit(code.slice(0, -1));
	return Number(code.slice(-1)) === expected
		? undefined
		: words.wrongCheckDigit(code, name, expected);
}

/**
 * The barcode with the leading zeros that a spreadsheet drops from numbers put back, when only so
 * it becomes a valid EAN-13 (from 9 to 12 digits) or EAN-8 (from 7); otherwise undefined.
 */
export function withLostLeadingZeros(digits: string): string | undefined {
	const length = digits.length === 7 ? 8 : digits.length >= 9 && digits.length <= 12 ? 13 : 0;
	if (length === 0) return undefined;
	const whole = digits.padStart(length, '0');
	return barcodeProblem(whole) === undefined ? whole : undefined;
}

/** What stands before a barcode in lists: `EAN`, `EAN-13:`, `条码`. */
const PRINTED =
	/^(?:(?:ean|gtin|upc|barcode|(?:商品)?条(?:形)?码|69码)(?:-?(?:8|12|13|14)\b)?\s*[:.]?)?\s*([\d\s\u2010-\u2015\u2212-]+)$/i;

/** The digits of a barcode as it is printed, `690 1234 567892` or `EAN 6901234567892`, when their check digit is right. */
export function digitsAsPrinted(code: string): string | undefined {
	const digits = PRINTED.exec(code.normalize('NFKC').trim())?.[1].replace(/\D/g, '');
	if (digits === undefined || digits === code) return undefined;
	return barcodeProblem(digits) === undefined ? digits : undefined;
}

const words = {
	notDigits: (code: string) =>
		en`The barcode "${short(code)}" holds something other than digits. An EAN has 13 or 8 digits and nothing else.`
			.zh`条码“${short(code)}”含有数字以外的内容。EAN 条码只有 13 位或 8 位数字。`,
	wrongLength: (code: string, whole: string | undefined): Sentence => {
		const hint = whole === undefined ? words.otherLength : words.zerosDropped(whole);
		return en`The barcode "${short(code)}" has ${code.length === 1 ? '1 digit' : `${code.length} digits`}, but an EAN has 13 or 8 (a UPC 12, a GTIN 14). ${hint}`
			.zh`条码“${short(code)}”有 ${code.length} 位，而 EAN 条码应为 13 位或 8 位（UPC 12 位，GTIN 14 位）。${hint}`;
	},
	otherLength: en`Digits may be missing or doubled.`.zh`可能少写或多写了数字。`,
	zerosDropped: (whole: string) =>
		en`With leading zeros, "${whole}" would be valid: the spreadsheet may have dropped them.`
			.zh`补上开头的 0 后，“${whole}”是有效的：这些 0 可能被表格软件去掉了。`,
	wrongCheckDigit: (code: string, name: string, expected: number) =>
		en`The barcode "${code}" is not a valid ${name}: its last digit should be ${expected}, not ${code.slice(-1)}. Compare it with the package, a digit may be mistyped.`
			.zh`条码“${code}”不是有效的 ${name}：最后一位应为 ${expected}，而不是 ${code.slice(-1)}。请与包装核对，可能有一位数字写错了。`,
};
