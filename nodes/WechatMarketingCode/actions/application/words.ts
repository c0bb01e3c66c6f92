import { lowerFirst, upperFirst } from 'lodash';
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
	sameNumber: (first: string) =>
		`${lowerFirst(first)} has this number too, and the same number is the same application. Give each its own, or leave one out.`,
	names: (applicationId: number | string | undefined, ownNumber: string) =>
		applicationId === undefined
			? `your own number ${ownNumber}`
			: `application ${applicationId}, your own number ${ownNumber}`,
	maybeApplied: (ownNumber: string) =>
		`It is not known whether your own number ${ownNumber} was applied for; the same number is the same application, so it can be run again.`,
	notAsked: (names: string) =>
		`${upperFirst(names)}: applied for; only its state could not be asked.`,
	otherCount: (codes: number, asked: number) =>
		`WeChat has ${grouped(codes)} codes under this number, not the ${grouped(asked)} that were asked for.`,
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
	tooManyItems: (most: number, codes: number) =>
		`${grouped(codes)} codes are too many for items; at most ${grouped(most)} come out as such. Set Output As to CSV Files or Raw Files, or take a part.`,
	notForTools: () =>
		'Items would hand unprinted codes to the model of the AI agent. Set it to CSV Files or Raw Files.',
	unreadBlocks: (count: number) =>
		`WeChat lists ${count === 1 ? '1 block' : `${count} blocks`} in a form that cannot be read. Look with Application > Get, and take a part that does not need them.`,
	block: ({ codeStart, codeEnd }: CodeRange) => `Block ${codeStart}–${codeEnd}:`,
	noPackageKey: () =>
		'The credential has no Code Package Key. WeChat sent it (16 characters) when it opened one item one code for the account; fill it in, then download again.',
	unreadPackage: () => 'the package could not be read.',
};
