import { en, type Sentence } from '../../domain/sentence';

/** What Code · Get says of its own; Activate has words for itself. */
export const words = {
	provesNothing: en`WeChat says that the code is active, but names no range that holds it, which proves nothing. Look it up again in some minutes; if it stays, ask WeChat.`
		.zh`微信说这个码已激活，却没有给出包含它的码段，不能作数。请过几分钟再查询；如果仍然这样，请咨询微信。`,
	/** The errcode table speaks of a row's range, and of an option that a look-up does not have. */
	noSuchPosition: en`The application has no code at this position. WeChat counts from 0: the first code is 0, the last of 10,000 is 9999. Check Code Index.`
		.zh`申请单里没有这个位置的码。微信从 0 开始数：第一个码是 0，10,000 个码的最后一个是 9999。请检查 Code Index（码的位置）。`,
} satisfies Record<string, Sentence>;
