const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const PRODUCT_HEADERS = [
	'商品标题',
	'商品名称',
	'产品名称',
	'product_title',
	'productTitle',
	'Product',
];
const PRODUCT_WIDTH = 30;

/** The node's output rows as a table of plain text: row, application, range, product, status, message. */
export function activationTable(rows: Array<Record<string, unknown>>): string {
	const cell = (value: unknown) => (value === null || value === undefined ? '' : String(value));
	return table(
		['Row', 'Application', 'Range', 'Product', 'Status', 'Message'],
		rows.map((row, at) => [
			`${at + 1}`,
			cell(row.activation_application_id),
			[row.activation_code_start, row.activation_code_end].map(cell).filter(Boolean).join('–'),
			shorten(cell(row[PRODUCT_HEADERS.find((header) => header in row) ?? ''])),
			cell(row.activation_status),
			cell(row.activation_message),
		]),
	);
}

function table(headers: string[], rows: string[][]): string {
	const last = headers.length - 1;
	const widths = headers.map((header, at) =>
		at === last ? header.length : Math.max(...[headers, ...rows].map((row) => widthOf(row[at]))),
	);
	const line = (row: string[]) =>
		row.map((text, at) => text + ' '.repeat(Math.max(0, widths[at] - widthOf(text)))).join('  ');
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [line(headers), rule, ...rows.map(line)].join('\n');
}

function shorten(text: string): string {
	if (widthOf(text) <= PRODUCT_WIDTH) return text;
	let short = '';
	for (const character of text) {
		if (widthOf(short + character) > PRODUCT_WIDTH - 1) break;
		short += character;
	}
	return `${short}…`;
}

/** Chinese characters take two columns of a terminal. */
function widthOf(text: string): number {
	return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}
