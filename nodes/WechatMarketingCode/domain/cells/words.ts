import { en, type Sentence } from '../sentence';
import { short } from '../short';

/** Every sentence about a cell, from what was found in it. */
export const words = {
	notANumber: en`The cell is not a number. Enter the value in the cell, or correct its formula.`
		.zh`单元格里不是有效的数字。请直接填写数值，或修正公式。`,
	logical: (cell: boolean) =>
		en`The cell holds the logical value ${String(cell).toUpperCase()}. Format the column as text and enter the value again.`
			.zh`单元格里是逻辑值 ${String(cell).toUpperCase()}。请把这一列设为文本格式后重新填写。`,
	noValue: (type: string) =>
		en`The cell holds a ${type}, which is not a value.`.zh`单元格里的内容（${type}）不是可用的值。`,
	narrowColumn: en`The cell shows only "###". Make the column wider in the sheet and export it again.`
		.zh`单元格只显示“###”。请在表格中加宽这一列，再重新导出。`,
	objectAsText: en`The cell holds "[object Object]". The expression gives a whole object: choose one of its fields.`
		.zh`单元格里是“[object Object]”，说明表达式得到的是整个对象。请选择其中的一个字段。`,
	date: en`The cell holds a date. Format the column as text or number and enter the value again.`
		.zh`单元格里是日期。请把这一列设为文本或数字格式后重新填写。`,
	list: en`The cell holds a list, not one value. Choose one entry of it.`
		.zh`单元格里是一个列表，不是单个值。请选择其中的一项。`,
	object: en`The cell holds an object, not one value. Choose one field of it.`
		.zh`单元格里是一个对象，不是单个值。请选择其中的一个字段。`,
	formulaError: (error: string) =>
		en`The cell holds the formula error "${short(error)}". Correct the formula in the sheet, or paste the value in its place.`
			.zh`单元格里是公式错误“${short(error)}”。请在表格中修正公式，或改为粘贴数值。`,

	lostDigits: (text: string) =>
		en`"${short(text)}" is shortened by the spreadsheet and has lost digits. Format the column as text, enter the full number again and export the sheet again.`
			.zh`“${short(text)}”被表格软件缩写，已经丢失位数。请把这一列设为文本格式，重新填写完整的号码，再重新导出表格。`,
	likeADate: (text: string) =>
		en`"${short(text)}" looks like a date. Format the column as text and enter the number again.`
			.zh`“${short(text)}”像是日期。请把这一列设为文本格式后重新填写数字。`,
	thousandsOrDecimals: (text: string) =>
		en`"${short(text)}" can mean thousands or decimals. Enter the number without separators, such as ${text.replaceAll('.', '')}.`
			.zh`“${short(text)}”中的点可能是千位分隔符，也可能是小数点。请填写不带分隔符的数字，如 ${text.replaceAll('.', '')}。`,
	negative: (text: string) =>
		en`"${short(text)}" is negative. Enter a number that is not below 0.`
			.zh`“${short(text)}”是负数。请填写不小于 0 的数字。`,

	notWhole: (text: string) =>
		en`"${short(text)}" is not a whole number. Enter digits only, such as 9999.`
			.zh`“${short(text)}”不是整数。请只填写数字，如 9999。`,
	tooLarge: (text: string) =>
		en`"${short(text)}" is too large for a number of codes. Check the column.`
			.zh`“${short(text)}”太大，不可能是码的数量或位置。请检查这一列。`,
	wholeRange: (text: string) =>
		en`"${short(text)}" is a whole range in one cell. Put its start and its end into two columns.`
			.zh`“${short(text)}”把整个码段写在了一个单元格里。请把起始位和结束位分成两列。`,
	noCodes: en`A count of 0 activates nothing. Enter 1 or more.`
		.zh`数量为 0 时不会激活任何码。请填写 1 或更大的数字。`,

	notDigits: (text: string) =>
		en`"${short(text)}" holds something other than digits. Enter the number alone.`
			.zh`“${short(text)}”含有数字以外的内容。请只填写号码。`,
	notARowOfDigits: (text: string) =>
		en`"${short(text)}" is not a row of digits. Format the column as text and enter the value again.`
			.zh`“${short(text)}”不是一串数字。请把这一列设为文本格式后重新填写。`,
	dateAsBarcode: (text: string) =>
		en`"${short(text)}" is a date, not a barcode. Format the column as text and enter the barcode again.`
			.zh`“${short(text)}”是日期，不是条码。请把这一列设为文本格式后重新填写条码。`,
	decimalAsBarcode: (text: string) =>
		en`"${short(text)}" is a decimal number, not a barcode. Format the column as text and export the sheet again.`
			.zh`“${short(text)}”是小数，不是条码。请把这一列设为文本格式，再重新导出表格。`,
	zeroMayBeLost: (whole: string) =>
		en`A leading zero may be lost: the cell is a number, and "${whole}" would be a valid EAN too. If so, format the column as text and enter the barcode again.`
			.zh`开头的 0 可能丢失了：单元格是数字格式，而“${whole}”也是有效的 EAN 条码。如果确实丢失，请把这一列设为文本格式后重新填写条码。`,

	unreadable: (text: string) =>
		en`"${short(text)}" holds unreadable characters. Save the file again with the encoding UTF-8.`
			.zh`“${short(text)}”中有乱码。请用 UTF-8 编码重新保存文件。`,
	wordForNothing: (text: string) =>
		en`The cell holds "${short(text)}" in place of a value. Fill it in, or make it empty.`
			.zh`单元格里写的是“${short(text)}”，不是实际的值。请填写，或将其清空。`,
	lineBreak: (text: string) =>
		en`"${short(text)}" holds a line break, which is sent as it is.`
			.zh`“${short(text)}”中有换行，将原样发送。`,
	inexact: (text: string) =>
		en`"${short(text)}" has lost digits as a number. Format the column as text and enter the value again.`
			.zh`“${short(text)}”因为是数字格式，已经丢失位数。请把这一列设为文本格式后重新填写。`,

	noAppId: (text: string, wrong: Sentence) =>
		en`"${short(text)}" is not the app id of a mini program, which is wx and 16 letters or digits: ${wrong}. Copy it from the console of the mini program.`
			.zh`“${short(text)}”不是小程序的 AppID（wx 加 16 位字母或数字）：${wrong}。请到小程序后台复制。`,
	appIdLength: (length: number) =>
		en`it has ${length} characters, not 18`.zh`共 ${length} 个字符，应为 18 个`,
	appIdCharacter: (place: number, character: string) => {
		const isSpace = /\s/.test(character);
		return en`its character ${place} is ${isSpace ? 'a space' : `“${character}”`}`
			.zh`第 ${place} 个字符是${isSpace ? '空格' : `“${character}”`}`;
	},
	originalId: (text: string) =>
		en`"${short(text)}" is the original id (原始ID) of an account, not an app id. Use the AppID of the mini program, which starts with wx.`
			.zh`“${short(text)}”是账号的原始ID，不是 AppID。请填写小程序的 AppID（以 wx 开头）。`,
	unusualAppId: en`a real app id holds only 0-9 and a-f behind wx. Compare it with the console.`
		.zh`真实的 AppID 在 wx 之后只有 0-9 和 a-f。请与小程序后台核对。`,

	neverReleased: (type: 1 | 2) =>
		en`the codes will open the ${type === 1 ? 'development version (开发版)' : 'trial version (体验版)'} of the mini program for ever, never the released one.`
			.zh`扫这些码将永远打开小程序的${type === 1 ? '开发版' : '体验版'}，不会打开正式版。`,
	unknownVersion: (text: string) =>
		en`"${short(text)}" is not a mini program version. Enter 0 or release (正式版), 1 or development (开发版), 2 or trial (体验版).`
			.zh`“${short(text)}”不是小程序版本。请填写 0（正式版）、1（开发版）或 2（体验版）。`,
} satisfies Record<string, Sentence | ((...found: never[]) => Sentence)>;
