import { truncate } from 'lodash';
import { comma, en, joined, quoted, type Sentence } from '../sentence';

const and = en` and `.zh`和`;

/** Readers take the first worksheet, unless told otherwise. */
export const onOtherWorksheet = en`If the rows stand on another worksheet, name it in the option Sheet Name of Extract from File.`
	.zh`如果数据在另一个工作表，请在 Extract from File 的选项 Sheet Name（工作表名）中填写它的名称。`;

/** What is said of the headers of a sheet. */
export const words = {
	twoColumns: (label: string, candidates: string[]) =>
		en`The columns ${list(candidates, and)} both mean ${label}. Rename or remove one, or name the right one in Column Names.`
			.zh`列${list(candidates, and)}都表示 ${label}。请改名或删除其中一列，或在 Column Names（列名）中指定正确的一列。`,
	ownNameFitsSeveral: (label: string, ownName: string, found: string[]) =>
		en`The column name "${ownName}" for ${label} fits ${list(found, and)}. Write it exactly as in the sheet.`
			.zh`为 ${label} 指定的列名“${ownName}”同时符合${list(found, and)}。请与表格中的写法完全一致。`,
	ownNameFitsNone: (label: string, ownName: string, headers: string[]): Sentence =>
		joined([
			en`There is no column "${ownName}" for ${label}.`
				.zh`表格中没有为 ${label} 指定的列“${ownName}”。`,
			theColumnsAre(headers),
		]),
	nothingRecognised: (headers: string[]): Sentence =>
		joined([
			en`No column is recognised.`.zh`没有识别出任何一列。`,
			theColumnsAre(headers),
			en`The first row of the sheet must hold one header per column, such as "Application ID", "Code Start", "Code End": if it holds a title, merged cells or nothing, remove that row or start reading below it.`
				.zh`表格第一行必须是表头，每列一个，例如“申请单号”“起始位”“结束位”：如果第一行是标题、合并单元格或空行，请删除该行，或从它下面开始读取。`,
			onOtherWorksheet,
			en`If the headers are right, name them in Column Names.`
				.zh`如果表头没有问题，请在 Column Names（列名）中指定。`,
		]),
};

export const theColumnsAre = (headers: readonly string[]): Sentence =>
	headers.length === 0
		? en`The incoming rows have no columns.`.zh`收到的数据没有任何列。`
		: en`The columns are: ${list(headers)}.`.zh`现有的列是：${list(headers)}。`;

/** At most 30 headers, each at most 40 characters long. */
function list(headers: readonly string[], last = comma): Sentence {
	const shown = headers
		.slice(0, 30)
		.map((header) => quoted(truncate(header, { length: 40, omission: '…' })));
	const told = joined([joined(shown.slice(0, -1), comma), ...shown.slice(-1)], last);
	const more = headers.length - 30;
	return more > 0 ? en`${told}, and ${more} more`.zh`${told}，另外 ${more} 列` : told;
}
