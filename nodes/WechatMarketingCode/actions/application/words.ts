import type { CodeRange } from '../../domain/ranges';

const grouped = (count: number): string => count.toLocaleString('en-US');

/** Every sentence of the operations of an application. A field's own begin behind its name. */
export const words = {
	atLeast: (least: number, count: number) => `must be at least ${grouped(least)}, not ${count}.`,
	multipleOf: (step: number, count: number) =>
		`must be a multiple of ${grouped(step)}, not ${count}.`,
	moreThanWechatGives: () => 'is more than WeChat gives out (20,000,000).',
	numberTooLong: (most: number, length: number) =>
		`has ${length} characters; WeChat takes ${most}.`,
	endBeforeStart: ({ codeStart, codeEnd }: CodeRange) =>
		`the end (${codeEnd}) is before the start (${codeStart}).`,

	notFinished: (applicationId: string, status: string) =>
		`Application ${applicationId} is not finished yet (WeChat says ${status}). Wait with Application > Get, then download.`,
	noBlocks: () => 'WeChat lists no block of codes for this application.',
	beyond: (last: number) => `The application has no codes beyond ${last}; positions count from 0.`,
	gapInPart: () =>
		'WeChat does not list all codes of this part. See the blocks with Application > Get.',
	tooManyForOneFile: (most: number, codes: number) =>
		`A single file holds at most ${grouped(most)} codes, these are ${grouped(codes)}. Leave Single File off, or take a part.`,
	noPackageKey: () =>
		'The credential has no Code Package Key. WeChat sent it (16 characters) when it opened one item one code for the account; fill it in, then download again.',
	badBlock: ({ codeStart, codeEnd }: CodeRange, problem = 'the package could not be read.') =>
		`Block ${codeStart}–${codeEnd}: ${problem}`,
};
