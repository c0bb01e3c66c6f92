import type { CodeRange } from '../../domain/ranges';
import { begun, en, listed, type Sentence } from '../../domain/sentence';

/** Blocks that a sentence names. */
const MOST_NAMED = 5;

const grouped = (count: number): string => count.toLocaleString('en-US');

/** Every sentence of the operations of an application. A field's own begin behind its name. */
export const words = {
	atLeast: (least: number, count: number) =>
		en`must be at least ${grouped(least)}, not ${count}.`
			.zh`至少为 ${grouped(least)}，不能是 ${count}。`,
	multipleOf: (step: number, count: number) =>
		en`must be a multiple of ${grouped(step)}, not ${count}.`
			.zh`必须是 ${grouped(step)} 的整数倍，不能是 ${count}。`,
	moreThanWechatGives: en`is more than WeChat gives out (20,000,000).`
		.zh`超过了微信一次发放的上限（20,000,000）。`,
	numberTooLong: (most: number, length: number) =>
		en`has ${length} characters; WeChat takes ${most}.`
			.zh`有 ${length} 个字符，微信最多接受 ${most} 个。`,
	sameNumber: (first: Sentence) =>
		en`${first} has this number too, and the same number is the same application. Give each its own, or leave one out.`
			.zh`${first}也用了这个编号，而相同的编号就是同一个申请单。请各用各的编号，或去掉其中一条。`,
	names: (applicationId: number | string | undefined, ownNumber: string): Sentence =>
		applicationId === undefined
			? en`your own number ${ownNumber}`.zh`自定编号 ${ownNumber}`
			: en`application ${applicationId}, your own number ${ownNumber}`
					.zh`申请单 ${applicationId}，自定编号 ${ownNumber}`,
	maybeApplied: (ownNumber: string) =>
		en`It is not known whether your own number ${ownNumber} was applied for; the same number is the same application, so it can be run again.`
			.zh`不清楚自定编号 ${ownNumber} 是否已申请成功；相同的编号就是同一个申请单，可以放心再运行一次。`,
	notAsked: (names: Sentence) =>
		en`${begun(names)}: applied for; only its state could not be asked.`
			.zh`${begun(names)}：已申请，只是没能查询到它的状态。`,
	otherCount: (codes: number, asked: number) =>
		en`WeChat has ${grouped(codes)} codes under this number, not the ${grouped(asked)} that were asked for.`
			.zh`微信在这个编号下有 ${grouped(codes)} 个码，而不是所申请的 ${grouped(asked)} 个。`,
	notFinished: (applicationId: string, status: string) =>
		en`Application ${applicationId} is not finished yet (WeChat says ${status}). Wait with Application > Get, then download.`
			.zh`申请单 ${applicationId} 还没有完成（微信返回 ${status}）。请用 Application > Get（查询申请单）等到它完成，再下载。`,
	noBlocks: en`WeChat lists no block of codes for this application.`
		.zh`微信没有列出这个申请单的码包区块。`,
	beyond: (last: number) =>
		en`The application has no codes beyond ${last}; positions count from 0.`
			.zh`这个申请单的码到 ${last} 为止；位置从 0 开始计数。`,
	gapInPart: en`WeChat does not list all codes of this part. See the blocks with Application > Get.`
		.zh`微信没有列出这一部分的全部码。请用 Application > Get（查询申请单）查看各区块。`,
	overlapping: (blocks: readonly CodeRange[]): Sentence => {
		const which = listed(
			blocks.map(({ codeStart, codeEnd }) => `${codeStart}–${codeEnd}`),
			MOST_NAMED,
		);
		return en`WeChat lists blocks that overlap: ${which} with codes of blocks before. Each code came out once, from the first block that has it.`
			.zh`微信列出的区块有重叠：${which} 含有前面区块的码。每个码只输出一次，取自最先含有它的区块。`;
	},
	tooManyForOneFile: (most: number, codes: number) =>
		en`A single file holds at most ${grouped(most)} codes, these are ${grouped(codes)}. Leave Single File off, or take a part.`
			.zh`单个文件最多容纳 ${grouped(most)} 个码，这里有 ${grouped(codes)} 个。请关闭 Single File（单个文件），或只取一部分。`,
	tooManyItems: (most: number, codes: number) =>
		en`${grouped(codes)} codes are too many for items; at most ${grouped(most)} come out as such. Set Output As to CSV Files or Raw Files, or take a part.`
			.zh`${grouped(codes)} 个码太多，不能逐项输出；最多 ${grouped(most)} 个。请把 Output As（输出形式）设为 CSV Files 或 Raw Files，或只取一部分。`,
	notForTools: en`Items would hand unprinted codes to the model of the AI agent. Set it to CSV Files or Raw Files.`
		.zh`Items（逐项输出）会把尚未印刷的码交给 AI agent 的模型。请设为 CSV Files 或 Raw Files。`,
	unreadBlocks: (count: number) =>
		en`WeChat lists ${count === 1 ? '1 block' : `${count} blocks`} in a form that cannot be read. Look with Application > Get, and take a part that does not need them.`
			.zh`微信列出的区块中有 ${count} 个无法识别。请用 Application > Get（查询申请单）查看，并只取不涉及它们的部分。`,
	block: ({ codeStart, codeEnd }: CodeRange) =>
		en`Block ${codeStart}–${codeEnd}:`.zh`码包区块 ${codeStart}–${codeEnd}：`,
	noPackageKey: en`The credential has no Code Package Key. WeChat sent it (16 characters) when it opened one item one code for the account; fill it in, then download again.`
		.zh`凭证里没有 Code Package Key（码包密钥）。它有 16 个字符，由微信在开通一物一码时发给账号；请填写后再下载。`,
	unreadPackage: en`the package could not be read.`.zh`码包无法读取。`,
} satisfies Record<string, Sentence | ((...facts: never[]) => Sentence)>;
