import type { Answer } from '../../../../api/answer';
import { explain } from '../../../../api/errcodes';
import { describeRange, spanning, type CodeRange } from '../../../../domain/ranges';
import type { Ending, Settled } from './ending';
import type { Difference } from '../request';
import { isActive, isReview, retryAfter } from './judge';
import { kindsOf, listed, plainly, rangesOf } from './listing';

/** What the sentences name beside the ranges. */
export interface Told {
	readonly appId: string;
	readonly applicationId: string;
	readonly product: string;
}

/** What became of a row, for a person: what happened and what to do. */
export function messageOf(parts: readonly Settled[], about: Told): string {
	const active = parts.filter(({ ending }) => isActive(ending));
	if (active.length === parts.length) return allActive(parts, about);
	const others = kindsOf(parts.filter(({ ending }) => !isActive(ending)));
	if (active.length === 0 && others.length === 1) {
		return alone(others[0].ending, about, rangesOf(others[0].parts));
	}
	const fresh = active.some(({ ending }) => ending.kind !== 'already');
	const lead =
		active.length === 0
			? []
			: fresh
				? [`Only a part of the row is active: ${listed(active)}.`]
				: [`Codes ${plainly(active)} are active already with the same values.`];
	return [...lead, ...others.map(({ ending, parts: at }) => among(ending, at, about))].join(' ');
}

function allActive(parts: readonly Settled[], { product }: Told): string {
	const kinds = new Set(parts.map(({ ending }) => ending.kind));
	const whole = `${describeRange(spanning(rangesOf(parts)))} of ${product}`;
	if (kinds.size === 1 && kinds.has('already')) {
		return `${whole} was active already with the same values; nothing was changed.`;
	}
	const before = parts.filter(({ ending }) => ending.kind === 'already').length;
	const how = [
		parts.length > 1 ? ` in ${parts.length} parts` : '',
		before > 0 ? `, ${before} of them were active already` : '',
	].join('');
	const confirmed = kinds.has('confirmed')
		? " WeChat's reply was lost or unclear; a look-up confirmed it."
		: '';
	const unverified = parts.some(({ ending }) => ending.kind === 'activated' && ending.unverified)
		? ' Note: it could not be verified by a look-up.'
		: '';
	return `${whole} activated${how}.${confirmed}${unverified}`;
}

/** Ranges that ended alike, with nothing else beside them. */
export function alone(ending: Ending, about: Told, ranges: readonly CodeRange[] = []): string {
	switch (ending.kind) {
		case 'refused':
			return isReview(ending)
				? `WeChat's coding centre (编码中心) does not know this barcode yet and reviews it. Nothing is active; run this row again after ${retryAfter(ending)}.`
				: refusalOf(ending, about);
		case 'held':
			return `${heldBy(ending)} Activation cannot be changed: correct the range, or leave this row out.`;
		case 'free':
			return 'Nothing was sent: other codes of the row are active already.';
		case 'hidden':
			return `WeChat refused this range because codes of it are active already, but look-ups show ${edges(ranges[0])} as not active. Look for the active ones with Code > Get, and activate the rest in rows of their own.`;
		case 'untold':
			return ending.refusal === undefined
				? 'WeChat did not tell whether these codes are active, so nothing was sent. Run the row again later.'
				: 'WeChat refused this range because codes of it are active already, and did not tell with which values. Run the row again, or look the codes up with Code > Get.';
		case 'noCodes':
			if (ending.unread > 0) {
				return `WeChat lists ${ending.unread} of the blocks of application ${about.applicationId} in a way that cannot be read, so nothing was sent. Give the ranges by Start and End, or ask WeChat.`;
			}
			return ending.status === undefined
				? `WeChat lists no codes for application ${about.applicationId}.`
				: `Application ${about.applicationId} is not finished yet (WeChat says ${ending.status}). Wait until it is (Application > Get with Wait Until Finished), then run the row again.`;
		case 'unsent':
			return `WeChat could not be asked, so nothing was sent.${problemOf(ending.answer)}${whatNow(ending.answer)}`;
		case 'never':
			return `WeChat gave no proper answer, and a look-up shows that the range is not active.${problemOf(ending.answer)}${ending.answer?.kind === 'refused' ? '' : ' Run the row again later.'}`;
		case 'unknown':
			return ending.differs === undefined
				? `WeChat's reply was lost and a look-up did not tell either.${problemOf(ending.answer)} Run this row again: what is active is recognised and not sent twice.`
				: `WeChat's reply was lost, and the very range is active with ${differing(ending.differs)}. If that is only another spelling, this row is done.`;
		case 'denied':
			return `WeChat said that the range is active, but a look-up ${ending.differs === undefined ? `says that code ${ending.index} is not` : `shows code ${ending.index} with other values: ${differing(ending.differs)}`}. Wait some minutes and run the row again; if it stays, ask WeChat.`;
		case 'planned':
			return asked.free(ranges);
		case 'notAttempted':
			return 'Not attempted: the run stopped before this row was sent.';
		default:
			return '';
	}
}

/** The same as one part of several. */
function among(ending: Ending, parts: readonly Settled[], about: Told): string {
	const where = listed(parts);
	switch (ending.kind) {
		case 'refused':
			return isReview(ending)
				? `The barcode is under review. After ${retryAfter(ending)} activate the rest in rows of their own: ${where}.`
				: `Not activated: ${where}. ${refusalOf(ending, about)}`;
		case 'held':
			return heldBy(ending);
		case 'free': {
			const rest = plainly(parts);
			const each = parts.length === 1 ? `${rest} in a row of its own` : 'each in a row of its own';
			return `Not active: ${rest}. Activate ${each}.`;
		}
		case 'planned':
			return alone(ending, about, rangesOf(parts));
		case 'notAttempted':
		case 'skipped':
			return `Not sent: ${where}.`;
		case 'unknown':
		case 'unsent':
		case 'untold':
			return `Not known: ${where}. ${alone(ending, about, rangesOf(parts))}`;
		default:
			return `Not activated: ${where}. ${alone(ending, about, rangesOf(parts))}`;
	}
}

const refusalOf = (
	{ refusal }: Ending & { kind: 'refused' },
	{ appId, applicationId }: Told,
): string =>
	refusal.advice ?? explain(refusal.errcode, { appId, applicationId, errmsg: refusal.errmsg });

function heldBy({ segment: { range, holder, differs } }: Ending & { kind: 'held' }): string {
	const holds = holder.join(' / ') || 'something else';
	return `Codes ${range.codeStart}–${range.codeEnd} are active already for ${holds}; they differ in ${differing(differs)}.`;
}

/** `Product Brand ("山泉", in this row "山泉水")` */
const differing = (differs: readonly Difference[]): string =>
	differs
		.map(({ label, told, wanted }) => `${label} ("${told}", in this row "${wanted}")`)
		.join(', ');

const edges = ({ codeStart, codeEnd }: CodeRange): string =>
	codeStart === codeEnd
		? `code ${codeStart}`
		: `its first code ${codeStart} and its last code ${codeEnd}`;

function problemOf(answer: Answer | undefined): string {
	if (answer?.kind === 'silence') return ` ${answer.problem}.`;
	return answer?.kind === 'refused' ? ` ${explain(answer.errcode, { errmsg: answer.errmsg })}` : '';
}

const whatNow = (answer: Answer): string =>
	answer.kind === 'silence' ? ' Check the network of this n8n, then run the row again.' : '';

/** What a dry run tells that asked WeChat. */
export const asked = {
	/** @param ranges each of them looked up at its first and its last code */
	free: (ranges: readonly CodeRange[]) => {
		const where =
			ranges.length === 1
				? `${edges(ranges[0])} ${ranges[0].codeStart === ranges[0].codeEnd ? 'is' : 'are'}`
				: `the first and the last code of ${ranges.length} blocks are`;
		const isAll = ranges.every(({ codeStart, codeEnd }) => codeEnd - codeStart < 2);
		return `WeChat was asked: ${where} not active${isAll ? '' : '; the codes between them were not looked at'}.`;
	},
	lastCode: (last: number) => `The last code of the application is ${last}.`,
	countsFromOne: (applicationId: string, last: number) =>
		`The last code of application ${applicationId} is ${last}, and the sheet ends at ${last + 1}: it counts from 1, and WeChat counts from 0. Set the option Numbering to "First Code Is 1"`,
	unconfirmed: (message: string) => `WeChat does not confirm what this row records. ${message}`,
	unconfirmedRows: (rows: ReadonlyArray<{ readonly name: string }>) => {
		const names = rows.slice(0, 3).map(({ name }) => name);
		const more = rows.length > 3 ? ` and ${rows.length - 3} more` : '';
		return `WeChat does not confirm what ${rows.length === 1 ? '1 finished row records' : `${rows.length} finished rows record`} (see activation_message): ${names.join(', ')}${more}`;
	},
	notAsked: (count: number) =>
		`${count === 1 ? '1 finished row was' : `${count} finished rows were`} not looked up, because the run stopped`,
};
