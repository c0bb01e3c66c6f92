/** Every sentence about a cell, from what was found in it. */
export const words = {
	notANumber: () =>
		'The cell is not a number. Enter the value in the cell, or correct its formula.',
	logical: (cell: boolean) =>
		`The cell holds the logical value ${String(cell).toUpperCase()}. Format the column as text and enter the value again.`,
	noValue: (type: string) => `The cell holds a ${type}, which is not a value.`,
	narrowColumn: () =>
		'The cell shows only "###". Make the column wider in the sheet and export it again.',
	objectAsText: () =>
		'The cell holds "[object Object]". The expression gives a whole object: choose one of its fields.',
	date: () =>
		'The cell holds a date. Format the column as text or number and enter the value again.',
	list: () => 'The cell holds a list, not one value. Choose one entry of it.',
	object: () => 'The cell holds an object, not one value. Choose one field of it.',
	formulaError: (error: string) =>
		`The cell holds the formula error ${quote(error)}. Correct the formula in the sheet, or paste the value in its place.`,

	lostDigits: (text: string) =>
		`${quote(text)} is shortened by the spreadsheet and has lost digits. Format the column as text, enter the full number again and export the sheet again.`,
	likeADate: (text: string) =>
		`${quote(text)} looks like a date. Format the column as text and enter the number again.`,
	thousandsOrDecimals: (text: string) =>
		`${quote(text)} can mean thousands or decimals. Enter the number without separators, such as ${text.replaceAll('.', '')}.`,
	negative: (text: string) => `${quote(text)} is negative. Enter a number that is not below 0.`,

	notWhole: (text: string) =>
		`${quote(text)} is not a whole number. Enter digits only, such as 9999.`,
	tooLarge: (text: string) =>
		`${quote(text)} is too large for a number of codes. Check the column.`,
	wholeRange: (text: string) =>
		`${quote(text)} is a whole range in one cell. Put its start and its end into two columns.`,
	noCodes: () => 'A count of 0 activates nothing. Enter 1 or more.',

	notDigits: (text: string) =>
		`${quote(text)} holds something other than digits. Enter the number alone.`,
	notARowOfDigits: (text: string) =>
		`${quote(text)} is not a row of digits. Format the column as text and enter the value again.`,
	dateAsBarcode: (text: string) =>
		`${quote(text)} is a date, not a barcode. Format the column as text and enter the barcode again.`,
	decimalAsBarcode: (text: string) =>
		`${quote(text)} is a decimal number, not a barcode. Format the column as text and export the sheet again.`,
	zeroMayBeLost: (whole: string) =>
		`A leading zero may be lost: the cell is a number, and "${whole}" would be a valid EAN too. If so, format the column as text and enter the barcode again.`,

	unreadable: (text: string) =>
		`${quote(text)} holds unreadable characters. Save the file again with the encoding UTF-8.`,
	wordForNothing: (text: string) =>
		`The cell holds ${quote(text)} in place of a value. Fill it in, or make it empty.`,
	lineBreak: (text: string) => `${quote(text)} holds a line break, which is sent as it is.`,
	inexact: (text: string) =>
		`${quote(text)} has lost digits as a number. Format the column as text and enter the value again.`,

	noAppId: (text: string, wrong: string) =>
		`${quote(text)} is not the app id of a mini program, which is wx and 16 letters or digits: ${wrong}. Copy it from the console of the mini program.`,
	originalId: (text: string) =>
		`${quote(text)} is the original id (原始ID) of an account, not an app id. Use the AppID of the mini program, which starts with wx.`,
	unusualAppId: () =>
		'a real app id holds only 0-9 and a-f behind wx. Compare it with the console.',

	neverReleased: (type: 1 | 2) =>
		`the codes will open the ${type === 1 ? 'development version (开发版)' : 'trial version (体验版)'} of the mini program for ever, never the released one.`,
	unknownVersion: (text: string) =>
		`${quote(text)} is not a mini program version. Enter 0 or release (正式版), 1 or development (开发版), 2 or trial (体验版).`,
};

/** A value between quotation marks on one line, at most 40 characters of it. */
function quote(shown: string): string {
	const characters = Array.from(shown.replace(/\s+/g, ' '));
	return `"${characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('')}"`;
}
