/** `problem`: one sentence for a person who does not program. */
export type BarcodeCheck = { ok: true } | { ok: false; problem: string };

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
 * Whether a text is a whole EAN-13, EAN-8, UPC (12 digits) or GTIN-14 with the right last digit.
 * WeChat's page says only "EAN" and its own example is "test_code" (docs/wechat-api.md, "Barcodes"),
 * so the caller decides whether a problem is a warning or an error.
 */
export function checkBarcode(code: string): BarcodeCheck {
	if (!/^[0-9]*$/.test(code)) return problem(words.notDigits(code));
	const name = lengthNames[code.length];
	if (name === undefined) return problem(words.wrongLength(code, withLostLeadingZeros(code)));
	const expected = gtinCheckDigit(code.slice(0, -1));
	return Number(code.slice(-1)) === expected
		? { ok: true }
		: problem(words.wrongCheckDigit(code, name, expected));
}

/**
 * The barcode with the leading zeros that a spreadsheet drops from numbers put back, when only so
 * it becomes a valid EAN-13 (from 9 to 12 digits) or EAN-8 (from 7); otherwise undefined.
 */
export function withLostLeadingZeros(digits: string): string | undefined {
	const length = digits.length === 7 ? 8 : digits.length >= 9 && digits.length <= 12 ? 13 : 0;
	if (length === 0) return undefined;
	const whole = digits.padStart(length, '0');
	return checkBarcode(whole).ok ? whole : undefined;
}

/** What stands before a barcode in lists: `EAN`, `EAN-13:`, `条码`. */
const PRINTED =
	/^(?:(?:ean|gtin|upc|barcode|(?:商品)?条(?:形)?码|69码)(?:-?(?:8|12|13|14)\b)?\s*[:.]?)?\s*([\d\s\u2010-\u2015\u2212-]+)$/i;

/** The digits of a barcode as it is printed, `690 1234 567892` or `EAN 6901234567892`, when their check digit is right. */
export function digitsAsPrinted(code: string): string | undefined {
	const digits = PRINTED.exec(code.normalize('NFKC').trim())?.[1].replace(/\D/g, '');
	return digits !== undefined && digits !== '' && digits !== code && checkBarcode(digits).ok
		? digits
		: undefined;
}

function problem(text: string): BarcodeCheck {
	return { ok: false, problem: text };
}

const words = {
	notDigits: (code: string) =>
		`The barcode "${shorten(code)}" holds something other than digits. An EAN has 13 or 8 digits and nothing else.`,
	wrongLength: (code: string, whole: string | undefined) =>
		`The barcode "${shorten(code)}" has ${code.length === 1 ? '1 digit' : `${code.length} digits`}, but an EAN has 13 or 8 (a UPC 12, a GTIN 14). ${
			whole
				? `With leading zeros, "${whole}" would be valid: the spreadsheet may have dropped them.`
				: 'Digits may be missing or doubled.'
		}`,
	wrongCheckDigit: (code: string, name: string, expected: number) =>
		`The barcode "${code}" is not a valid ${name}: its last digit should be ${expected}, not ${code.slice(-1)}. Compare it with the package, a digit may be mistyped.`,
};

function shorten(code: string): string {
	return code.length > 40 ? `${code.slice(0, 39)}…` : code;
}
