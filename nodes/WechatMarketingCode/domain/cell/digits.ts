import { withLostLeadingZeros } from '../barcode';
import { withoutInvisible } from './blank';
import { contentOf } from './content';
import { foldNumeral, isDate, isScientific, lostDigits, readNumeral } from './numerals';
import { blank, problem, quote, value, type Reading } from './reading';

/**
 * A number that is a name (an application id): every digit of a text stays, leading zeros too;
 * thousands separators and decimals that are exactly zero go. A number cell counts while it is exact.
 */
export function readDigits(cell: unknown): Reading<string> {
	const content = contentOf(cell);
	switch (content.kind) {
		case 'blank':
			return blank();
		case 'problem':
			return problem(content.problem);
		case 'number':
			return exactDigits(content.number);
		case 'text': {
			const text = foldNumeral(content.text);
			const numeral = readNumeral(text);
			if (numeral.kind === 'problem') return problem(numeral.problem);
			if (numeral.kind === 'other') {
				return problem(`${quote(text)} holds something other than digits. Enter the number alone.`);
			}
			if (numeral.plain || Number.isSafeInteger(Number(numeral.digits)))
				return value(numeral.digits);
			return problem(lostDigits(text));
		}
	}
}

/**
 * A product barcode as text. Nothing but full-width digits, invisible characters and separators
 * between thousands is changed, since WeChat takes text that is no EAN too (its example is
 * "test_code"). A number cell that would be a valid EAN with a zero before it gets a warning and keeps its value.
 */
export function readBarcode(cell: unknown): Reading<string> {
	const content = contentOf(cell);
	switch (content.kind) {
		case 'blank':
			return blank();
		case 'problem':
			return problem(content.problem);
		case 'number':
			return withZeroWarning(exactDigits(content.number));
		case 'text':
			return barcodeText(content.text);
	}
}

function barcodeText(text: string): Reading<string> {
	const folded = foldNumeral(text);
	if (isScientific(folded)) return problem(lostDigits(folded));
	if (isDate(folded)) {
		return problem(
			`${quote(folded)} is a date, not a barcode. Format the column as text and enter the barcode again.`,
		);
	}
	if (/^\d+\.\d+$/.test(folded)) {
		return problem(
			`${quote(folded)} is a decimal number, not a barcode. Format the column as text and export the sheet again.`,
		);
	}
	const numeral = readNumeral(folded);
	if (numeral.kind === 'digits') {
		// Separators show that the cell was a number, so a leading zero may be gone.
		return numeral.plain ? value(numeral.digits) : withZeroWarning(value(numeral.digits));
	}
	return value(foldDigits(withoutInvisible(text)));
}

function foldDigits(text: string): string {
	return text.replace(/[\uFF10-\uFF19]/g, (wide) =>
		String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
	);
}

function exactDigits(number: number): Reading<string> {
	if (!Number.isInteger(number) || number < 0) {
		return problem(
			`"${number}" is not a row of digits. Format the column as text and enter the value again.`,
		);
	}
	if (!Number.isSafeInteger(number)) return problem(lostDigits(String(number)));
	return value(String(number + 0));
}

function withZeroWarning(reading: Reading<string>): Reading<string> {
	if (reading.kind !== 'value' || ![7, 12].includes(reading.value.length)) return reading;
	const whole = withLostLeadingZeros(reading.value);
	if (whole === undefined) return reading;
	return value(
		reading.value,
		`A leading zero may be lost: the cell is a number, and "${whole}" would be a valid EAN too. If so, format the column as text and enter the barcode again.`,
	);
}
