import { withLostLeadingZeros } from '../barcode';
import { withoutInvisible } from './blank';
import { digitsOf, foldNumeral, isDate, isScientific, narrow, whyNoDigits } from './numerals';
import { problem, readCell, value, type Reading } from './reading';
import { words } from './words';

/**
 * A number that is a name (an application id): every digit of a text stays, leading zeros too;
 * thousands separators and decimals that are exactly zero go. A number cell counts while it is exact.
 */
export function readDigits(cell: unknown): Reading<string> {
	return readCell(cell, { number: exactDigits, text: digitsText });
}

/**
 * A product barcode as text. Nothing but full-width digits, invisible characters and separators
 * between thousands is changed, since WeChat takes text that is no EAN too (its example is
 * "test_code"). A number cell that would be a valid EAN with a zero before it gets a warning and keeps its value.
 */
export function readBarcode(cell: unknown): Reading<string> {
	return readCell(cell, {
		number: (number) => withZeroWarning(exactDigits(number)),
		text: barcodeText,
	});
}

function digitsText(typed: string): Reading<string> {
	const text = foldNumeral(typed);
	const numeral = digitsOf(text);
	if (!numeral) return problem(whyNoDigits(text) ?? words.notDigits(text));
	const isExact = numeral.plain || Number.isSafeInteger(Number(numeral.digits));
	return isExact ? value(numeral.digits) : problem(words.lostDigits(text));
}

function barcodeText(typed: string): Reading<string> {
	const text = foldNumeral(typed);
	if (isScientific(text)) return problem(words.lostDigits(text));
	if (isDate(text)) return problem(words.dateAsBarcode(text));
	if (/^\d+\.\d+$/.test(text)) return problem(words.decimalAsBarcode(text));
	const numeral = digitsOf(text);
	if (!numeral) return value(narrow(withoutInvisible(typed), /[０-９]/g));
	// Separators show that the cell was a number, so a leading zero may be gone.
	return numeral.plain ? value(numeral.digits) : withZeroWarning(value(numeral.digits));
}

function exactDigits(number: number): Reading<string> {
	if (!Number.isInteger(number) || number < 0)
		return problem(words.notARowOfDigits(String(number)));
	if (!Number.isSafeInteger(number)) return problem(words.lostDigits(String(number)));
	return value(String(number + 0));
}

function withZeroWarning(reading: Reading<string>): Reading<string> {
	if (reading.kind !== 'value' || ![7, 12].includes(reading.value.length)) return reading;
	const whole = withLostLeadingZeros(reading.value);
	return whole === undefined ? reading : value(reading.value, words.zeroMayBeLost(whole));
}
