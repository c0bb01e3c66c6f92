import { countOf, describeRange, type CodeRange } from '../../../../domain/ranges';

const RUN_AGAIN = 'Run this row again: what is active is recognised and not sent twice.';

/** Everything that sending says to a person about a row. */
export const words = {
	activated: (range: CodeRange) => `${describeRange(range)} activated.`,
	confirmed: (range: CodeRange) =>
		`${describeRange(range)} activated. WeChat's reply was lost or unclear; a look-up confirmed it.`,
	alreadyActive: (range: CodeRange) =>
		`${describeRange(range)} was active already with the same values; nothing was changed.`,
	activatedInParts: (
		{ codeStart, codeEnd }: CodeRange,
		parts: readonly CodeRange[],
		before: number,
	) => {
		const codes = parts.reduce((sum, part) => sum + countOf(part), 0).toLocaleString('en-US');
		const told = before > 0 ? `, ${before} of them were active already` : '';
		return `${codeStart}–${codeEnd} (${codes} codes) activated in ${parts.length} parts${told}.`;
	},
	partOnly: (active: readonly CodeRange[], why: string) =>
		`Only a part of the row is active: ${active.map(describeRange).join(', ')}. ${why}`,
	restUnderReview: (retryAfter: string | null, rest: readonly CodeRange[]) =>
		`The barcode is under review. After ${retryAfter} activate the rest in rows of their own: ${rest.map(describeRange).join(', ')}.`,
	restIsNot: (message: string) => `The rest is not: ${message}`,

	underReview: (retryAfter: string) =>
		`WeChat's coding centre (编码中心) does not know this barcode yet and reviews it. Nothing is active; run this row again after ${retryAfter}.`,
	heldByOthers: (range: CodeRange | undefined, holder: string) => {
		const held =
			range === undefined ? 'Codes of this range' : `Codes ${range.codeStart}–${range.codeEnd}`;
		return `${held} are active already for ${holder || 'something else'}. Activation cannot be changed: correct the range, or leave this row out.`;
	},
	activeUpTo: ({ codeStart, codeEnd }: CodeRange, from: number) =>
		`Codes ${codeStart}–${from - 1} are active already with the same values, code ${from} is not. Activate ${from}–${codeEnd} in a row of its own.`,
	activeSomewhere: ({ codeStart, codeEnd }: CodeRange) =>
		`Some codes inside ${codeStart}–${codeEnd} are active already. Look up where with Code > Get, and activate the rest in a row of its own.`,
	activeUntold:
		'WeChat refused this range because codes of it are active already, and did not tell with which values. Run the row again, or look the codes up with Code > Get.',

	stopped: 'Not attempted: the run stopped before this row was sent.',
	unreached: (problem: string) =>
		`WeChat could not be asked, so nothing was sent.${problem} Check the network of this n8n, then run the row again.`,
	unknown: (problem: string) =>
		`WeChat's reply was lost and a look-up did not tell either.${problem} ${RUN_AGAIN}`,
	neverTaken: (problem: string, isRefusal: boolean) =>
		`WeChat gave no proper answer, and a look-up shows that the range is not active.${problem}${isRefusal ? '' : ' Run the row again later.'}`,
	problem: (problem: string) => ` ${problem}.`,

	unverified: (message: string) => `${message} Note: it could not be verified by a look-up.`,
	verifiedInactive: (index: number) =>
		verified(`WeChat said that the range is active, but a look-up says that code ${index} is not.`),
	verifiedOther: (index: number) =>
		verified(
			`WeChat said that the range is active, but a look-up shows code ${index} with other values.`,
		),

	noCodes: (applicationId: string) => `WeChat lists no codes for application ${applicationId}.`,
	notFinished: (applicationId: string, status: string) =>
		`Application ${applicationId} is not finished yet (WeChat says ${status}). Wait until it is (Application > Get with Wait Until Finished), then run the row again.`,
};

const verified = (sentence: string): string =>
	`${sentence} Wait some minutes and run the row again; if it stays, ask WeChat.`;
