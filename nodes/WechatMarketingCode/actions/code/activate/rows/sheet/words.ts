import { memoize, truncate } from 'lodash';
import { onOtherWorksheet, theColumnsAre } from '../../../../../domain/header';
import {
	both,
	comma,
	en,
	joined,
	quoted,
	semicolon,
	type Sentence,
} from '../../../../../domain/sentence';
import { modes, type RangeBy } from '../../options';
import { fieldOf, type FieldName } from '../../request';

const short = (text: string, length = 60): string => truncate(text, { length, omission: '…' });

/** A field as the panel calls it, and as Chinese sheets do. */
const labels = (names: readonly FieldName[]): Sentence =>
	joined(
		names.map(fieldOf).map(({ label, header }) => en`${label}`.zh`${label}（${header}）`),
		comma,
	);
const examples = (texts: readonly string[]): Sentence =>
	joined(texts.slice(0, 3).map(quoted), comma);
/** Tab cannot be typed there. */
const signOf = (delimiter: string): string => (delimiter === '\t' ? '{{ "\\t" }}' : delimiter);

/** What is said of a sheet as a whole, with the setting of the node before that mends it. */
export const words = {
	/** A field by the name that the panel has for it. */
	label: memoize((name: FieldName): Sentence => labels([name])),
	headersBelow: (place: number, headers: readonly string[]): Sentence => {
		const shown = examples(headers.map((header) => header.slice(0, 40)));
		return en`No headers stand in the first line that was read, but row ${place} looks like them (${shown} …). Let the node that reads the file begin there: in Extract from File with the option Range (such as A3) or Starting Line, in Google Sheets with Data Location on Sheet > Header Row.`
			.zh`读取的第一行不是表头，但第 ${place} 条看起来是表头（${shown}……）。请让读取文件的节点从那里开始：在 Extract from File 中用选项 Range（范围，例如 A3）或 Starting Line（起始行），在 Google Sheets 中用 Data Location on Sheet > Header Row（表头行）。`;
	},
	rowsInside: (path: readonly string[]) =>
		en`The rows are a list inside the field "${path.join('.')}". Put a Split Out node before this one, with Fields To Split Out = ${path.join('.')}.`
			.zh`数据行是字段“${path.join('.')}”里的一个列表。请在本节点之前加一个 Split Out（拆分）节点，Fields To Split Out 填 ${path.join('.')}。`,
	rowInside: (path: readonly string[]) =>
		en`The row is inside the field "${path.join('.')}". Put an Edit Fields (Set) node before this one, with Mode = JSON and {{ $json.${path.join('.')} }} as its JSON.`
			.zh`数据行在字段“${path.join('.')}”里面。请在本节点之前加一个 Edit Fields (Set) 节点，Mode 选 JSON，JSON 填 {{ $json.${path.join('.')} }}。`,
	rowsAsText: (path: readonly string[]) =>
		en`The rows are inside the field "${path.join('.')}", as a text in JSON. Let the node before this one give JSON (in HTTP Request: Options > Response > Response Format = JSON), or put an Edit Fields (Set) node there, with Mode = JSON and {{ { rows: JSON.parse($json.${path.join('.')}) } }} as its JSON, and a Split Out node behind it, with Fields To Split Out = rows.`
			.zh`数据行在字段“${path.join('.')}”里，是一段 JSON 文本。请让前一个节点输出 JSON（HTTP Request：Options > Response > Response Format = JSON）；或在那里加 Edit Fields (Set)（Mode 选 JSON，JSON 填 {{ { rows: JSON.parse($json.${path.join('.')}) } }}）和 Split Out（Fields To Split Out 填 rows）两个节点。`,
	headerRowOff: en`The headers arrive as an ordinary row. Switch on the option Header Row in Extract from File, or remove that option.`
		.zh`表头被当作普通数据行读入了。请在 Extract from File 中打开选项 Header Row（表头行），或删除该选项。`,
	otherDelimiter: (delimiter: string): Sentence => {
		const isTab = delimiter === '\t';
		return en`The whole header stands in one column: the CSV file is separated by ${isTab ? 'tabs' : `"${delimiter}"`}, not by commas. Set the option Delimiter of Extract from File to ${signOf(delimiter)}${isTab ? ' as an expression' : ''}.`
			.zh`整个表头在同一列：这个 CSV 文件的分隔符是${isTab ? '制表符' : `“${delimiter}”`}，不是逗号。请把 Extract from File 的选项 Delimiter（分隔符）设为 ${signOf(delimiter)}${isTab ? '（表达式）' : ''}。`;
	},
	notUtf8: en`The text of this file arrives unreadable (�): it is not UTF-8, but probably GBK, as Excel and WPS save a CSV file. n8n reads no GBK there: save the sheet as .xlsx, or as CSV UTF-8, and read that.`
		.zh`这个文件的文字读出来是乱码（�）：编码不是 UTF-8，很可能是 Excel 或 WPS 保存 CSV 时用的 GBK，n8n 不能这样读取。请把表格另存为 .xlsx 或“CSV UTF-8”格式，再读取那个文件。`,
	missingColumns: (missing: readonly FieldName[], headers: readonly string[]): Sentence => {
		const usual = examples(missing.map((name) => fieldOf(name).header));
		const toDefault = missing.filter((name) => fieldOf(name).ofRange === undefined);
		const [names, defaults] = [labels(missing), labels(toDefault)];
		return joined([
			en`The sheet has no column for ${names}.`.zh`表格中没有以下列：${names}。`,
			theColumnsAre(headers),
			en`Give the column a usual header (such as ${usual}), or name it in Column Names.`
				.zh`请使用常用的表头（例如${usual}），或在 Column Names（列名）中指定该列。`,
			toDefault.length === missing.length
				? en`A value that holds for all rows goes into Default Values.`
						.zh`如果所有行的值都相同，请填在 Default Values（默认值）中。`
				: toDefault.length > 0 &&
					en`A value that holds for all rows goes into Default Values (${defaults}).`
						.zh`如果所有行的值都相同，请填在 Default Values（默认值）中（${defaults}）。`,
			missing.includes('applicationId') && missing.includes('codeStart') && onOtherWorksheet,
		]);
	},
	/** The sheet tells its ranges in the other way. */
	otherRange: (
		missing: FieldName,
		found: FieldName,
		header: string,
		rangeBy: RangeBy,
	): Sentence => {
		const { displayName, options } = modes.rangeBy;
		const choice = (options ?? []).find((one) => 'value' in one && one.value === rangeBy);
		const [lacks, has] = [labels([missing]), labels([found])];
		return en`The sheet has no column for ${lacks}, but one for ${has} ("${short(header)}"). Set ${displayName} to "${choice?.name ?? ''}".`
			.zh`表格中没有 ${lacks}列，但有 ${has}列（“${short(header)}”）。请把 ${displayName}（码段表示方式）设为“${choice?.name ?? ''}”。`;
	},
	/** Of a dry run: which column was taken for which field. */
	taken: (
		columns: ReadonlyArray<{ name: FieldName; header: string }>,
		defaults: readonly FieldName[],
	): Sentence => {
		const pairs = columns.map(({ name, header }) => both`${short(header)} → ${words.label(name)}`);
		const told = joined(pairs, comma);
		const stand = labels(defaults);
		return joined(
			[
				columns.length > 0 && en`Taken: ${told}`.zh`列的对应关系：${told}`,
				defaults.length > 0 &&
					en`from Default Values: ${stand}`.zh`取自 Default Values（默认值）：${stand}`,
			],
			semicolon,
		);
	},
};
