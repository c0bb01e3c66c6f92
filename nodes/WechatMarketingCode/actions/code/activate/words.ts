import { truncate } from 'lodash';
import { cutAtBlocks, describeRange, type CodeRange } from '../../../domain/ranges';
import { begun, both, en, joined, listed, pause, type Sentence } from '../../../domain/sentence';
import { words as street } from '../../../run/words';
import { amount } from '../../words';
import type { ActivationCall, ActivationRow } from './call';
import { options, type ActivateSettings } from './options';
import type { ActivationStatus } from './outcome';

/** What the hint of a run counts and tells. */
export interface Figures {
	readonly requests: number;
	/** Rows with a note. */
	readonly warned: number;
	/** Calls that a dry run would make. */
	readonly planned: number;
	/** Of a whole application, whose blocks a dry run does not know. */
	readonly byBlock: boolean;
	readonly notes: readonly Sentence[];
}

/** Statuses as the summary counts them, in its order. */
const COUNTED: Readonly<Record<ActivationStatus | 'blank', Sentence>> = {
	activated: en`activated`.zh`已激活`,
	already_active: en`already active`.zh`已激活过`,
	pending_review: en`pending review`.zh`待审核`,
	dry_run: en`checked in a dry run`.zh`试运行通过`,
	failed: en`failed`.zh`失败`,
	invalid: en`invalid`.zh`未通过检查`,
	unknown: en`unknown`.zh`结果未知`,
	not_attempted: en`not attempted`.zh`未执行`,
	blank: en`empty`.zh`空行`,
};

/** What a run of Activate says to a person; of its rows and its sheet, see `rows/`. */
export const words = {
	asksAndSends: en`The options "${options.askWeChat.displayName}" and "${options.dryRun.displayName}" contradict each other: asking WeChat is a dry run, and Dry Run is off. Remove one of the two; nothing was sent.`
		.zh`选项“${options.askWeChat.displayName}”（询问微信）与“${options.dryRun.displayName}”（试运行）互相矛盾：询问微信就是试运行，而 Dry Run 已关闭。请去掉其中一个；没有发送任何请求。`,
	/** Of a dry run that nobody asked for. */
	dryRunOfTool: en`As a tool of an AI agent this node only makes dry runs, until the option Dry Run is added to it and set to false.`
		.zh`作为 AI agent 的工具，本节点只做试运行，除非给它加上选项 Dry Run（试运行）并设为 false。`,
	/** What a row asks for, in few words. */
	asked: (request: ActivationRow['request']): string =>
		[
			request?.range ? `${request.range.codeStart}–${request.range.codeEnd}` : '',
			truncate(request?.values.productTitle, { length: 60, omission: '…' }),
		]
			.filter(Boolean)
			.join(' '),
	doneEarlier: en`Done in an earlier run.`.zh`之前的运行中已完成。`,
	repeats: (message: Sentence, { name }: Pick<ActivationRow, 'name'>) =>
		en`${message} ${begun(name)} asks for the very same; it does not go out twice.`
			.zh`${message}与“${begun(name)}”的内容完全相同，不会重复发送。`,

	/** @param rows all rows that share the call, in their order */
	dryRun: (
		{ applicationId, wxaPath, wxaAppId, productTitle, productCode }: ActivationCall['values'],
		span: CodeRange | undefined,
		rows: readonly ActivationRow[],
	): Sentence => {
		const what = span ? describeRange(span) : en`all codes`.zh`全部码`;
		const calls = callsFor(span);
		const shared =
			rows.length > 1
				? en`, shared by ${street.places(rows)}`.zh`，由${street.places(rows)}共用`
				: '';
		return en`Dry run: nothing was activated. Would activate ${what} of application ${applicationId} in ${calls}${shared}: a scan would open ${wxaPath} of mini program ${wxaAppId} for "${productTitle}" (${productCode}).`
			.zh`试运行：没有激活任何码。将激活申请单 ${applicationId} 的${span ? '码段 ' : ''}${what}，需要 ${calls}${shared}：扫码会打开小程序 ${wxaAppId} 的页面 ${wxaPath}，商品为“${productTitle}”（${productCode}）。`;
	},

	withNotes: (message: Sentence, warnings: readonly Sentence[]) =>
		en`${message} Note: ${joined(warnings)}`.zh`${message}提示：${joined(warnings)}`,
	/** "482 activated, 3 failed, 15 not attempted, in 497 requests" */
	summary: (
		ended: ReadonlyMap<keyof typeof COUNTED, readonly unknown[]>,
		{ requests, warned, planned, byBlock, notes }: Figures,
	): Sentence => {
		const told = (Object.keys(COUNTED) as Array<keyof typeof COUNTED>)
			.filter((status) => ended.has(status))
			.map((status) => amount(ended.get(status)?.length ?? 0, COUNTED[status]));
		const asked = counted(requests, en`request`.zh`次请求`);
		const calls = byBlock
			? en`one call per block`.zh`每个码包区块 1 次请求`
			: counted(planned, en`call`.zh`次请求`);
		const sent =
			requests === 0
				? en`nothing was sent`.zh`没有发送任何请求`
				: en`nothing was activated, asked in ${asked}`.zh`没有激活任何码，查询用了 ${asked}`;
		const came = ended.has('dry_run')
			? en`${sent}; the run would take ${calls}`.zh`${sent}；正式运行需要 ${calls}`
			: en`in ${asked}`.zh`共 ${asked}`;
		const noted =
			warned === 0
				? ''
				: en`; ${warned === 1 ? '1 row has' : `${warned} rows have`} a note in activation_message`
						.zh`；${warned} 条在 activation_message 中有提示`;
		return joined([both`${joined([...told, came], pause)}${noted}`, ...notes], en`. `.zh`。`);
	},

	/** Of a run that a bad answer stopped, when rows of it are active. */
	afterStop: (
		active: readonly ActivationRow[],
		ifAlreadyActive: ActivateSettings['ifAlreadyActive'],
	): Sentence[] => [
		en`Active now: ${listed(stretchesOf(active), 20)}.`
			.zh`已激活：${listed(stretchesOf(active), 20)}。`,
		AGAIN[ifAlreadyActive],
		en`To get every row out with its result, also after a refusal, set On Error in the settings of this node to Continue.`
			.zh`如果希望有数据被拒绝时，每一条也都带着结果输出，请在本节点的设置中把 On Error（出错时）设为 Continue（继续）。`,
	],
};

/** What running the same sheet again comes to. */
const AGAIN: Readonly<Record<ActivateSettings['ifAlreadyActive'], Sentence>> = {
	skip: en`Nothing of this run is written beside the rows. It is safe to run the same sheet again when the cause is removed: with If Already Active = Skip, WeChat is asked about a row that it refuses as active, and one that is active with the same values counts as done.`
		.zh`这次运行没有在表格旁写下结果。排除原因后，可以放心地再次运行同一张表格：选项 If Already Active（已激活时）为 Skip（跳过），微信以“已激活”拒绝的数据会先查询，内容相同的视为已完成。`,
	checkFirst: en`Nothing of this run is written beside the rows. It is safe to run the same sheet again when the cause is removed: with If Already Active = Check First, WeChat is asked about every row before it is sent, and one that is active with the same values counts as done.`
		.zh`这次运行没有在表格旁写下结果。排除原因后，可以放心地再次运行同一张表格：选项 If Already Active（已激活时）为 Check First（先查询），每一条在发送前都会查询，内容相同且已激活的视为已完成。`,
	error: en`Nothing of this run is written beside the rows. Before you run the same sheet again, set the option If Already Active to Skip: set to Fail the Row, the rows that are active now would fail.`
		.zh`这次运行没有在表格旁写下结果。再次运行同一张表格之前，请把选项 If Already Active（已激活时）设为 Skip（跳过）：如果仍为 Fail the Row（算作失败），现在已激活的数据会失败。`,
};

/** Rows that follow each other are told by the first and the last of them. */
function stretchesOf(rows: readonly ActivationRow[]): Sentence[] {
	const stretches: Array<{ first: ActivationRow; last: ActivationRow }> = [];
	for (const row of rows) {
		const stretch = stretches.at(-1);
		if (stretch !== undefined && stretch.last.index === row.index - 1) stretch.last = row;
		else stretches.push({ first: row, last: row });
	}
	return stretches.map(({ first, last }) =>
		first === last
			? both`${first.place}`
			: en`${first.place} to ${last.place}`.zh`${first.place}至${last.place}`,
	);
}

export const positions = (range: CodeRange | undefined): Sentence =>
	range === undefined
		? en`the whole application`.zh`整个申请单`
		: both`${range.codeStart}–${range.codeEnd}`;

function callsFor(span: CodeRange | undefined): Sentence {
	if (span === undefined) {
		return en`one call for each of its blocks`.zh`每个码包区块 1 次请求`;
	}
	const blocks = cutAtBlocks(span).length;
	return blocks > 1
		? en`1 call (or ${blocks}, if WeChat wants it by blocks of 50,000)`
				.zh`1 次请求（如果微信要求按 50,000 个码的区块分开，则为 ${blocks} 次）`
		: en`1 call`.zh`1 次请求`;
}

const counted = (count: number, unit: Sentence) =>
	en`${count} ${unit}${count === 1 ? '' : 's'}`.zh`${count} ${unit}`;
