import { memoize, truncate } from 'lodash';
import { countOf, type CodeRange } from '../../../../domain/ranges';
import {
	begun,
	both,
	colon,
	comma,
	en,
	joined,
	pause,
	semicolon,
	type Part,
	type Sentence,
} from '../../../../domain/sentence';
import { words as street } from '../../../../run/words';
import { words as shared } from '../../../words';
import type { ActivationRow } from '../call';
import type { Recorded } from '../record';
import { positions } from '../words';

type Named = Pick<ActivationRow, 'name'>;

const namesOf = (rows: readonly Named[]): Sentence[] => rows.map(({ name }) => name);

/** What reading and checking rows says of them to a person. */
export const words = {
	column: (label: string, header: string | undefined): Sentence =>
		header === undefined
			? en`${label} (no column found)`.zh`${label}（没有对应的列）`
			: en`${label} (column "${header}")`.zh`${label}（列“${header}”）`,
	defaultOf: memoize(
		(label: string) => en`Default Values, ${label}`.zh`Default Values（默认值）中的 ${label}`,
	),
	columnNames: en`Column Names`.zh`Column Names（列名）`,
	noColumnName: (label: string) =>
		en`Column Names, ${label}: the expression gives no text. Type the header of the column, or drag the column into the field.`
			.zh`Column Names（列名）中的 ${label}：表达式的结果不是文本。请输入该列的表头，或把该列拖到这个字段里。`,
	isEmpty: shared.required,
	endBeforeStart: shared.endBeforeStart,
	belowOne: en`positions start at 1: the rows are counted from 1 (by the option Numbering, or by the headers).`
		.zh`位置从 1 开始：按照选项 Numbering（编号方式）或表头，这些数据从 1 开始计数。`,
	otherCount: (told: number, range: CodeRange) =>
		en`the row says ${told}, but from start to end there are ${countOf(range)} codes. Correct the one that is wrong: are start and end positions of codes?`
			.zh`这一条写的是 ${told}，但从起始位到结束位共有 ${countOf(range)} 个码。请改正有误的一项：起始位和结束位是码的位置吗？`,
	otherEnd: (told: number, end: number) =>
		en`the row says ${told}, but start and count lead to ${end}. Correct the one that is wrong.`
			.zh`这一条写的是 ${told}，但按起始位和数量推算应为 ${end}。请改正有误的一项。`,
	asPrinted: (code: string, digits: string) =>
		en`"${code}" is read as its digits, ${digits}.`.zh`“${code}”按其中的数字 ${digits} 读取。`,
	standsIn: en`the cell is blank while other rows fill this column, so the default value is used. Programs that read sheets leave cells blank that hold an error or lie under a merged one: compare the sheet.`
		.zh`该单元格为空，而其他行在这一列有内容，因此使用默认值。读取表格的程序会把出错的单元格和合并单元格下面的单元格读成空白：请核对表格。`,
	standIns: (rows: readonly ActivationRow[]): Sentence => {
		const more = rows.length - 5;
		return en`Default values stand in for blank cells of columns that other rows fill: ${joined(namesOf(rows.slice(0, 5)), semicolon)}${more > 0 ? `; and ${more} more` : ''}`
			.zh`以下数据中有的单元格为空，而其他行在该列有内容，已用默认值代替：${joined(namesOf(rows.slice(0, 5)), semicolon)}${more > 0 ? `；另外还有 ${more} 条` : ''}`;
	},
	notADefault: (label: string) =>
		en`Default Values holds ${label}, which no two rows share. Remove it there, and give every row its own.`
			.zh`Default Values（默认值）里有 ${label}，而每一行的值都不相同。请在那里删除它，并在每一行填写各自的值。`,
	numberingWins: (first: number) =>
		en`The headers say that counting begins at ${first}; the option Numbering says otherwise, and wins.`
			.zh`表头写明从 ${first} 开始计数，选项 Numbering（编号方式）的设置与此不同，以该选项为准。`,
	twoFirstNumbers: en`One header says that counting begins at 0, another that it begins at 1. Correct the headers of start and end.`
		.zh`一个表头写明从 0 开始计数，另一个写明从 1 开始。请改正起始位和结束位的表头。`,
	countsFromOne: (applicationId: string) =>
		en`The smallest start of application ${applicationId} is 1, but WeChat counts from 0: the first code is 0, the last of 10,000 is 9999. If the sheet counts from 1, every range would be one code off: set the option Numbering to First Code Is 1. If code 0 is left out on purpose, set it to First Code Is 0.`
			.zh`申请单 ${applicationId} 最小的起始位是 1，而微信从 0 开始计数：第一个码是 0，10,000 个码的最后一个是 9999。如果表格从 1 开始计数，所有码段都会错一位：请把选项 Numbering（编号方式）设为 First Code Is 1（第一个码是 1）。如果是有意不用 0 号码，请设为 First Code Is 0（第一个码是 0）。`,
	ofField: (label: Part, warning: Part): Sentence => both`${label}${colon}${warning}`,

	/** @param labels of required fields whose cells are blank below filled ones */
	blankBelow: (labels: readonly Part[]) =>
		en`blank here and filled further up, as under merged cells: ${joined(labels, comma)}. A program that reads a sheet gives the value of merged cells to the first row alone: unmerge them in the sheet, and fill the value into every row.`
			.zh`在这一行为空，而上面的行有内容，通常是合并单元格造成的：${joined(labels, comma)}。读取表格的程序只把合并单元格的值给第一行：请在表格中取消合并，并在每一行填写该值。`,
	belowTable: (cell: string): Sentence => {
		const said = truncate(cell, { length: 40, omission: '…' });
		return en`this row looks like a total or a note below the table ("${said}"). Delete it in the sheet, or let the node that reads the file stop above it (in Extract from File with the option Range, such as A1:I20).`
			.zh`这一行看起来是表格下面的合计或说明（“${said}”）。请在表格中删除这一行，或让读取文件的节点读到它上面为止：在 Extract from File 中用选项 Range（范围），例如 A1:I20。`;
	},
	blankAtEnd: en`Empty row; nothing was sent.`.zh`空行，没有发送任何请求。`,
	blankRow: en`the row is empty.`.zh`这一行是空的。`,
	repeatsDone: ({ name }: Named) =>
		en`${begun(name)} asks for the very same and is done.`
			.zh`与“${begun(name)}”的内容完全相同，而那一条已经完成。`,
	/** @param record of the other row, when it is finished, or an earlier run does not know of it */
	overlaps: ({ request }: ActivationRow, first: ActivationRow, record?: Recorded) =>
		en`its range ${positions(request?.range)} overlaps with that of ${first.name}${record ? recordedAs(record) : ''} (application ${request?.values.applicationId ?? ''}). A code can be activated only once: correct one of the two rows.`
			.zh`码段 ${positions(request?.range)} 与“${first.name}”的码段重叠${record ? recordedAs(record) : ''}（申请单 ${request?.values.applicationId ?? ''}）。一个码只能激活一次：请改正其中一条。`,
	unsureNumbering: ({ request }: ActivationRow, { range }: Recorded) =>
		en`the sheet says ${positions(request?.range)}, and an earlier run, which does not know what became of the row, sent ${positions(range)}: are these the same codes, counted from 1? Set the option Numbering to say how the sheet counts, then run the row again.`
			.zh`表格写的是 ${positions(request?.range)}，而上次运行发送的是 ${positions(range)}，结果未知：是否同一批码，只是从 1 开始计数？请用选项 Numbering（编号方式）说明表格如何计数，然后再运行这一条。`,
	unreadFinished: (rows: readonly ActivationRow[]): Sentence => {
		const told = rows
			.slice(0, 3)
			.map(({ name, problems }) => both`${name}${pause}${street.problems(problems)}`);
		return en`${rows.length === 1 ? '1 finished row is left as it is, though something in it' : `${rows.length} finished rows are left as they are, though something in them`} cannot be read: ${joined(told)}`
			.zh`${rows.length} 条已完成的数据保持不变，虽然其中有内容无法识别：${joined(told)}`;
	},
	otherNumbering: ({ name, request }: ActivationRow, { range }: Recorded, count: number) =>
		en`${begun(name)}${count === 1 ? '' : `, and ${count - 1} more`}: the sheet says ${positions(request?.range)}, and is recorded as active at ${positions(range)}: it is taken for the same codes, counted from 1. Set the option Numbering to say how the sheet counts`
			.zh`${begun(name)}${count === 1 ? '' : `等 ${count} 条`}：表格写的是 ${positions(request?.range)}，而记录为已激活的是 ${positions(range)}：视为同一批码，只是从 1 开始计数。请用选项 Numbering（编号方式）说明表格如何计数`,
};

const recordedAs = ({ ending, range }: Recorded): Sentence =>
	ending === 'unknown'
		? en`, of which an earlier run does not know whether it is active at ${positions(range)}`
				.zh`，后者是否已激活（${positions(range)}），上次运行没有查明`
		: en`, which is active already at ${positions(range)}`.zh`，后者已激活（${positions(range)}）`;
