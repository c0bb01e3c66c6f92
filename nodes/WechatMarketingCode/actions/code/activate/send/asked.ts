import type { CodeRange } from '../../../../domain/ranges';
import { comma, en, joined, type Sentence } from '../../../../domain/sentence';
import type { ActivationRow } from '../call';

/** What a dry run tells that asked WeChat. */
export const asked = {
	/** @param ranges each of them looked up at its first and its last code */
	free: (ranges: readonly CodeRange[]): Sentence => {
		const isAll = ranges.every(({ codeStart, codeEnd }) => codeEnd - codeStart < 2);
		const areSeveral = ranges.length > 1 || ranges[0].codeStart !== ranges[0].codeEnd;
		const where = ranges.length === 1 ? edges(ranges[0]) : edgesOfBlocks(ranges.length);
		return en`WeChat was asked: ${where} ${areSeveral ? 'are' : 'is'} not active${isAll ? '' : '; the codes between them were not looked at'}.`
			.zh`已向微信查询：${where} ${areSeveral ? '都未' : '未'}激活${isAll ? '' : '；中间的码没有查询'}。`;
	},
	lastCode: (last: number) =>
		en`The last code of the application is ${last}.`.zh`这个申请单的最后一个码是 ${last}。`,
	countsFromOne: (applicationId: string, last: number) =>
		en`The last code of application ${applicationId} is ${last}, and the sheet ends at ${last + 1}: it counts from 1, and WeChat counts from 0. Set the option Numbering to "First Code Is 1"`
			.zh`申请单 ${applicationId} 的最后一个码是 ${last}，而表格到 ${last + 1} 为止：表格从 1 开始计数，微信从 0 开始。请把选项 Numbering（编号方式）设为“First Code Is 1”`,
	unconfirmed: (message: Sentence): Sentence =>
		joined([
			en`WeChat does not confirm what this row records.`.zh`微信的查询结果与这一行的记录不符。`,
			message,
		]),
	unconfirmedRows: (rows: ReadonlyArray<Pick<ActivationRow, 'name'>>): Sentence => {
		const more = rows.length - 3;
		const names = rows.slice(0, 3).map(({ name }) => name);
		return en`WeChat does not confirm what ${rows.length === 1 ? '1 finished row records' : `${rows.length} finished rows record`} (see activation_message): ${joined(names, comma)}${more > 0 ? ` and ${more} more` : ''}`
			.zh`微信的查询结果与 ${rows.length} 条已完成数据的记录不符（见 activation_message）：${joined(names, comma)}${more > 0 ? `等，另外 ${more} 条` : ''}`;
	},
	notAsked: (count: number) =>
		en`${count === 1 ? '1 finished row was' : `${count} finished rows were`} not looked up, because the run stopped`
			.zh`有 ${count} 条已完成的数据没有查询，因为运行已停止`,
};

const edgesOfBlocks = (count: number) =>
	en`the first and the last code of ${count} blocks`.zh` ${count} 个区块的首码和末码`;

export const edges = ({ codeStart, codeEnd }: CodeRange): Sentence =>
	codeStart === codeEnd
		? en`code ${codeStart}`.zh`码 ${codeStart}`
		: en`its first code ${codeStart} and its last code ${codeEnd}`
				.zh`首码 ${codeStart} 和末码 ${codeEnd}`;
