import type { Drawn } from './cells';
import { columnNames, type Column, type Line, type Sheet } from './sheet';

/** What must become of a row: the body that may leave, or what its message must quote. */
export interface Verdict {
	/** By WeChat's names; undefined when nothing of the row may leave. */
	readonly body?: Record<string, string | number>;
	/** The row is nothing but blanks and marks. */
	readonly isBlank: boolean;
	/** A default value stands in for a cell of a column that other rows fill. */
	readonly standsIn: boolean;
	/** Marks where a value must be. */
	readonly marks: string[];
}

const WIRE: Partial<Record<Column, string>> = {
	activity: 'activity_name',
	brand: 'product_brand',
	title: 'product_title',
	barcode: 'product_code',
	app: 'wxa_appid',
	path: 'wxa_path',
};

/** Judges a sheet as a careful person would, from what its cells mean. */
export function judge(sheet: Sheet): Verdict[] {
	const { headers, lines, numbering, hasCount } = sheet;
	const told = headers.start.includes('1') ? 1 : headers.start.includes('0') ? 0 : undefined;
	const set = numbering === undefined ? told : numbering === 'oneBased' ? 1 : 0;
	const first = set ?? 0;
	const asksNumbering = set === undefined && seemsToCountFromOne(lines);
	return lines.map((line) => {
		const used = columnNames.filter((name) => name !== 'count' || hasCount);
		const isBlank = used.every((name) => ['blank', 'mark'].includes(String(line[name].means)));
		let standsIn = false;
		let isBad = isBlank || asksNumbering;
		const marks: string[] = [];
		const body: Record<string, string | number> = {};
		for (const [name, wire] of Object.entries(WIRE) as Array<[Column, string]>) {
			const { means, cell } = line[name];
			const spare = sheet.defaults[name];
			if (typeof means === 'object') body[wire] = means.value;
			else if (means === 'blank' && spare !== undefined) {
				body[wire] = spare;
				standsIn ||= lines.some((other) => other[name].means !== 'blank');
			} else isBad = true;
			if (means === 'mark') marks.push(String(cell).trim());
		}
		const [start, end, count] = [line.start, line.end, line.count].map(valueOf);
		const id = valueOf(line.application);
		if (id === undefined || start === undefined || end === undefined || start < first) isBad = true;
		else {
			Object.assign(body, { application_id: id, code_start: start - first, code_end: end - first });
			if (hasCount && count !== undefined && count !== end - start + 1) isBad = true;
		}
		if (line.type.means === 'bad') isBad = true;
		body.wxa_type = valueOf(line.type) ?? 0;
		return { body: isBad ? undefined : body, isBlank, standsIn, marks };
	});
}

const valueOf = ({ means }: Drawn): number | undefined =>
	typeof means === 'object' ? Number(means.value) : undefined;

/** Smallest start 1, and neither an end that speaks for 0 nor a single code alone. */
function seemsToCountFromOne(lines: Line[]): boolean {
	const group = lines.filter((line) => valueOf(line.application) !== undefined);
	const starts = group.flatMap((line) => valueOf(line.start) ?? []);
	const ends = group.flatMap((line) =>
		valueOf(line.start) === undefined ? [] : (valueOf(line.end) ?? []),
	);
	if (Math.min(...starts) !== 1) return false;
	const last = Math.max(...ends);
	return last % 10 !== 9 && !(group.length === 1 && last === 1);
}
