import { truncate } from 'lodash';
import type { CodeRange } from '../../../../domain/ranges';
import { comma, en, joined, NOTHING, type Sentence } from '../../../../domain/sentence';
import type { Difference } from '../request';
import { edges } from './asked';
import type { Ending } from './ending';
import type { Segment } from './heard';

/** What the sentences name beside the ranges. */
export interface Told {
	readonly appId: string;
	readonly applicationId: string;
	readonly product: Sentence;
	/** The run sends nothing anyway. */
	readonly isAsking?: boolean;
}
type About = Pick<Told, 'applicationId' | 'isAsking'>;

/** Everything that sending says to a person. */
export const words = {
	product: (title: string, code: string) => en`"${title}" (${code})`.zh`“${title}”（${code}）`,
	activated: (where: Sentence, product: Sentence, parts: number, before: number): Sentence =>
		en`${where} of ${product} activated${parts > 1 ? ` in ${parts} parts` : ''}${before > 0 ? `, ${before} of them were active already` : ''}.`
			.zh`${product}的码段 ${where}已激活${parts > 1 ? `，分 ${parts} 段` : ''}${before > 0 ? `，其中 ${before} 段之前已激活` : ''}。`,
	alreadyActive: (where: Sentence, product: Sentence): Sentence =>
		en`${where} of ${product} was active already with the same values; nothing was changed.`
			.zh`${product}的码段 ${where}之前已按相同内容激活，没有做任何更改。`,
	confirmed: en`WeChat's reply was lost or unclear; a look-up confirmed it.`
		.zh`微信的回复丢失或不明确，已通过查询确认。`,
	unverified: en`Note: it could not be verified by a look-up.`.zh`提示：未能通过查询核实。`,

	partlyActive: (where: Sentence) =>
		en`Only a part of the row is active: ${where}.`.zh`这一行只有一部分已激活：${where}。`,
	activeBefore: (where: Sentence) =>
		en`Codes ${where} are active already with the same values.`
			.zh`码 ${where} 之前已按相同内容激活。`,
	notActivated: (where: Sentence) => en`Not activated: ${where}.`.zh`未激活：${where}。`,
	notSent: (where: Sentence) => en`Not sent: ${where}.`.zh`未发送：${where}。`,
	notKnown: (where: Sentence) => en`Not known: ${where}.`.zh`结果未知：${where}。`,
	restIsFree: (where: Sentence, isOne: boolean): Sentence =>
		isOne
			? en`Not active: ${where}. Activate ${where} in a row of its own.`
					.zh`未激活：${where}。请为 ${where} 另起一行激活。`
			: en`Not active: ${where}. Activate each in a row of its own.`
					.zh`未激活：${where}。请为每一段各起一行激活。`,
	onlyEnds: en`Only codes at the ends were looked up.`.zh`只查询了两端的码。`,

	review: (after: string) =>
		en`WeChat's coding centre (编码中心) does not know this barcode yet and reviews it. Nothing is active; run this row again after ${after}.`
			.zh`微信的编码中心还不认识这个条码，正在审核。现在没有激活任何码；请在 ${after} 之后再运行这一行。`,
	reviewOf: (where: Sentence, after: string) =>
		en`The barcode is under review. After ${after} activate the rest in rows of their own: ${where}.`
			.zh`条码正在审核。请在 ${after} 之后，为其余部分另起一行激活：${where}。`,
	heldBy: ({ range: { codeStart, codeEnd }, holder, differs }: Segment): Sentence => {
		const holds = holder.map(short).join(' / ') || en`something else`.zh`其他内容`;
		return en`Codes ${codeStart}–${codeEnd} are active already for ${holds}; they differ in ${differing(differs)}.`
			.zh`码 ${codeStart}–${codeEnd} 之前已激活，用于：${holds}；不同之处：${differing(differs)}。`;
	},
	cannotChange: en`Activation cannot be changed: correct the range, or leave this row out.`
		.zh`激活后不能更改：请改正码段，或去掉这一行。`,
	free: en`Nothing was sent: other codes of the row are active already.`
		.zh`没有发送：这一行的其他码之前已激活。`,
	hidden: (range: CodeRange) =>
		en`WeChat refused this range because codes of it are active already, but look-ups show ${edges(range)} as not active. Look for the active ones with Code > Get, and activate the rest in rows of their own.`
			.zh`微信拒绝了这个码段，因为其中有码已激活，但查询显示${edges(range)} 未激活。请用 Code > Get 找出已激活的码，为其余部分另起一行激活。`,
	untold: (about: About) =>
		en`WeChat did not tell whether these codes are active${soNothing(about)}. Run the row again later.`
			.zh`微信没有说明这些码是否已激活${soNothing(about)}。请稍后再运行这一行。`,
	untoldHolder: en`WeChat refused this range because codes of it are active already, and did not tell with which values. Run the row again, or look the codes up with Code > Get.`
		.zh`微信拒绝了这个码段，因为其中有码已激活，但没有说明激活的内容。请再运行这一行，或用 Code > Get 查询这些码。`,
	noCodes: ({ applicationId }: About) =>
		en`WeChat lists no codes for application ${applicationId}.`
			.zh`微信没有列出申请单 ${applicationId} 的任何码。`,
	unreadBlocks: (count: number, about: About) =>
		en`WeChat lists ${count} of the blocks of application ${about.applicationId} in a way that cannot be read${soNothing(about)}. Give the ranges by Start and End, or ask WeChat.`
			.zh`微信列出的申请单 ${about.applicationId} 的区块中，有 ${count} 个无法识别${soNothing(about)}。请用 Start（起始位）和 End（结束位）给出码段，或咨询微信。`,
	unfinished: (status: string, { applicationId }: About) =>
		en`Application ${applicationId} is not finished yet (WeChat says ${status}). Wait until it is (Application > Get with Wait Until Finished), then run the row again.`
			.zh`申请单 ${applicationId} 还没有完成（微信的状态：${status}）。请等它完成（Application > Get，打开 Wait Until Finished），然后再运行这一行。`,

	notAsked: (about: About) =>
		en`WeChat could not be asked${soNothing(about)}.`.zh`无法向微信查询${soNothing(about)}。`,
	problem: (said: Sentence) => en`${said}.`.zh`${said}。`,
	checkNetwork: en`Check the network of this n8n, then run the row again.`
		.zh`请检查这台 n8n 的网络，然后再运行这一行。`,
	never: en`WeChat gave no proper answer, and a look-up shows that the range is not active.`
		.zh`微信没有给出有效的回复，查询显示这个码段未激活。`,
	later: en`Run the row again later.`.zh`请稍后再运行这一行。`,
	lost: en`WeChat's reply was lost and a look-up did not tell either.`
		.zh`微信的回复丢失，查询也没有得到结果。`,
	lostUnasked: en`WeChat's reply was lost, and no look-up was made.`
		.zh`微信的回复丢失，也没有再查询。`,
	lostAndRefused: en`WeChat's reply was lost. It refused a second send because codes of the range are active already, and its look-ups do not show them yet.`
		.zh`微信的回复丢失；再次发送时，微信以其中有码已激活为由拒绝，而查询还没有显示这些码。`,
	again: en`Run this row again: what is active is recognised and not sent twice.`
		.zh`请再运行这一行：已激活的码会被识别，不会重复发送。`,
	lostAndDiffers: (differs: readonly Difference[]) =>
		en`WeChat's reply was lost, and the very range is active with ${differing(differs)}. If that is only another spelling, this row is done.`
			.zh`微信的回复丢失，而这个码段已激活，不同之处：${differing(differs)}。如果只是写法不同，这一行就已完成。`,
	denied: ({ index, differs }: Ending & { kind: 'denied' }): Sentence =>
		differs === undefined
			? en`WeChat said that the range is active, but a look-up says that code ${index} is not. Wait some minutes and run the row again; if it stays, ask WeChat.`
					.zh`微信说这个码段已激活，但查询显示码 ${index} 未激活。请等几分钟再运行这一行；如果仍然如此，请咨询微信。`
			: en`WeChat said that the range is active, but a look-up shows code ${index} with other values: ${differing(differs)}. Wait some minutes and run the row again; if it stays, ask WeChat.`
					.zh`微信说这个码段已激活，但查询显示码 ${index} 的内容不同：${differing(differs)}。请等几分钟再运行这一行；如果仍然如此，请咨询微信。`,
	notAttempted: en`Not attempted: the run stopped before this row was sent.`
		.zh`未执行：发送这一行之前，运行已停止。`,
};

/** Hints tell no more of a cell, and what differs is told in full. */
const short = (text: string): string => truncate(text, { length: 60, omission: '…' });

const soNothing = ({ isAsking = false }: About): Sentence =>
	isAsking ? NOTHING : en`, so nothing was sent`.zh`，因此没有发送`;

/** `Product Brand ("山泉", in this row "山泉水")` */
const differing = (differs: readonly Difference[]): Sentence =>
	joined(
		differs.map(
			({ label, told, wanted }) =>
				en`${label} ("${told}", in this row "${wanted}")`
					.zh`${label}（微信为“${told}”，这一行为“${wanted}”）`,
		),
		comma,
	);
